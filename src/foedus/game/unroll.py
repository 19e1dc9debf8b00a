"""From ordinary moves to a tree: which histories are there, and which look alike to whom?

Depth first, in the order in which the solver numbers nodes. On the way down each actor's memory
grows by what it sees; nodes of one step at which its actor has the same memory and the same
options are one information set.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.problems import CaseError, Problem
from foedus.game.holding import Numbering, Row
from foedus.game.leaks import Askings
from foedus.game.memory import NOTHING, Memories
from foedus.game.size import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.game.expansion import Expansion, Primitive

Offer = tuple[int, ...]


@dataclass(frozen=True)
class _Ready:
    """A primitive with its conditions made into tests.

    Attributes
    ----------
    mover
        Position of the actor among the players; -1 for chance and revelation.
    watchers
        Positions of those who see the option as it is taken, the mover left out.
    revealed
        Whom the play shows an earlier primitive once this one is over: (player, primitive).
    """

    primitive: Primitive
    guard: Callable[[Row], bool]
    options: tuple[tuple[int, Callable[[Row], bool]], ...]
    always_offered: Offer | None
    mover: int
    watchers: tuple[int, ...]
    revealed: tuple[tuple[int, int], ...]

    def offered(self, row: Row) -> Offer:
        """Values of the options on offer."""
        if self.always_offered is not None:
            return self.always_offered
        return tuple(value for value, test in self.options if test(row))


@dataclass
class Unrolled:
    """A tree as it grows; lists have an entry for each node.

    Attributes
    ----------
    parent, primitive
        The node above and the primitive played; -1 at the root, and at terminal nodes.
    rows
        The history so far (see `foedus.game.holding`).
    information_set
        Its number; -1 where nobody decides.
    offer
        The options on offer, as values in a row.
    set_memory
        For each information set, the primitive, the memory of its actor, and the offer.
    """

    parent: list[int] = field(default_factory=list[int])
    primitive: list[int] = field(default_factory=list[int])
    rows: list[Row] = field(default_factory=list[Row])
    information_set: list[int] = field(default_factory=list[int])
    offer: list[Offer] = field(default_factory=list[Offer])
    set_memory: list[tuple[int, int, Offer]] = field(default_factory=list[tuple[int, int, Offer]])
    memories: Memories = field(default_factory=Memories)
    askings: Askings = field(default_factory=Askings)


def unroll(expansion: Expansion, players: tuple[str, ...]) -> Unrolled:
    """All histories of a play, as nodes in depth-first order.

    Raises
    ------
    CaseError
        If a step is reached in a history that leaves it no option.
    """
    ready = _make_ready(expansion, players)
    tree = Unrolled()
    sets: dict[tuple[int, int, Offer], int] = {}
    pending: list[tuple[int, int, bytearray, tuple[int, ...]]] = []
    pending.append((-1, 0, bytearray(len(ready)), (NOTHING,) * len(players)))
    while pending:
        parent, at, row, seen = pending.pop()
        at, seen, offer = _next_node(ready, at, row, seen, tree)
        node = len(tree.parent)
        tree.parent.append(parent)
        tree.rows.append(row)
        tree.offer.append(offer)
        if not offer:
            tree.primitive.append(-1)
            tree.information_set.append(-1)
            continue
        step = ready[at]
        tree.primitive.append(at)
        tree.information_set.append(
            -1 if step.mover < 0 else _set_number(tree, sets, (at, seen[step.mover], offer))
        )
        for value in reversed(offer):
            below = row.copy()
            below[at] = value
            pending.append(
                (node, at + 1, below, _seen_after(step, at, value, offer, below, seen, tree))
            )
    return tree


def _next_node(
    ready: list[_Ready], at: int, row: bytearray, seen: tuple[int, ...], tree: Unrolled
) -> tuple[int, tuple[int, ...], Offer]:
    """Pass over what is not reached; an empty offer means that the play is over."""
    while at < len(ready):
        step = ready[at]
        is_reached = step.guard(row)
        offer = step.offered(row) if is_reached else ()
        if step.primitive.kind == "reveal":
            if offer:
                row[at] = offer[0]
                seen = _seen_after(step, at, offer[0], (), row, seen, tree)
        else:
            if is_reached and not offer:
                raise CaseError([_no_option(ready, step.primitive, row)])
            if step.mover >= 0:
                tree.askings.note(at, seen[step.mover], offer, row)
            if offer:
                return at, seen, offer
        at += 1
    return at, seen, ()


def _seen_after(
    step: _Ready,
    at: int,
    value: int,
    offer: Offer,
    row: Row,
    seen: tuple[int, ...],
    tree: Unrolled,
) -> tuple[int, ...]:
    """The memories once an option has been taken."""
    if step.mover < 0 and not step.watchers and not step.revealed:
        return seen
    memories, after = tree.memories, list(seen)
    for player in step.watchers:
        after[player] = memories.after(after[player], (at, value, ()))
    if step.mover >= 0:
        after[step.mover] = memories.after(after[step.mover], (at, value, offer))
    for player, earlier in step.revealed:
        if row[earlier]:
            after[player] = memories.after(after[player], (earlier, row[earlier], ()))
    return tuple(after)


def _set_number(
    tree: Unrolled, sets: dict[tuple[int, int, Offer], int], key: tuple[int, int, Offer]
) -> int:
    number = sets.get(key)
    if number is None:
        number = sets[key] = len(tree.set_memory)
        tree.set_memory.append(key)
    return number


def _make_ready(expansion: Expansion, players: tuple[str, ...]) -> list[_Ready]:
    numbering = Numbering(expansion.primitives)
    position = {player: at for at, player in enumerate(players)}
    revealed: dict[str, list[tuple[int, int]]] = {}
    for at, primitive in enumerate(expansion.primitives):
        for actor, after in primitive.revealed:
            revealed.setdefault(after, []).append((position[actor], at))
    return [
        _ready(primitive, numbering, position, tuple(revealed.get(primitive.name, ())))
        for primitive in expansion.primitives
    ]


def _ready(
    primitive: Primitive,
    numbering: Numbering,
    position: dict[str, int],
    revealed: tuple[tuple[int, int], ...],
) -> _Ready:
    options = tuple(offers(primitive, numbering))
    is_free = all(str(option.when) == "always" for option in primitive.options)
    mover = -1 if primitive.actor is None else position[primitive.actor]
    return _Ready(
        primitive=primitive,
        guard=numbering.test(primitive.when),
        options=options,
        always_offered=tuple(value for value, _ in options) if is_free else None,
        mover=mover,
        watchers=tuple(position[actor] for actor in primitive.seen_by if position[actor] != mover),
        revealed=revealed,
    )


def _no_option(ready: list[_Ready], primitive: Primitive, row: Row) -> Problem:
    history = in_words(tuple(one.primitive for one in ready), row)
    return Problem(
        primitive.place,
        f'"{primitive.name}" is reached with no option left, for example after {history}: leave '
        "one option open, or give the step a guard",
    )


def in_words(primitives: tuple[Primitive, ...], row: Row) -> str:
    """A history as an author would write it: ``proposes = dam, council.1.river = object``."""
    taken = [
        f"{primitive.name} = {primitive.options[value - 1].name}"
        for primitive, value in zip(primitives, row, strict=True)
        if value
    ]
    return ", ".join(taken) or "the start of the play"
