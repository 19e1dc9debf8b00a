"""Who took part, and for whom does each of them speak?

Names mean whom the cited sources, or else the case, mean by them. Names that nobody has declared
are allowed: most people of a record decide nothing. One that differs from a declared name by a
single letter is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from foedus.case.events import Party
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.read.names import meant
from foedus.case.read.near_names import warn_of_near_names
from foedus.case.read.people import written_voices
from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from foedus.case.problems import Place
    from foedus.case.read.context import Context
    from foedus.case.values import Cite

LONG_NAME = 8
"""Letters from which a name is long enough for one of them to be a slip: "Kim" is not "Kin"."""


@dataclass
class PartyReader:
    """Finds who is meant by the names of the record.

    Attributes
    ----------
    actor_of
        The key of the actor for whom a declared voice or actor speaks.
    actor_names
        Actors as reports call them: these names are nobody's in particular.
    free
        Names that the case does not declare, folded, each as first written and where.
    """

    context: Context
    actor_of: dict[str, str] = field(init=False)
    actor_names: frozenset[str] = field(init=False)
    free: dict[str, tuple[str, Place]] = field(default_factory=dict[str, "tuple[str, Place]"])

    def __post_init__(self) -> None:
        """Find whose voices the declared names are."""
        named = {
            key.text: (isinstance(node, Mapping) and text(node, "name")) or key.text
            for key, node in self.context.section("actors")
        }
        self.actor_of = {
            voice.text: key.text
            for key, node in self.context.section("actors")
            if isinstance(node, Mapping)
            for voice, _ in written_voices(node.get("voices"))
        }
        self.actor_of |= {name: key for key, name in named.items() if name not in self.actor_of}
        voices = self.context.speakers.values()
        self.actor_names = frozenset(named.values()) & frozenset(voices)

    def party(self, node: Scalar, cites: tuple[Cite, ...]) -> Party:
        """Whom a name means, as the sources that are cited use it."""
        written = node.text.strip()
        speaker = meant(self.context, node, cites, "this entry")
        if speaker is None:
            self.free.setdefault(folded_name(written), (written, node.place))
        name = speaker or self.free[folded_name(written)][0]
        return Party(written, name, None if speaker is None else self.actor_of.get(speaker))

    def parties(self, nodes: Iterable[Node | None], cites: tuple[Cite, ...]) -> tuple[Party, ...]:
        """Whom names and lists of names mean; nobody may stand among them twice."""
        found: dict[str, Party] = {}
        for scalar in (scalar for node in nodes for scalar in self.context.names(node)):
            one = self.party(scalar, cites)
            if one.name in found:
                self.context.problems.add(
                    scalar.place, f'"{one.written}" stands here twice: name everybody once'
                )
            found.setdefault(one.name, one)
        return tuple(found.values())

    def is_among(self, one: Party, others: Collection[Party]) -> bool:
        """Whether somebody is one of these, be it as a voice of an actor that is."""
        return any(
            one.name == other.name
            or (
                one.actor is not None
                and one.actor == other.actor
                and not self.actor_names.isdisjoint((one.name, other.name))
            )
            for other in others
        )

    def warn_of_slips(self) -> None:
        """Ask about names that are not declared and nearly one that is, or nearly one another."""
        declared = self.context.speakers
        strangers: list[tuple[str, str, Place]] = []
        for folded, (written, place) in self.free.items():
            near = process.extractOne(folded, declared.keys(), scorer=OSA.distance, score_cutoff=1)
            if near is None or not _is_long(folded) or not _is_long(near[0]):
                strangers.append(("", written, place))
                continue
            self.context.problems.warn(
                place,
                f'"{written}" is nearly a name of "{declared[near[0]]}", and taken for somebody '
                "whom the case does not declare: if that is meant, write it so or add an alias",
            )
        warn_of_near_names(self.context, strangers, "person")


def _is_long(name: str) -> bool:
    letters = name.replace(" ", "")
    return len(letters) >= LONG_NAME and letters.isalpha()
