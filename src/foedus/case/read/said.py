"""What was said in an entry, by whom and to whom, and which claims were made?

A claim that is told more than once has a name. Its words stand in the section ``claims``, or else
where it is first told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from foedus.case.events import Claim, Party, Told
from foedus.case.nodes import Listing, Mapping, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import text
from foedus.case.read.near_names import warn_of_near_names
from foedus.case.shape import is_excused

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedus.case.events import Layer
    from foedus.case.nodes import Node
    from foedus.case.problems import Place
    from foedus.case.read.context import Context
    from foedus.case.read.parties import PartyReader
    from foedus.case.values import Cite

NOBODY = Party("", "")
"""Stands for a speaker who is not named, in a case that is refused for it."""


@dataclass
class SaidReader:
    """Reads what is said, and collects the claims.

    Attributes
    ----------
    claims
        By name; those of the section first, then those that are told without standing in it.
    told
        Names of claims that somebody made or denied.
    denied
        Claims that somebody contradicted, each with the place of the first time.
    """

    context: Context
    parties: PartyReader
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    told: set[str] = field(default_factory=set[str])
    denied: dict[str, Place] = field(default_factory=dict[str, "Place"])

    def read_claims(self) -> None:
        """Take the section ``claims``, before anything refers to it."""
        for key, node in self.context.section("claims"):
            if isinstance(node, Mapping):
                grounds = self.context.grounds(node)
                self.claims[key.text] = Claim(
                    key.text,
                    text(node, "says") or "",
                    self.context.step_option(node.get("about")),
                    grounds.cites,
                    grounds.against,
                    key.place,
                )

    def said(
        self,
        node: Node | None,
        took_part: tuple[Party, ...],
        speakers: tuple[Party, ...],
        cites: tuple[Cite, ...],
    ) -> tuple[Told, ...]:
        """Everything that was said in one entry.

        Parameters
        ----------
        node
            The list of what was said.
        took_part
            All who took part; if the entry names nobody, whoever speaks or hears took part.
        speakers
            Those among them who speak where no speaker is named, if it is one alone.
        cites
            The passages that the entry cites, which say how names are meant.
        """
        items = node.items if isinstance(node, Listing) else ()
        return tuple(
            self._told(item, took_part, speakers, cites)
            for item in items
            if isinstance(item, Mapping)
        )

    def _told(
        self,
        item: Mapping,
        took_part: tuple[Party, ...],
        speakers: tuple[Party, ...],
        cites: tuple[Cite, ...],
    ) -> Told:
        grounds = self.context.grounds(item)
        names_of = (*grounds.cites, *cites)
        by = self._speaker(item, took_part, speakers, names_of)
        to = self.parties.parties((item.get("to"),), names_of)
        hearers = self.context.names(item.get("to"))
        for one, scalar in zip(to, hearers, strict=False):
            self._took_part(one, took_part, scalar.place)
        if item.get("to") is None:
            to = tuple(one for one in took_part if not self.parties.is_among(one, (by,)))
        claim, denies = text(item, "claim"), text(item, "denies")
        if claim is not None:
            self._tell(claim, item)
        if denies is not None:
            self.told.add(denies)
            self.denied.setdefault(denies, (item.get("denies") or item).place)
        says = text(item, "says") or (self.claims[claim].says if claim in self.claims else "")
        layer = cast("Layer", text(item, "layer") or "report")
        return Told(says, by, to, claim, denies, layer, grounds.cites, grounds.against, item.place)

    def _speaker(
        self,
        item: Mapping,
        took_part: tuple[Party, ...],
        speakers: tuple[Party, ...],
        cites: tuple[Cite, ...],
    ) -> Party:
        by = item.get("by")
        if isinstance(by, Scalar):
            one = self.parties.party(by, cites)
            self._took_part(one, took_part, by.place)
            return one
        if len(speakers) == 1:
            return speakers[0]
        names = ", ".join(one.written for one in speakers)
        self.context.problems.add(
            item.place, f'who said it? Add "by"{f" ({names})" if names else ""}'
        )
        return NOBODY

    def _took_part(self, one: Party, took_part: Collection[Party], place: Place) -> None:
        if took_part and not self.parties.is_among(one, took_part):
            names = ", ".join(other.written for other in took_part)
            self.context.problems.add(
                place, f'"{one.written}" did not take part, by this entry: {names} did'
            )

    def _tell(self, claim: str, item: Mapping) -> None:
        self.told.add(claim)
        if claim in self.claims or self._is_excused(claim):
            return
        place, says = (item.get("claim") or item).place, text(item, "says")
        if says is None:
            hint = did_you_mean(claim, tuple(self.claims))
            guess = hint if hint.startswith("did") else 'write "says", or declare it in "claims"'
            self.context.problems.add(place, f'nothing says what the claim "{claim}" is: {guess}')
            return
        self.claims[claim] = Claim(claim, says, place=place)

    def check(self, taken: Collection[tuple[str, str]]) -> None:
        """Complain of claims that are denied and never made, and of those that nobody tells.

        A claim about an option is told by an entry that records the option; those are `taken`.
        """
        for name, place in self.denied.items():
            if name not in self.claims and not self._is_excused(name):
                hint = did_you_mean(name, tuple(self.claims))
                self.context.problems.add(place, f'there is no claim "{name}": {hint}')
        for claim in self.claims.values():
            if claim.name not in self.told and claim.about not in taken:
                self.context.problems.warn(
                    claim.place, f'the claim "{claim.name}" is told nowhere in the record'
                )
        named = [("", claim.name, claim.place) for claim in self.claims.values()]
        warn_of_near_names(self.context, named, "claim")

    def _is_excused(self, name: str) -> bool:
        return is_excused(name, self.context.damaged) or "claims" in self.context.lost
