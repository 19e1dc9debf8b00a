"""What every section needs while a case is read: names, quantities, conditions and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.condition_text import parse_condition
from foedus.case.conditions import Always, Condition, Taken
from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.shape import is_excused
from foedus.case.tokens import ExpressionError
from foedus.case.values import ANALYST, NO_GROUNDS, Cite, Grounds, folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.problems import Place, Problems
    from foedus.case.register import Register
    from foedus.case.scope import Scope
    from foedus.dates import HistoricalDate
    from foedus.sources import Attribution


PassageKey = tuple[str, str | None, str | None]
"""A source, and the first and the last words of a passage."""


@dataclass(frozen=True)
class Said:
    """What a citation that is written out says of its passage."""

    attribution: Attribution
    origin: str | None
    place: Place


@dataclass
class Context:
    """Shared by the sections of one reading of one case.

    Attributes
    ----------
    root
        The whole file, in the forms of the grammar.
    lost
        Sections that were left out as a whole.
    speakers
        The declared voice or actor that each name means, names folded (see `folded_name`).
    own_names
        Whom sources mean by a name of their own, by the folded name and the source.
    said
        Whose words a passage is and what it goes back to, where the case says so at one place.
    scope
        Set once the play is read.
    entry_names, expected_names
        The entries of the record, and those that no source tells; set before all else.
    dated
        The dates of those that have one.
    """

    root: Mapping
    problems: Problems
    damaged: set[str]
    lost: set[str]
    register: Register
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict[str, str])
    own_names: dict[str, dict[str, str]] = field(default_factory=dict[str, "dict[str, str]"])
    said: dict[PassageKey, Said] = field(default_factory=dict["PassageKey", "Said"])
    scope_: Scope | None = None
    entry_names: frozenset[str] = frozenset()
    expected_names: frozenset[str] = frozenset()
    dated: dict[str, HistoricalDate] = field(default_factory=dict[str, "HistoricalDate"])
    taken_names: dict[str, tuple[str, Place]] = field(
        default_factory=dict[str, "tuple[str, Place]"]
    )

    @property
    def scope(self) -> Scope:
        """The names of the case; only after the play was read."""
        if self.scope_ is None:
            raise RuntimeError("the play is read before anything that refers to it")
        return self.scope_

    def section(self, word: str) -> tuple[tuple[Scalar, Node], ...]:
        """The entries of a section of the file, none if it is not there."""
        node = self.root.get(word)
        return node.entries if isinstance(node, Mapping) else ()

    def condition(self, node: Node | None) -> Condition:
        """The condition that a value says, its names not checked yet; `Always` after a mistake."""
        if not isinstance(node, Scalar) or not node.text.strip():
            return Always()
        try:
            return parse_condition(node)
        except ExpressionError as error:
            self.problems.add(error.place, error.message)
            return Always()

    def checked_condition(self, node: Node | None) -> Condition:
        """The condition that a value says, with its names checked."""
        condition = self.condition(node)
        self.scope.check(condition)
        return condition

    def taken(self, node: Node | None) -> Taken | None:
        """The step and options that a value says, their names not checked yet."""
        before = len(self.problems.found)
        condition = self.condition(node)
        if node is None or isinstance(condition, Taken) or len(self.problems.found) > before:
            return condition if isinstance(condition, Taken) else None
        self.problems.add(node.place, f'expected "step = option", found "{condition}"')
        return None

    def step_option(self, node: Node | None) -> tuple[str, str] | None:
        """The step and the one option that a value says, with its names checked."""
        taken = self.taken(node)
        if taken is None:
            return None
        self.scope.check(taken)
        if len(taken.options) == 1:
            return taken.step, taken.options[0]
        self.problems.add(taken.place, f'expected one option, found "{taken}"')
        return None

    def actor(self, node: Node | None) -> str:
        """The key of an actor."""
        if not isinstance(node, Scalar):
            return ""
        name = node.text.strip()
        self.is_actor(name, node.place)
        return name

    def is_actor(self, name: str, place: Place, *also: str) -> bool:
        """Whether an actor has this name; if not, say so."""
        if name in self.actors or name in also:
            return True
        if not is_excused(name, self.damaged) and "actors" not in self.lost:
            hint = did_you_mean(name, (*self.actors, *also))
            self.problems.add(place, f'there is no actor "{name}": {hint}')
        return False

    def is_viewpoint(self, name: str, place: Place) -> bool:
        """Whether this is an actor or the analyst; if not, say so."""
        return self.is_actor(name, place, ANALYST)

    def names(self, node: Node | None) -> tuple[Scalar, ...]:
        """One name, or a list of them."""
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Listing):
            return tuple(item for item in node.items if isinstance(item, Scalar))
        return ()

    def actors_in(self, node: Node | None) -> tuple[str, ...]:
        """The keys of the actors in a list, each once."""
        keys: list[str] = []
        for scalar in self.names(node):
            key = self.actor(scalar)
            if key in keys:
                self.problems.add(scalar.place, f'"{key}" stands here twice')
            else:
                keys.append(key)
        return tuple(keys)

    def audience(self, node: Node | None) -> tuple[str, ...] | None:
        """Who sees a step; None means everyone."""
        return None if node is None else self.actors_in(node)

    def speaker(self, name: str | None, sources: Iterable[str] = ()) -> str | None:
        """The declared voice or actor that a name means, perhaps by an alias; None for others.

        The names of the `sources` that are cited beside it go before those of the case.
        """
        if name is None:
            return None
        folded = folded_name(name)
        own = map(self.own_names.get(folded, {}).get, sources)
        return next(filter(None, own), None) or self.speakers.get(folded)

    def named(self, name: str | None, sources: Iterable[str] = ()) -> str | None:
        """The declared name of somebody; a name that nobody has declared stays as it is."""
        return self.speaker(name, sources) or name

    def grounds(self, node: Node | None) -> Grounds:
        """The citations for an assertion and against it, both of which its words hold."""
        if not isinstance(node, Mapping):
            return NO_GROUNDS
        found = Grounds(self.cites(node.get("cite")), self.cites(node.get("against")))
        for cite in found.against:
            if cite in found.cites:
                self.problems.warn(
                    cite.place, "this passage is cited for and against the same assertion"
                )
        return found

    def cites(self, node: Node | None) -> tuple[Cite, ...]:
        """The citations that a value holds."""
        return tuple(cite for one in listed_citations(node) for cite in self._cite(one))

    def _cite(self, node: Listing) -> tuple[Cite, ...]:
        parts = [item.text for item in node.items if isinstance(item, Scalar)]
        source = parts[0].strip() if parts else ""
        is_missing = source not in self.sources and "sources" not in self.lost
        if is_missing and not is_excused(source, self.damaged):
            self.problems.add(
                node.place,
                f'there is no source "{source}": {did_you_mean(source, self.sources)}',
            )
        if len(parts) == 2:  # noqa: PLR2004
            self.problems.add(
                node.place,
                "a citation gives the first and the last words of the passage: "
                "[source, first words, last words]",
            )
            return ()
        if any(not part.strip() for part in (*parts[1:2], *parts[3:])):
            self.problems.add(
                node.place,
                'of a citation only the last words may be empty (""), where the first are the '
                "whole passage",
            )
            return ()
        start, end, fingerprint = (*parts[1:], None, None, None)[:3]
        said = self.said.get((source, start, end))
        if said is None:
            return (Cite(source, start, end, fingerprint, node.place),)
        return (Cite(source, start, end, fingerprint, node.place, said.attribution, said.origin),)

    def quietly_cited(self, node: Node | None) -> tuple[Cite, ...]:
        """The sources that a value cites, for whose names they use; mistakes are told elsewhere."""
        parts = (one.items[0] for one in listed_citations(node) if one.items)
        return tuple(Cite(one.text.strip()) for one in parts if isinstance(one, Scalar))

    def claim_name(self, name: str, what: str, place: Place) -> bool:
        """Take a name for a thing of the case; say so if another has it."""
        if name in self.taken_names:
            other, there = self.taken_names[name]
            self.problems.add(place, f'the name "{name}" is taken by {other} in line {there.line}')
            return False
        self.taken_names[name] = (what, place)
        return True


def listed_citations(node: Node | None) -> tuple[Listing, ...]:
    """The citations that a value holds, each as a list, also where it is written out."""
    if isinstance(node, Scalar):
        return (Listing((node,), node.place),)
    if isinstance(node, Mapping):
        passage = node.get("passage")
        return (passage,) if isinstance(passage, Listing) else ()
    if not isinstance(node, Listing):
        return ()
    if all(isinstance(item, Scalar) for item in node.items):
        return (node,)
    return tuple(
        one
        for item in node.items
        for one in ((item,) if isinstance(item, Listing) else listed_citations(item))
    )


def text(node: Mapping, word: str) -> str | None:
    """The text of a word, None where it is not written."""
    value = node.get(word)
    return value.text.strip() if isinstance(value, Scalar) else None


def is_yes(node: Mapping, word: str) -> bool:
    """Whether a word says yes."""
    return text(node, word) == "yes"


def mapping(node: Node | None) -> Mapping | None:
    """The node if it is a mapping."""
    return node if isinstance(node, Mapping) else None
