"""How can a large tree be looked at?

Histories that differ only in what chance settled unseen are drawn as one, until it makes a
difference to what is played or how the play ends, or somebody who knows it moves: only there does
the picture ask what chance had settled. This interchanges moves that nobody can tell apart from
their place in the tree (Thompson 1952), and so changes nothing of the game.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.findings import PlayedGame
    from foedus.game import Game, Primitive

Members = tuple[int, ...]
"""Nodes of the game that are drawn as one."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the play.

    Attributes
    ----------
    members
        The nodes of the game that stand here.
    kind
        ``move``; ``chance``; ``type``: what chance had settled unseen comes to matter; ``end``.
    primitive
        What is played, or asked; -1 at the end.
    outcome
        How the play has ended; -1 elsewhere.
    reach
        How likely the play comes here; NaN where no variant was solved.
    """

    members: Members
    kind: Literal["move", "chance", "type", "end"]
    primitive: int
    outcome: int
    reach: float


@dataclass(frozen=True)
class Branch:
    """A way from a place: the option taken, how often, and where it leads."""

    option: str
    probability: float
    place: Place


@dataclass(frozen=True, eq=False)
class MergedPlay:
    """A play in which histories that look alike are drawn as one."""

    play: PlayedGame

    @property
    def game(self) -> Game:
        """The game that is played."""
        return self.play.game

    @cached_property
    def unseen(self) -> frozenset[int]:
        """Primitives in which chance settles what not everybody sees."""
        everyone = set(self.game.form.players)
        return frozenset(
            at
            for at, one in enumerate(self.game.expansion.primitives)
            if one.kind == "chance" and one.contest is None and set(one.seen_by) != everyone
        )

    @cached_property
    def root(self) -> Place:
        """Where the play begins."""
        return self._place((0,))

    def primitive(self, place: Place) -> Primitive:
        """What is played at a place that is no end."""
        return self.game.expansion.primitives[place.primitive]

    def recorded_option(self, place: Place, recorded: Mapping[str, str]) -> str | None:
        """The option that a record, by step, says was taken at a place; None if it does not."""
        primitive = self.primitive(place)
        return recorded.get(primitive.name, recorded.get(primitive.step))

    def branches(self, place: Place) -> tuple[Branch, ...]:
        """The ways from a place, in the order of the options."""
        if place.kind == "end":
            return ()
        below = place.members if place.kind == "type" else self._below(place.members)
        options = self.primitive(place).options
        taken = self.game.taken[list(below), place.primitive]
        found: list[Branch] = []
        for option in np.unique(taken).tolist():
            members = tuple(
                node for node, one in zip(below, taken.tolist(), strict=True) if one == option
            )
            child = self._place(members)
            probability = self._probability(place, members)
            found.append(Branch(options[option].name, probability, child))
        return tuple(found)

    def histories(self, place: Place) -> int:
        """How many histories of the game lead through a place."""
        first, after = list(place.members), self._after[list(place.members)]
        return int((self._ends_before[after] - self._ends_before[first]).sum())

    def information_sets(self, place: Place) -> frozenset[int]:
        """Between which situations the mover at a place may stand."""
        sets = self.game.form.information_set_of_node[list(place.members)]
        return frozenset(sets.tolist()) if place.kind == "move" else frozenset()

    def _place(self, members: Members) -> Place:
        members = self._past_unseen(members)
        game, first = self.game, members[0]
        reach = float(self.play.node_probability[list(members)].sum())
        asked = self._asked(members)
        if asked is not None:
            return Place(members, "type", asked, -1, reach)
        primitive = int(game.primitive_of_node[first])
        if primitive < 0:
            return Place(members, "end", -1, int(game.outcome_of_node[first]), reach)
        kind = "move" if game.expansion.primitives[primitive].kind == "move" else "chance"
        return Place(members, kind, primitive, -1, reach)

    def _past_unseen(self, members: Members) -> Members:
        """The nodes behind what chance settles unseen."""
        while any(int(self.game.primitive_of_node[node]) in self.unseen for node in members):
            members = tuple(
                below
                for node in members
                for below in (
                    self._below((node,))
                    if int(self.game.primitive_of_node[node]) in self.unseen
                    else (node,)
                )
            )
        return members

    def _asked(self, members: Members) -> int | None:
        """What chance settled that must be told here; None where it makes no difference yet."""
        keys = [self._key(node) for node in members]
        if len(set(keys)) == 1:
            return None
        candidates: list[tuple[int, int]] = []
        for primitive in sorted(self.unseen):
            taken = self.game.taken[list(members), primitive].tolist()
            if len(set(taken)) > 1:
                candidates.append((len(set(zip(taken, keys, strict=True))), primitive))
        return min(candidates)[1]

    def _key(self, node: int) -> tuple[int, int, int]:
        """What must be the same for nodes to be drawn as one."""
        game = self.game
        return (
            int(game.primitive_of_node[node]),
            int(game.form.information_set_of_node[node]),
            int(game.outcome_of_node[node]),
        )

    def _below(self, members: Members) -> Members:
        form = self.game.form
        return tuple(
            child
            for node in members
            for child in form.child_of_edge[
                form.first_edge[node] : form.first_edge[node + 1]
            ].tolist()
        )

    def _probability(self, place: Place, members: Members) -> float:
        """How often a branch is taken where its place is reached.

        Where the place is never reached: the mean over its nodes.
        """
        if place.reach > 0:
            return float(self.play.node_probability[list(members)].sum()) / place.reach
        if place.kind == "type":
            return len(members) / len(place.members)
        return float(self.play.edge_probability[self._edge_into[list(members)]].mean())

    @cached_property
    def _edge_into(self) -> NDArray[np.int64]:
        form = self.game.form
        edges = np.zeros(form.node_count, dtype=np.int64)
        edges[form.child_of_edge] = np.arange(form.child_of_edge.size)
        return edges

    @cached_property
    def _after(self) -> NDArray[np.int64]:
        """The first node behind the subtree of each node (nodes are numbered depth first)."""
        size = np.ones(self.game.form.node_count, dtype=np.int64)
        parent = self.game.form.parent
        for node in range(size.size - 1, 0, -1):
            size[parent[node]] += size[node]
        return np.arange(size.size) + size

    @cached_property
    def _ends_before(self) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(self.game.form.is_terminal)])
