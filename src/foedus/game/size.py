"""How large will the tree be, before it is unrolled?

Histories are counted, not listed: those that no later guard tells apart are one state with a
count. A play whose steps hardly depend on each other has few states however large its tree is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10, prod
from typing import TYPE_CHECKING

from foedus.case.conditions import Always
from foedus.case.problems import CaseError, Problem
from foedus.game.holding import Numbering

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.case.problems import Place
    from foedus.game.expansion import Expansion, Primitive
    from foedus.game.holding import Row

MOST_NODES = 200_000
"""The largest tree that is unrolled unless the caller allows more."""
MOST_STATES = 20_000
"""Where more states than this must be told apart, counting stops; the tree is far larger still."""

MOST_WORK = 20_000_000
"""Counting also stops where it has looked at so many entries of states."""
LEGIBLE = 10**12
"""Counts beyond this are told by their order of magnitude."""


@dataclass(frozen=True)
class TreeSize:
    """How many nodes a tree has.

    Attributes
    ----------
    nodes
        All nodes, terminal ones included.
    histories
        Terminal nodes alone.
    nodes_of
        Nodes at which each primitive is played.
    growth_of
        By what factor each step of the play multiplies the histories.
    is_exact
        False where counting was stopped; the numbers are then too small.
    """

    nodes: int
    histories: int
    nodes_of: dict[str, int]
    growth_of: dict[str, float]
    is_exact: bool = True

    @property
    def steepest(self) -> str:
        """The step that multiplies the tree most."""
        return max(self.growth_of, key=lambda step: self.growth_of[step], default="")


def tree_size(expansion: Expansion, limit: int = MOST_NODES) -> TreeSize:
    """Count the nodes of a tree without unrolling it.

    Parameters
    ----------
    expansion
        The play in ordinary moves.
    limit
        The largest size that is allowed.

    Raises
    ------
    CaseError
        If the tree is larger; says how large, and which step multiplies it most.
    """
    size = _count(expansion, limit)
    if size.nodes > limit:
        step, place = size.steepest, _place(expansion, size.steepest)
        nodes = _in_figures(size.nodes)
        about = nodes if size.is_exact else f"more than {nodes}"
        raise CaseError(
            [
                Problem(
                    place,
                    f"the tree would have {about} nodes, and {limit:,} are allowed; "
                    f'"{step}" multiplies it most, by {size.growth_of[step]:.3g}: fewer options, '
                    "fewer rounds, or a guard",
                )
            ]
        )
    return size


def _in_figures(count: int) -> str:
    """A count that can be read, however large.

    >>> _in_figures(1_234_567), _in_figures(7 * 10**30)
    ('1,234,567', 'about 10^31')
    """
    return f"{count:,}" if count < LEGIBLE else f"about 10^{log10(count):.0f}"


def _count(expansion: Expansion, limit: int) -> TreeSize:
    numbering = Numbering(expansion.primitives)
    kept = _needed_after(expansion, numbering)
    states: dict[bytes, int] = {bytes(len(expansion.primitives)): 1}
    nodes_of: dict[str, int] = {}
    growth: dict[str, list[float]] = {}
    nodes, histories, work, is_exact = 0, 1, 0, True
    for at, primitive in enumerate(expansion.primitives):
        states, reached = _play(states, at, primitive, numbering, kept[at])
        before, histories = histories, sum(states.values())
        nodes_of[primitive.name] = reached if primitive.kind != "reveal" else 0
        nodes += nodes_of[primitive.name]
        growth.setdefault(primitive.source, []).append(histories / before)
        work += len(states) * len(primitive.options) * len(expansion.primitives)
        is_long = len(states) > MOST_STATES or work > MOST_WORK
        if is_long and nodes + histories > limit:
            is_exact = False
            break
    return TreeSize(
        nodes + histories,
        histories,
        nodes_of,
        {step: prod(factors) for step, factors in growth.items()},
        is_exact,
    )


def _play(
    states: dict[bytes, int],
    at: int,
    primitive: Primitive,
    numbering: Numbering,
    kept: bytes,
) -> tuple[dict[bytes, int], int]:
    """The states after one primitive, and the number of nodes at which it is played."""
    guard = numbering.test(primitive.when)
    options = offers(primitive, numbering)
    after: dict[bytes, int] = {}
    reached = 0
    for state, count in states.items():
        offered = [value for value, test in options if test(state)] if guard(state) else []
        reached += count if offered else 0
        row = bytearray(state)
        for value in offered[:1] if primitive.kind == "reveal" else offered or [0]:
            row[at] = value
            key = bytes(one if keep else 0 for one, keep in zip(row, kept, strict=True))
            after[key] = after.get(key, 0) + count
        if primitive.kind == "reveal" and not offered:
            key = bytes(one if keep else 0 for one, keep in zip(row, kept, strict=True))
            after[key] = after.get(key, 0) + count
    return after, reached


def offers(primitive: Primitive, numbering: Numbering) -> list[tuple[int, Callable[[Row], bool]]]:
    """For each option, its value in a row and the test of whether it is offered."""
    return [(at + 1, numbering.test(option.when)) for at, option in enumerate(primitive.options)]


def _needed_after(expansion: Expansion, numbering: Numbering) -> list[bytes]:
    """For each primitive, which entries of a row later guards still look at."""
    needed: set[int] = set()
    kept: list[bytes] = []
    for primitive in reversed(expansion.primitives):
        kept.append(bytes(at in needed for at in range(len(expansion.primitives))))
        for condition in (primitive.when, *(option.when for option in primitive.options)):
            if not isinstance(condition, Always):
                needed |= numbering.mentioned(condition)
    return kept[::-1]


def _place(expansion: Expansion, step: str) -> Place:
    return next(one.place for one in expansion.primitives if one.source == step)
