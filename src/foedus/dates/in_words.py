"""How is a date read out to a reader who knows no EDTF?

English words: ``perhaps May 1950``, ``between 13 and 15 May 1950``, ``44 BC``.
"""

from __future__ import annotations

from foedus.dates.bounds import margin_in_words, stated
from foedus.dates.english import MONTH_NAMES, SEASONS
from foedus.dates.expression import (
    Expression,
    Interval,
    Moment,
    OpenEnd,
    Several,
    moments,
)
from foedus.dates.parsing import parse

_QUARTERS = ("first", "second", "third", "fourth")
_PART_NAMES = ("the year", "the month", "the day")
_DAY_PARTS = 3


def in_words(edtf: str) -> str:
    """Read out a date of EDTF.

    Examples
    --------
    >>> in_words("1950-05-13/1950-05-15"), in_words("[1950,1951]")
    ('from 13 to 15 May 1950', '1950 or 1951')
    >>> in_words("1950~"), in_words("195X"), in_words("1950-05?")
    ('about 1950', '1950 to 1959, the year not known', 'perhaps May 1950')
    """
    return _expression(parse(edtf))


def doubt_in_words(edtf: str) -> str | None:
    """How far the doubt of a date is taken to reach; None where it has none.

    >>> doubt_in_words("1950-05-13?")
    '1 day either way'
    """
    found = (margin_in_words(one) for one in moments(parse(edtf)))
    return next((one for one in found if one is not None), None)


def _expression(read: Expression) -> str:
    match read:
        case Moment():
            return _moment(read)
        case Interval(start=start, end=end):
            return _interval(start, end)
        case Several(which=which, members=members):
            tell = _one_of if which == "one" else _all_of
            words = [
                _moment(one) if isinstance(one, Moment) else tell(one.first, one.last)
                for one in members
            ]
            if len(words) == 1:
                return words[0]
            joint = "or" if which == "one" else "and"
            return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def _interval(start: Moment | OpenEnd, end: Moment | OpenEnd) -> str:
    if isinstance(start, Moment) and isinstance(end, Moment):
        return f"from {_first_of_two(start, end)} to {_moment(end)}"
    if isinstance(start, Moment):
        is_open = end == OpenEnd("..")
        return f"from {_moment(start)} on" + ("" if is_open else ", its end not known")
    if isinstance(end, Moment):
        is_open = start == OpenEnd("..")
        return f"until {_moment(end)}" + ("" if is_open else ", its beginning not known")
    return "at a time not known"


def _one_of(first: Moment | None, last: Moment | None) -> str:
    """A date somewhere in a stretch."""
    if first is not None and last is not None:
        return f"between {_first_of_two(first, last)} and {_moment(last)}"
    if first is not None:
        return f"{_moment(first)} or later"
    return f"{_moment(last)} or earlier" if last is not None else ""


def _all_of(first: Moment | None, last: Moment | None) -> str:
    """All dates of a stretch."""
    if first is not None and last is not None:
        return f"{_first_of_two(first, last)} to {_moment(last)}"
    if first is not None:
        return f"{_moment(first)} and all that follow"
    return f"{_moment(last)} and all before" if last is not None else ""


def _first_of_two(first: Moment, last: Moment) -> str:
    """The first of two dates, without the month and the year that the second repeats."""
    one, other = first.parts, last.parts
    are_whole = all(
        part.digits.isdigit() and not part.mark and part.significant is None
        for part in (*one, *other)
    )
    if are_whole and len(one) == len(other) > 1 and one[0] == other[0]:
        code = int(one[1].digits)
        if len(one) == _DAY_PARTS and one[1] == other[1]:
            return str(int(one[2].digits))
        if code <= len(MONTH_NAMES):
            month = MONTH_NAMES[code - 1]
            return month if len(one) < _DAY_PARTS else f"{int(one[2].digits)} {month}"
    return _moment(first)


def _moment(moment: Moment) -> str:
    words = _plain(moment)
    marks = {part.mark for part in moment.parts}
    if marks == {""}:
        return words
    covered = 0
    for part in moment.parts:
        if not part.mark:
            break
        covered += 1
    if covered == len(moment.parts) and len(marks) == 1:
        return f"{_AS_ADVERB[marks.pop()]} {words}"
    told = [
        f"{name} {_AS_ADJECTIVE[part.mark]}"
        for name, part in zip(_PART_NAMES, moment.parts, strict=False)
        if part.mark
    ]
    return f"{words} ({', '.join(told)})"


_AS_ADVERB = {"?": "perhaps", "~": "about", "%": "perhaps about"}
_AS_ADJECTIVE = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


def _plain(moment: Moment) -> str:
    year, month, day = (*moment.parts, None, None)[:3]
    if year is None:
        return ""
    which_year = _year(moment)
    if month is None:
        return which_year
    if month.has_unknown_digits or (day is not None and day.has_unknown_digits):
        return _unknown(moment)
    code = int(month.digits)
    if code > len(MONTH_NAMES):
        return f"{_part_of_year(code)} {which_year}"
    name = f"{MONTH_NAMES[code - 1]} {which_year}"
    return name if day is None else f"{int(day.digits)} {name}"


def _unknown(moment: Moment) -> str:
    """A month or a day that is not known, or only in part."""
    _, month, day = (*moment.parts, None, None)[:3]
    if month is not None and day is not None and month.digits.isdigit():
        named = f"{MONTH_NAMES[int(month.digits) - 1]} {_year(moment)}"
        if day.digits == "XX":
            return f"a day in {named}"
        first, last = stated(Moment(moment.parts))
        return f"a day from {first.day} to {last.day} {named}"
    if month is not None and month.digits == "XX":
        if day is None:
            return f"a month of {_year(moment)}"
        if day.digits == "XX":
            return f"a day in {_year(moment)}"
        if day.digits.isdigit():
            return f"day {int(day.digits)} of a month of {_year(moment)}"
    return f"{moment.plain}, X for digits not known"


def _year(moment: Moment) -> str:
    part = moment.parts[0]
    first, last = (day.year for day in stated(Moment((part,))))
    if part.significant is not None:
        whole = stated(Moment((type(part)(part.digits),)))[0].year
        return f"about {_era(whole)} ({_era(first)} to {_era(last)})"
    if first == last:
        return _era(first)
    return f"{_era(first)} to {_era(last)}, the year not known"


def _era(year: int) -> str:
    """A year as historians count: the year 0 of EDTF is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def _part_of_year(code: int) -> str:
    if code <= 32:  # noqa: PLR2004
        season = SEASONS[(code - 21) % 4]
        if code <= 24:  # noqa: PLR2004
            return season
        return f"{'northern' if code <= 28 else 'southern'} {season}"  # noqa: PLR2004
    if code <= 36:  # noqa: PLR2004
        return f"the {_QUARTERS[code - 33]} quarter of"
    if code <= 39:  # noqa: PLR2004
        return f"the {_QUARTERS[code - 37]} third of"
    return f"the {_QUARTERS[code - 40]} half of"
