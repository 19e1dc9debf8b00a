"""Which information sets have to be guessed so that all others follow one after another?

In a circle of information sets that depend on each other, some are guessed; once their play is
given, every other one has its logit response in closed form, in order. The fewer are guessed, the
smaller the equations that are left. A least choice is a hard problem (the feedback vertex set, Karp
1972). Sets are taken greedily, by the product of what leads in and out, and those that turn out to
be needless are given back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.dependence import strongly_connected_components

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_AT_ONCE = 32
"""Of a circle of so many sets one is taken at a time; of a longer one, so many times more."""


def feedback_sets(
    sets: Sequence[int], needs: Mapping[int, Sequence[int]], equations: Mapping[int, int]
) -> set[int]:
    """Choose information sets without which there is no circle among the others.

    Parameters
    ----------
    sets
        The information sets of a cluster.
    needs
        For each of them, the sets that it depends on.
    equations
        How many equations guessing a set costs: its actions less one.

    Examples
    --------
    >>> sorted(feedback_sets([0, 1, 2], {0: [1, 2], 1: [0], 2: [0]}, {0: 1, 1: 1, 2: 1}))
    [0]
    """
    chosen: list[int] = []
    pending = [list(sets)]
    while pending:
        part = pending.pop()
        for circle in _circles(part, needs):
            inside = set(circle)
            needed = {one: [g for g in needs[one] if g in inside] for one in circle}
            needed_by = dict.fromkeys(circle, 0)
            for one in circle:
                for g in needed[one]:
                    needed_by[g] += 1
            ranked = sorted(
                circle, key=lambda one: (-len(needed[one]) * needed_by[one] / equations[one], one)
            )
            taken = ranked[: 1 + len(circle) // _AT_ONCE]
            chosen += taken
            pending.append(sorted(inside.difference(taken)))
    free = set(sets).difference(chosen)
    for one in reversed(chosen):
        if not _is_on_a_circle(one, free, needs):
            free.add(one)
    return set(sets) - free


def _is_on_a_circle(one: int, free: set[int], needs: Mapping[int, Sequence[int]]) -> bool:
    """Whether an information set depends on itself through those that are free."""
    seen: set[int] = set()
    pending = [one]
    while pending:
        for needed in needs[pending.pop()]:
            if needed == one:
                return True
            if needed in free and needed not in seen:
                seen.add(needed)
                pending.append(needed)
    return False


def in_order(sets: Sequence[int], needs: Mapping[int, Sequence[int]]) -> list[int]:
    """Put information sets without circles after those that they depend on."""
    return [one for component in _components(sets, needs) for one in component]


def _circles(sets: Sequence[int], needs: Mapping[int, Sequence[int]]) -> list[list[int]]:
    return [one for one in _components(sets, needs) if len(one) > 1]


def _components(sets: Sequence[int], needs: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Strongly connected components among some information sets, each after what it needs."""
    number = {one: place for place, one in enumerate(sets)}
    local = [[number[g] for g in needs[one] if g in number] for one in sets]
    return [[sets[place] for place in part] for part in strongly_connected_components(local)]
