"""What does a date of EDTF consist of?

The values that `foedus.dates.parsing` makes of a text [EDTF2019]_: a moment (a year, perhaps with a
month or season and a day, each perhaps marked as doubtful), an interval between two, or a set.
Each writes itself as canonical text.

References
----------
.. [EDTF2019] Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019, which is
   ISO 8601-2:2019, levels 0 to 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

UNMARKED = ""


@dataclass(frozen=True)
class Part:
    """A year, a month, a season or a day as written, digits perhaps replaced by X.

    Attributes
    ----------
    mark
        ``?`` uncertain, ``~`` approximate, ``%`` both, or nothing.
    significant
        How many of its first digits are meant, of an estimated year (``1950S2``).
    """

    digits: str
    mark: str = UNMARKED
    significant: int | None = None

    @property
    def has_unknown_digits(self) -> bool:
        """Whether a digit is not known."""
        return "X" in self.digits

    def __str__(self) -> str:
        """Write it without its mark, which has its place elsewhere."""
        return self.digits if self.significant is None else f"{self.digits}S{self.significant}"


@dataclass(frozen=True)
class Moment:
    """A year, a month, a season or a day.

    Attributes
    ----------
    parts
        The year; the year and a month or a season; or the year, a month and a day.
    """

    parts: tuple[Part, ...]

    @property
    def is_uncertain(self) -> bool:
        """Whether any of it is marked as uncertain."""
        return any(part.mark in {"?", "%"} for part in self.parts)

    @property
    def is_approximate(self) -> bool:
        """Whether any of it is marked as approximate, or the year is an estimate."""
        return any(part.mark in {"~", "%"} or part.significant for part in self.parts)

    @property
    def plain(self) -> Moment:
        """The same without marks."""
        return Moment(tuple(replace(part, mark=UNMARKED) for part in self.parts))

    def __str__(self) -> str:
        """Write it: one mark behind the parts that it covers from the left on, or one before each.

        ``1950-05?`` and ``?1950-?05`` are the same; the first is the canonical text.
        """
        marks = [part.mark for part in self.parts]
        covered = next((at for at, mark in enumerate(marks) if not mark), len(marks))
        if len(set(marks[:covered])) == 1 and not any(marks[covered:]):
            written = [str(part) for part in self.parts]
            written[covered - 1] += marks[0]
            return "-".join(written)
        return "-".join(f"{part.mark}{part}" for part in self.parts)


@dataclass(frozen=True)
class OpenEnd:
    """An end of an interval that is not a date: ``..`` open, or nothing, which is unknown."""

    text: Literal["..", ""]

    def __str__(self) -> str:
        """Write it."""
        return self.text


@dataclass(frozen=True)
class Interval:
    """Something that lasted from one moment to another: ``1950-05/1950-06``."""

    start: Moment | OpenEnd
    end: Moment | OpenEnd

    def __str__(self) -> str:
        """Write it."""
        return f"{self.start}/{self.end}"


@dataclass(frozen=True)
class Stretch:
    """All moments between two, as a member of a set: ``1950..1953``; None is an open end."""

    first: Moment | None
    last: Moment | None

    def __str__(self) -> str:
        """Write it."""
        return f"{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True)
class Several:
    """A set of dates: one of them is meant (``[…]``), or all of them (``{…}``)."""

    which: Literal["one", "all"]
    members: tuple[Moment | Stretch, ...]

    def __str__(self) -> str:
        """Write it."""
        inside = ",".join(map(str, self.members))
        return f"[{inside}]" if self.which == "one" else f"{{{inside}}}"


Expression = Moment | Interval | Several


def moments(expression: Expression) -> tuple[Moment, ...]:
    """Every moment that is named in it, in the order of the text."""
    match expression:
        case Moment():
            return (expression,)
        case Interval(start=start, end=end):
            return tuple(one for one in (start, end) if isinstance(one, Moment))
        case Several(members=members):
            return tuple(one for member in members for one in _of_member(member))


def _of_member(member: Moment | Stretch) -> tuple[Moment, ...]:
    if isinstance(member, Moment):
        return (member,)
    return tuple(one for one in (member.first, member.last) if one is not None)
