"""Does the first command on a machine say why it waits?"""

from __future__ import annotations

import time

import click


def compile_aloud(*, with_ensembles: bool) -> None:
    """Compile the kernels, and say so, if this machine has not done it yet.

    Parameters
    ----------
    with_ensembles
        Whether those that draw variants are needed too.
    """
    from foedus import ensemble
    from foedus.solve import compile_kernels, kernels_are_compiled

    if kernels_are_compiled() and (not with_ensembles or ensemble.kernels_are_compiled()):
        return
    started = time.perf_counter()
    click.echo("Compiling the solver for this machine: once, for less than a minute …", err=True)
    compile_kernels()
    if with_ensembles:
        ensemble.compile_kernels()
    click.echo(f"Compiled in {time.perf_counter() - started:.0f} s.", err=True)
