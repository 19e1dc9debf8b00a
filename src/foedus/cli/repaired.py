"""How is it told to a person what repair did to a file, and what it doubts?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from foedus.cli.excerpts import filled, marks_around, printable, shortened, visible
from foedus.sources import Rule
from foedus.sources.large import is_left_as_found
from foedus.sources.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedus.sources import Operation, Source

SHOWN = 30
"""So many of one kind are listed unless all are asked for."""

_TOLD_FIRST = (Rule.DROP, Rule.BREAK, Rule.JOIN_HYPHEN, Rule.JOIN)
_PARAGRAPH_SHOWN, _WORDS_SHOWN = 200, 7


def in_words(source: Source, *, is_whole: bool) -> str:
    """The file in short, every operation by its rule, and every mark with the words around it."""
    most = None if is_whole else SHOWN
    sections = (_file(source), _operations(source, most), _marks(source, most))
    return "\n\n".join("\n".join(section) for section in sections)


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _file(source: Source) -> Iterator[str]:
    name = source.key if source.path is None else source.path.name
    paragraphs = len(paragraphs_of(source.repaired))
    guess = ", which is a guess (declare another with --encoding)"
    yield _heading(printable(name))
    yield filled(f"encoding: {source.encoding}{guess if source.encoding_is_guessed else ''}", "  ")
    yield f"  lines: {source.line_count:,}, " + (
        str(source.wrap) if source.wrap else _as_found(source)
    )
    yield f"  paragraphs: {paragraphs:,} once repaired, headings and items of lists among them"


def _as_found(source: Source) -> str:
    return (
        "each as it was found"
        if is_left_as_found(source)
        else "not evidently wrapped, so each stays as it is"
    )


def _operations(source: Source, most: int | None) -> Iterator[str]:
    count = len(source.operations)
    if is_left_as_found(source):
        yield _heading("Not repaired, since it is large")
        yield filled(source.notes[-1], "  ")
        return
    if not count:
        yield _heading("Nothing was repaired")
        return
    made = "1 operation" if count == 1 else f"{count:,} operations"
    yield _heading(f"Repaired: {made}, which added nothing but spaces and line ends")
    for rule in _TOLD_FIRST:
        ours = [one for one in source.operations if one.rule is rule]
        if not ours:
            continue
        yield f"  {rule.value}: {len(ours):,}"
        if rule is Rule.JOIN:
            runs = [f"{first}-{last}" for first, last in _runs(ours, source.operations)]
            shown = runs[:most]
            yield filled(f"lines {', '.join(shown)}", "    ")
            yield from _more(len(runs) - len(shown), "    ", "runs of lines")
        else:
            yield from (f"    {_told(source, one)}" for one in ours[:most])
            yield from _more(len(ours) - len(ours[:most]), "    ")


def _told(source: Source, made: Operation) -> str:
    place = made.where
    text = source.repaired
    if made.rule is Rule.DROP:
        return f"{place}: {shortened(made.removed.strip())}"
    if made.rule is Rule.BREAK:
        paragraph = (
            text[made.repaired_end : made.repaired_end + _PARAGRAPH_SHOWN].lstrip().splitlines()[0]
        )
        return f"{place}: {' '.join(visible(paragraph).split()[:_WORDS_SHOWN])} …"
    before = text[max(0, made.repaired_start - _PARAGRAPH_SHOWN) : made.repaired_start].split()[-1:]
    after = text[made.repaired_end : made.repaired_end + _PARAGRAPH_SHOWN].split()[:1]
    return f"{place}: {visible(''.join([*before, *after]))}"


def _runs(joins: Sequence[Operation], made: Iterable[Operation]) -> Iterator[tuple[int, int]]:
    """The runs of lines that became one line each; what was dropped within does not part them."""
    dropped = {
        line
        for one in made
        if one.rule is Rule.DROP
        for line in range(one.first_line, one.last_line + 1)
    }
    first = joins[0].first_line
    last = joins[0].last_line
    for join in islice(joins, 1, None):
        reach = last
        while reach + 1 in dropped:
            reach += 1
        if join.first_line > reach:
            yield first, last
            first = join.first_line
        last = join.last_line
    yield first, last


def _marks(source: Source, most: int | None) -> Iterator[str]:
    count = len(source.marks)
    if not count and is_left_as_found(source):
        yield _heading("Not looked through for doubtful places")
        return
    if not count:
        yield _heading("Nothing looks doubtful, which is no proof that nothing is")
        return
    marks = "1 mark" if count == 1 else f"{count:,} marks"
    yield _heading(f"Doubtful: {marks} in the words of TEI; nothing was filled in")
    for place, here in marks_around(source, source.marks[:most]):
        yield filled(place, "  ")
        yield from (filled(visible(str(mark)), "    ") for mark in here)
    yield from _more(count - len(source.marks[:most]), "  ")


def _more(count: int, indent: str, what: str = "") -> Iterator[str]:
    if count > 0:
        yield f"{indent}… and {count:,} more{f' {what}' if what else ''} (--all lists them)"
