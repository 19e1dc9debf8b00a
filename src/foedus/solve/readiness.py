"""Will the first call answer at once, or compile for half a minute first?

The kernels are compiled at their first use on a machine and kept on disk; a program that wants to
announce that asks `kernels_are_compiled` and then calls `compile_kernels`.
"""

from __future__ import annotations

from foedus.solve.batch import Query
from foedus.solve.builder import build, chance, decision, make_variants, terminal
from foedus.solve.compilation import is_compiled
from foedus.solve.equilibrium import solve
from foedus.solve.kernels_hidden import finish_hidden, follow_hidden
from foedus.solve.kernels_perfect import solve_perfect
from foedus.solve.kernels_query import span_payoffs, sum_atoms, weigh_atoms


def kernels_are_compiled() -> bool:
    """Whether all kernels are in the cache, for this version and this processor.

    A second process that finds them there starts solving in about a second.
    """
    kernels = (follow_hidden, finish_hidden, solve_perfect, span_payoffs, sum_atoms, weigh_atoms)
    return all(is_compiled(one) for one in kernels)


def compile_kernels() -> None:
    """Compile every kernel that is not in the cache yet, by solving two small games."""
    for sets in (("sees one", "sees two"), ("is blind", "is blind")):
        root = chance(
            {
                name: decision("a", where, {"x": terminal({"a": 1.0}), "y": terminal()})
                for name, where in zip(("one", "two"), sets, strict=True)
            }
        )
        form = build(["a"], root)
        variants = make_variants(form, rationality=1.0, chance={"one": 0.5, "two": 0.5})
        solve(form, variants, [Query(1, form.is_terminal, form.is_terminal)])
