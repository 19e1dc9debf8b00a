"""When is a round of voices carried, when has it failed, and who is still asked?

A round is settled as soon as no later voice could change it. Written as conditions over the
voices of the round.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Reached, Taken
from foedus.case.problems import CaseError, Problem
from foedus.case.steps import AGREE, OBJECT
from foedus.game.rename import NEVER, both, either, opposite

if TYPE_CHECKING:
    from foedus.case.steps import Consent

MOST_WAYS = 3000
"""Most combinations of voices that a rule of k of n may be spelled out in."""


@dataclass(frozen=True)
class Round:
    """One round of voices.

    Attributes
    ----------
    voices
        Names of the voices, in the order in which they speak.
    """

    consent: Consent
    number: int

    @property
    def voices(self) -> tuple[str, ...]:
        """Names of the voices, in the order in which they speak."""
        return tuple(f"{self.consent.name}.{self.number}.{party}" for party in self.consent.parties)

    @property
    def is_cut_short(self) -> bool:
        """Whether the round ends once it is settled."""
        return not (self.consent.all_speak or self.consent.at_once)

    @property
    def carried(self) -> Condition:
        """The round ended in consent."""
        rule = self.consent.rule
        if rule.kind == "count":
            return self._at_least(rule.count, AGREE, self.voices)
        deciding = self._deciding()
        # Who speaks last of those who can stop it is asked only where the others agreed.
        asked = deciding[-1:] if self.is_cut_short else deciding
        return both(*(Taken(voice, (AGREE,)) for voice in asked))

    @property
    def failed(self) -> Condition:
        """The round ended without consent."""
        rule = self.consent.rule
        if rule.kind == "count":
            return self._at_least(len(self.voices) - rule.count + 1, OBJECT, self.voices)
        return either(*(Taken(voice, (OBJECT,)) for voice in self._deciding()))

    def still_open(self, position: int) -> Condition:
        """What must hold for a voice, other than the first of the round, to be asked."""
        rule, before = self.consent.rule, self.voices[:position]
        if not self.is_cut_short:
            return Reached(self.voices[0])
        if rule.kind == "count":
            against = len(self.voices) - rule.count + 1
            return both(
                Reached(before[-1]),
                opposite(self._at_least(rule.count, AGREE, before)),
                opposite(self._at_least(against, OBJECT, before)),
            )
        deciding = self._deciding()
        heard = tuple(voice for voice in before if voice in deciding)
        if len(heard) == len(deciding):
            return NEVER
        return Taken(heard[-1], (AGREE,)) if heard else Reached(before[-1])

    def _deciding(self) -> tuple[str, ...]:
        """The voices that can each stop it: all, or those with a veto."""
        if self.consent.rule.kind == "unanimous":
            return self.voices
        holders = self.consent.rule.holders
        pairs = zip(self.consent.parties, self.voices, strict=True)
        return tuple(voice for party, voice in pairs if party in holders)

    def _at_least(self, count: int, option: str, voices: tuple[str, ...]) -> Condition:
        if comb(len(voices), count) > MOST_WAYS:
            raise CaseError(
                [
                    Problem(
                        self.consent.place,
                        f'the rule of "{self.consent.name}" can be met in '
                        f"{comb(len(voices), count)} ways, more than {MOST_WAYS}: "
                        "fewer parties, or unanimity",
                    )
                ]
            )
        return either(
            *(
                both(*(Taken(voice, (option,)) for voice in chosen))
                for chosen in combinations(voices, count)
            )
        )
