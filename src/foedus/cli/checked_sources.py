"""Do the marks and the names hold that a case adds to its sources?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.case import CheckedMark, NameThere


def print_marks_and_names(marks: Sequence[CheckedMark], names: Sequence[NameThere]) -> int:
    """Print the marks without a place and the names that do not stand; how many there are."""
    misplaced = [one for one in marks if one.is_wrong]
    for one in misplaced:
        click.echo(f"{one.mark.place}: {one.check}", err=True)
    missing = [one for one in names if not one.holds]
    for name in missing:
        click.echo(f"{name.place}: {name.message}", err=True)
    return len(misplaced) + len(missing)


def marks_and_names_in_words(
    marks: Sequence[CheckedMark], names: Sequence[NameThere]
) -> Iterator[str]:
    """A sentence on each: how many there are, and with what result."""
    from foedus.sources import CitationStatus

    if marks:
        placed = sum(one.check.holds for one in marks)
        unchecked = sum(one.check.status is CitationStatus.UNCHECKED for one in marks)
        yield _told("mark by people", "marks by people", len(marks), placed, unchecked, "placed")
    own = [one for one in names if one.is_its_own]
    if own:
        standing = sum(bool(one.count) for one in own)
        unchecked = sum(one.count is None for one in own)
        yield _told(
            "name declared for a source",
            "names declared for a source",
            len(own),
            standing,
            unchecked,
            "found there",
        )


def _told(one: str, many: str, count: int, good: int, unchecked: int, done: str) -> str:
    """One sentence: how many of something hold, and how many could not be checked.

    >>> _told("mark", "marks", 3, 2, 0, "placed")
    '3 marks: 2 placed, 1 not.'
    """
    tail = ", ".join(
        f"{number} {what}"
        for number, what in (
            (good, done),
            (count - good - unchecked, "not"),
            (unchecked, "not checked, since the source is not at hand"),
        )
        if number
    )
    return f"{count} {one if count == 1 else many}: {tail}."
