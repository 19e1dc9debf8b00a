"""When did it happen, as far as the source lets us know?

One value for every date of a case: as the source writes it, as EDTF reads it, on what basis, and
between which days it must lie. Dates are compared as intervals [Allen1983]_, of whose thirteen
relations one matters here, "before": it holds for certain, perhaps, or certainly not. Two dates of
one day are not ordered: what a source says of hours stands in its words.

References
----------
.. [Allen1983] J. F. Allen, "Maintaining knowledge about temporal intervals", Communications of the
   ACM 26 (11), 832-843, 1983.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from foedus.dates.bounds import bounds
from foedus.dates.expression import Expression, Interval, Several, moments
from foedus.dates.parsing import parse

if TYPE_CHECKING:
    from foedus.dates.day import Day
    from foedus.dates.relative import Relation

Certainty = Literal["certainly", "possibly", "certainly not"]
_NEVER, _ALWAYS = float("-inf"), float("inf")


@dataclass(frozen=True)
class HistoricalDate:
    """A date as far as it is known.

    Attributes
    ----------
    edtf
        The reading, as canonical text of EDTF; of a relative date what it comes to.
    earliest, latest
        The first and the last day that it can mean, doubt included (see `foedus.dates.bounds`);
        None where it is open.
    is_uncertain, is_approximate
        Whether it, or a date that it is reckoned from, is marked with ``?`` or ``~``.
    written
        As the source writes it: ``late on May 13``.
    basis
        On what basis the year, the month or the day was supplied.
    relation
        To which entries of the record it was said, of a relative date.
    """

    edtf: str
    earliest: Day | None
    latest: Day | None
    is_uncertain: bool = False
    is_approximate: bool = False
    written: str | None = None
    basis: str | None = None
    relation: Relation | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the day is known, without doubt."""
        is_one_day = self.earliest == self.latest and self.earliest is not None
        return is_one_day and not self.is_uncertain and not self.is_approximate

    @property
    def set_of(self) -> Literal["one", "all"] | None:
        """Whether one of several dates is meant, or all of them; None where it is one date."""
        read = parse(self.edtf)
        return read.which if isinstance(read, Several) else None

    @property
    def lasted(self) -> bool:
        """Whether it is a time with a beginning and an end, ``1950-05-13/1950-05-15``."""
        return isinstance(parse(self.edtf), Interval)

    @property
    def sort_key(self) -> tuple[float, float]:
        """Its bounds as numbers: sorts by the earliest, then by the latest day."""
        earliest = _NEVER if self.earliest is None else self.earliest.ordinal
        return earliest, _ALWAYS if self.latest is None else self.latest.ordinal

    def is_wholly_before(self, other: HistoricalDate) -> bool:
        """Whether every day that this can mean is earlier than every day of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest

    def may_be_before(self, other: HistoricalDate) -> bool:
        """Whether it can have been earlier than the other, be it by hours of the same day."""
        return not other.is_wholly_before(self)

    def before(self, other: HistoricalDate) -> Certainty:
        """Whether this was earlier than the other: certainly, possibly or certainly not.

        Examples
        --------
        >>> parse_date("1950-05-13").before(parse_date("1950-05"))
        'possibly'
        """
        if self.is_wholly_before(other):
            return "certainly"
        return "possibly" if self.may_be_before(other) else "certainly not"

    def is_surely_by(self, until: HistoricalDate) -> bool:
        """Whether it is certainly no later than the last day of the other.

        A date that is only partly known, or doubtful, counts by the last day that it can mean.
        """
        if until.latest is None:
            return True
        return self.latest is not None and self.latest <= until.latest

    def __str__(self) -> str:
        """Give its reading."""
        return self.edtf


def parse_date(
    edtf: str, *, written: str | None = None, basis: str | None = None
) -> HistoricalDate:
    """Read a date of EDTF, levels 0 to 2.

    Parameters
    ----------
    edtf
        Such as ``1950``, ``1950-05-13``, ``1950?``, ``195X``, ``1950-05/1950-06``, ``[1950,1951]``.
    written
        As the source writes it.
    basis
        On what basis a missing part was supplied.

    Raises
    ------
    DateError
        If it is no date, if there is no such day, or if it ends before it begins.

    Examples
    --------
    >>> str(parse_date("1950-02").latest)
    '1950-02-28'
    >>> str(parse_date("1950~").earliest)
    '1949-01-01'
    """
    read = parse(edtf)
    earliest, latest = bounds(read)
    return HistoricalDate(
        edtf=str(read),
        earliest=earliest,
        latest=latest,
        is_uncertain=_is_uncertain(read),
        is_approximate=any(one.is_approximate for one in moments(read)),
        written=written,
        basis=basis,
    )


def _is_uncertain(read: Expression) -> bool:
    return any(one.is_uncertain for one in moments(read))
