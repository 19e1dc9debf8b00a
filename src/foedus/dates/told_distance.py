"""Do the words of a source tell another distance in time than the case?

"Three days later", "the next day", "a week before": English, and only where a number is told
without "about" or the like. Months and years are as long as the calendar lets them be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from foedus.dates.relative import Distance

if TYPE_CHECKING:
    from foedus.dates.relative import Relation, Unit

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_NUMBERS = {word: at for at, word in enumerate((*_WORDS, "twelve"), 1)} | {"a": 1, "an": 1}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_LATER, _EARLIER = "later|after|afterwards|thereafter", "before|earlier|previously|ago"
_COUNTED = re.compile(
    rf"\b(?:{_NUMBER}\s+(?:or|to)\s+)?{_NUMBER}\s+(day|week|month|year)s?\s+"
    rf"(?:({_LATER})|({_EARLIER}))\b(\s+\w)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bthe\s+(?:(?:next|following)\s+day|day\s+after)\b", re.IGNORECASE)
_LAST = re.compile(
    r"\bthe\s+(?:(?:previous|preceding)\s+day|day\s+before)\b(\s+\w)?", re.IGNORECASE
)
_HEDGE = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|over|than|least|most|within|circa|after all|"
    r"perhaps|approximately|and a half)\b",
    re.IGNORECASE,
)


def other_distance(written: str, relation: Relation) -> str | None:
    """What the words tell against the relation, in words; None where nothing can be told.

    Examples
    --------
    >>> from foedus.dates.relative import Distance, Relation
    >>> other_distance("three days later", Relation("after", ("talk",), Distance(2, 2, "day")))
    '3 days, and by 2 days'
    >>> other_distance("a week before", Relation("after", ("talk",)))
    'a time before, and the case one after'
    """
    if relation.word not in {"after", "before"} or _HEDGE.search(written):
        return None
    found = _told(written)
    if found is None:
        return None
    distance, word, has_object = found
    if word != relation.word:
        return None if has_object else f"a time {word}, and the case one {relation.word}"
    if relation.by is None or _can_be_one(distance, relation.by):
        return None
    return f"{distance}, and by {relation.by}"


def _told(written: str) -> tuple[Distance, str, bool] | None:
    """The distance, whether after or before, and whether something is named to which it is told."""
    counted = list(_COUNTED.finditer(written))
    following, preceding = list(_NEXT.finditer(written)), list(_LAST.finditer(written))
    if len(counted) + len(following) + len(preceding) != 1:
        return None
    if counted:
        first, last, unit, later, _, behind = counted[0].groups()
        most = _number(last)
        least = most if first is None else _number(first)
        if least > most:
            return None
        distance = Distance(least, most, cast("Unit", unit.lower()))
        return distance, "after" if later else "before", bool(behind)
    has_object = any(match[1] for match in preceding)
    return Distance(1, 1, "day"), "after" if following else "before", has_object


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _can_be_one(told: Distance, said: Distance) -> bool:
    """Whether two distances can be the same number of days."""
    (low, high), (least, most) = told.in_days, said.in_days
    return low <= most and least <= high
