"""How is it told to a person what repair did to a file, and what it doubts?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from foedus.cli.excerpts import filled, marks_around, printable, shortened, visible
from foedus.sources import Rule
from foedus.sources.large import is_left_as_found
from foedus.sources.pages import is_measured
from foedus.sources.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedus.sources import Operation, Source
    from foedus.sources.layout import Layout

SHOWN = 30
"""So many of one kind are listed unless all are asked for."""

_TOLD_FIRST = (
    Rule.DROP,
    Rule.RUNNING_LINE,
    Rule.BREAK,
    Rule.SOFT_HYPHEN,
    Rule.JOIN_HYPHEN,
    Rule.JOIN,
)
_LEFT_OUT = (Rule.DROP, Rule.RUNNING_LINE)
_PARAGRAPH_SHOWN, _WORDS_SHOWN = 200, 7


def in_words(source: Source, *, is_whole: bool) -> str:
    """The file in short, every operation by its rule, and every mark with the words around it."""
    most = None if is_whole else SHOWN
    sections = (_file(source), _reading(source), _operations(source, most), _marks(source, most))
    return "\n\n".join(filter(None, ("\n".join(section) for section in sections)))


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _file(source: Source) -> Iterator[str]:
    name = source.key if source.path is None else source.path.name
    guess = ", which is a guess (declare another with --encoding)"
    yield _heading(printable(name))
    layout = source.layout
    if layout is not None:
        yield f"  format: {source.format}"
    if source.encoding is not None:
        guessed = guess if source.encoding_is_guessed else ""
        yield filled(f"encoding: {source.encoding}{guessed}", "  ")
    if layout is None:
        yield f"  lines: {source.line_count:,}, " + (
            str(source.wrap) if source.wrap else _as_found(source)
        )
    elif layout.pages is not None:
        yield filled(_pages(source, layout), "  ")
    elif source.wrap is not None:
        yield f"  lines of text: {source.line_count:,}, {source.wrap}"
    if layout is not None and layout.unit == "paragraph" and layout.pages is None:
        yield f"  paragraphs: {len(layout.starts):,}, headings and rows of tables among them"
    else:
        paragraphs = len(paragraphs_of(source.repaired))
        yield f"  paragraphs: {paragraphs:,} once repaired, headings and items of lists among them"


def _pages(source: Source, layout: Layout) -> str:
    """The number of pages, and how it was judged which of their lines run on."""
    count = max(layout.pages or (1,))
    lines = f"{len(layout.starts):,} lines on {count:,} page{'s' if count > 1 else ''}"
    if is_measured(layout):
        return f"{lines}; how they were set says where a line runs on"
    wrapped = source.wrap or "not evidently wrapped, so each line stays as it is"
    return f"{lines}, {wrapped}"


def _reading(source: Source) -> Iterator[str]:
    """What a reader of the file should know about how its text was found."""
    if source.notes:
        yield _heading("How it was read")
        yield from (filled(visible(note), "  ") for note in source.notes)


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
            runs = [_run(source, *lines) for lines in _runs(ours, source.operations)]
            shown = runs[:most]
            lines = "lines " if source.layout is None else ""
            comma = ", " if source.layout is None else "; "
            yield filled(f"{lines}{comma.join(shown)}", "    ")
            yield from _more(len(runs) - len(shown), "    ", "runs of lines")
        else:
            yield from (f"    {_told(source, one)}" for one in ours[:most])
            yield from _more(len(ours) - len(ours[:most]), "    ")


def _told(source: Source, made: Operation) -> str:
    place = made.where
    text = source.repaired
    if made.rule in _LEFT_OUT:
        return f"{place}: {shortened(made.removed.strip())}"
    if made.rule is Rule.BREAK:
        paragraph = (
            text[made.repaired_end : made.repaired_end + _PARAGRAPH_SHOWN].lstrip().splitlines()[0]
        )
        return f"{place}: {' '.join(visible(paragraph).split()[:_WORDS_SHOWN])} …"
    if made.rule is Rule.SOFT_HYPHEN:
        start = text.rfind(" ", 0, made.repaired_start) + 1
        return f"{place}: {visible(text[start : start + _PARAGRAPH_SHOWN].split(maxsplit=1)[0])}"
    before = text[max(0, made.repaired_start - _PARAGRAPH_SHOWN) : made.repaired_start].split()[-1:]
    after = text[made.repaired_end : made.repaired_end + _PARAGRAPH_SHOWN].split()[:1]
    return f"{place}: {visible(''.join([*before, *after]))}"


def _run(source: Source, first: int, last: int) -> str:
    """Where a run of lines of the raw text stands in the file."""
    if source.layout is None:
        return f"{first}-{last}"
    return source.where(source.start_of_line(first), source.start_of_line(last) + 1)


def _runs(joins: Sequence[Operation], made: Iterable[Operation]) -> Iterator[tuple[int, int]]:
    """The runs of lines that became one line each; what was dropped within does not part them."""
    dropped = {
        line
        for one in made
        if one.rule in _LEFT_OUT
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
    people = sum(mark.is_by_a_person for mark in source.marks)
    settled = sum(not mark.is_open for mark in source.marks)
    told = [f"{people:,} by people"] if people else []
    told += [f"{settled:,} settled"] if settled else []
    some = f" ({', '.join(told)})" if told else ""
    yield _heading(f"Doubtful: {marks}{some} in the words of TEI; nothing was filled in")
    for place, here in marks_around(source, source.marks[:most]):
        yield filled(place, "  ")
        yield from (filled(visible(str(mark)), "    ") for mark in here)
    yield from _more(count - len(source.marks[:most]), "  ")


def _more(count: int, indent: str, what: str = "") -> Iterator[str]:
    if count > 0:
        yield f"{indent}… and {count:,} more{f' {what}' if what else ''} (--all lists them)"
