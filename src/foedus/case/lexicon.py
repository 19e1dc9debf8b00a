"""Which probabilities does a word of estimative probability stand for?

Four lexicons are part of the package, from an intelligence estimator, an intelligence directive,
the climate panel and a survey. A word means what the lexicon that the case names says, and nothing
else: a phrase that no lexicon holds is never matched to a similar one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEXICON_NAMES = ("icd203_2015", "ipcc_ar4", "kent_1964", "survey_2015")
DEFAULT_LEXICON = "icd203_2015"


@dataclass(frozen=True)
class Phrase:
    """A phrase with the range of probabilities that a lexicon gives it, between 0 and 1."""

    text: str
    low: float
    high: float


@dataclass(frozen=True)
class Lexicon:
    """Phrases of estimative probability, as one authority uses them."""

    name: str
    phrases: tuple[Phrase, ...]

    def find(self, text: str) -> Phrase | None:
        """The phrase with exactly these words, whatever their case and spacing."""
        words = normal_phrase(text)
        return next((phrase for phrase in self.phrases if phrase.text == words), None)


def normal_phrase(text: str) -> str:
    """A phrase in lower case with single spaces.

    >>> normal_phrase("Very   likely")
    'very likely'
    """
    return " ".join(text.casefold().split())


@cache
def lexicons() -> dict[str, Lexicon]:
    """The lexicons of the package by name.

    Kent (1964), the US Intelligence Community Directive 203 (2015), the fourth assessment report of
    the IPCC, and a survey of 46 readers (2015), whose ranges hold the middle four fifths.

    Examples
    --------
    >>> lexicons()["icd203_2015"].find("likely")
    Phrase(text='likely', low=0.55, high=0.8)
    """
    text = files("foedus.case").joinpath("lexicons.csv").read_text(encoding="utf-8")
    phrases: dict[str, list[Phrase]] = {name: [] for name in LEXICON_NAMES}
    for row in csv.DictReader(text.splitlines()):
        low, high = (round(float(row[bound]) / 100, 6) for bound in ("low", "high"))
        phrases[row["lexicon"]].append(Phrase(row["term"], low, high))
    return {name: Lexicon(name, tuple(found)) for name, found in phrases.items()}
