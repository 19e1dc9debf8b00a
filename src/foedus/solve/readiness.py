"""Will the first call answer at once, or compile for most of a minute first?

The kernels are compiled at their first use on a machine and kept on disk; a program that wants to
announce that asks `kernels_are_compiled` and then calls `compile_kernels`.
"""

from __future__ import annotations

import numpy as np

from foedus.solve.batch import Query
from foedus.solve.builder import build, chance, decision, make_variants, terminal
from foedus.solve.compilation import is_compiled
from foedus.solve.equilibrium import solve
from foedus.solve.gradients import gradients, payoff_range_gradients
from foedus.solve.kernels_adjoint import differentiate_answers
from foedus.solve.kernels_adjoint_hidden import go_on_from_hidden_play
from foedus.solve.kernels_adjoint_perfect import go_on_from_perfect_play
from foedus.solve.kernels_adjoint_range import differentiate_ranges
from foedus.solve.kernels_arclength import follow_curves
from foedus.solve.kernels_branch import follow_branches
from foedus.solve.kernels_certify_walk import span_payoffs
from foedus.solve.kernels_hidden import play_to_the_end
from foedus.solve.kernels_perfect import solve_perfect
from foedus.solve.kernels_polish import polish
from foedus.solve.kernels_query import answer_play


def kernels_are_compiled(*, with_gradients: bool = False) -> bool:
    """Whether all kernels are in the cache, for this version and this processor.

    A second process that finds them there starts solving in about a second.

    Parameters
    ----------
    with_gradients
        Whether those that differentiate count too; only `gradients` needs them.
    """
    kernels = (
        answer_play,
        follow_branches,
        follow_curves,
        play_to_the_end,
        polish,
        solve_perfect,
        span_payoffs,
    )
    if with_gradients:
        kernels += (
            differentiate_answers,
            differentiate_ranges,
            go_on_from_hidden_play,
            go_on_from_perfect_play,
        )
    return all(is_compiled(one) for one in kernels)


def compile_kernels(*, with_gradients: bool = False) -> None:
    """Compile every kernel that is not in the cache yet, by solving two small games.

    In both one player guesses what the other does; in the second it does so blindly, so that each
    one's play turns on the other's. Each is solved with noise and without.

    Parameters
    ----------
    with_gradients
        Whether to compile those that differentiate too, which takes half as long again.
    """
    for sets in (("after heads", "after tails"), ("blind", "blind")):
        guesses = {
            coin: decision("b", where, {"x": terminal({"a": won}), "y": terminal({"b": won})})
            for coin, where, won in zip(("heads", "tails"), sets, (1.0, -1.0), strict=True)
        }
        form = build(["a", "b"], chance({"played": decision("a", "coin", guesses)}))
        variants = make_variants(form, rationality=[1.0, np.inf], chance={"played": 1.0})
        queries = [Query(2, form.is_terminal, form.is_terminal)]
        solve(form, variants, queries)
        if with_gradients:
            payoff_range_gradients(form, variants.worths)
            gradients(form, variants, queries)
