"""Which lines at the top and the foot of pages belong to the pages and not to the text?

Running heads, running feet and page numbers: TEI calls them forme work (`fw`). They give themselves
away in the file alone: one line stands at the same edge of page after page (or of every other
page), word for word but for a number that goes up as the pages do, and the sentences of the text
run on around it. Three pages are the fewest; two, for a head that faces such a one.

Where the sentences do not run on, a line that recurs may be a heading of each page, as "Article 1",
"Article 2"; it harms nobody, and stays. A sentence is no running line, though it recur as "Ibid."
does. Own construction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.lines import begins_small, ends_sentence, is_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["RunningLines", "find_running_lines"]

_DEPTH = 3
_FEWEST_PAGES = 3
_FEWEST_FACING = 2
_WIDEST_GAP = 2
_LONGEST = 120
_LEAST_INTERRUPTED = 0.25
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,5}|[ivxlc]{1,8}|[IVXLC]{1,8})(?![\w]|[.,]\d)")
_NOTE = re.compile(r"\s*(?:\d{1,3}[.)]?|[*†‡§]+)\s+\S")
_LONGEST_NOTES = 12
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

Key = tuple[str, int, int | None]
"""A line but for its running number, its edge and depth, and by how much that number leads."""


@final
class RunningLines(NamedTuple):
    """The lines that run from page to page.

    Parameters
    ----------
    lines : frozenset of int
        Their indices among all lines.
    numbers : dict of int to str
        The number that each page bears, as it is printed there; none for pages without one.
    """

    lines: frozenset[int]
    numbers: dict[int, str]


class _Place(NamedTuple):
    page: int
    line: int
    number: str
    edge: int


def find_running_lines(texts: Sequence[str], pages: Sequence[int]) -> RunningLines:
    """Find running heads, running feet and page numbers.

    Parameters
    ----------
    texts : sequence of str
        The lines of a file.
    pages : sequence of int
        The page that each stands on, counted from one, never falling.

    Returns
    -------
    RunningLines
        None where the evidence is thin: fewer than three pages, or pages on which no sentence
        runs on.
    """
    on_page = _lines_by_page(texts, pages)
    if len(on_page) < _FEWEST_PAGES:
        return RunningLines(frozenset(), {})
    clusters = _with_facing(list(_clusters(texts, on_page)), on_page)
    outer = _outer_lines(on_page, {place.line for cluster in clusters for place in cluster})
    interrupted = _interrupted_pages(texts, on_page, outer)
    running: list[list[_Place]] = []
    for cluster in clusters:
        members = [place for place in cluster if place.line in outer]
        if len(members) >= _FEWEST_FACING and _interrupts(members, on_page, interrupted):
            running.append(members)
    # a line whose outer neighbour is no running line stands inside the text
    lines = _outer_lines(on_page, {place.line for places in running for place in places})
    return RunningLines(frozenset(lines), _numbers(running, lines))


def _with_facing(
    clusters: Sequence[list[_Place]], on_page: Mapping[int, Sequence[int]]
) -> list[list[_Place]]:
    """Those that run over three pages, and those over two that others face on each page between."""
    many = [cluster for cluster in clusters if len(_pages_of(cluster)) >= _FEWEST_PAGES]
    edges = {(place.page, place.edge) for cluster in clusters for place in cluster}

    def is_facing(place: _Place) -> bool:
        beside = [page for page in (place.page - 1, place.page + 1) if page in on_page]
        return all((page, place.edge) in edges for page in beside)

    few = [cluster for cluster in clusters if len(_pages_of(cluster)) < _FEWEST_PAGES]
    return many + [cluster for cluster in few if all(map(is_facing, cluster))]


def _pages_of(places: Iterable[_Place]) -> set[int]:
    return {place.page for place in places}


def _numbers(clusters: Sequence[Sequence[_Place]], lines: AbstractSet[int]) -> dict[int, str]:
    """The number that each page bears: that by which most pages are counted with it."""
    numbered = [
        [place for place in cluster if place.number and place.line in lines] for cluster in clusters
    ]
    by_lead: defaultdict[int, list[_Place]] = defaultdict(list)
    for cluster in numbered:
        for place in cluster:
            by_lead[_value(place.number) - place.page].append(place)
    found: dict[int, str] = {}
    for places in sorted(by_lead.values(), key=len):
        found |= {place.page: place.number for place in places}
    return found


def _lines_by_page(texts: Sequence[str], pages: Sequence[int]) -> dict[int, list[int]]:
    on_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, (text, page) in enumerate(zip(texts, pages, strict=True)):
        if text and not text.isspace():
            on_page[page].append(index)
    return dict(on_page)


def _edges(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The outermost lines of a page, each with its edge: 1 for the top and -1 for the foot."""
    depth = min(_DEPTH, len(indices) // 2)
    yield from ((index, 1) for index in indices[:depth])
    yield from ((index, -1) for index in indices[len(indices) - depth :])


def _clusters(texts: Sequence[str], on_page: Mapping[int, Sequence[int]]) -> Iterator[list[_Place]]:
    """Runs of pages, none or one skipped between two, with the same line at the same edge."""
    found: defaultdict[Key, list[_Place]] = defaultdict(list)
    for page, indices in sorted(on_page.items()):
        for index, edge in _edges(indices):
            for pattern, lead, number in _patterns(texts[index], page):
                found[pattern, edge, lead].append(_Place(page, index, number, edge))
    for places in found.values():
        run = places[:1]
        for before, place in pairwise(places):
            if place.page - before.page > _WIDEST_GAP:
                yield from _if_many(run)
                run = []
            run.append(place)
        yield from _if_many(run)


def _if_many(run: list[_Place]) -> Iterator[list[_Place]]:
    if len(_pages_of(run)) >= _FEWEST_FACING:
        yield run


def _patterns(text: str, page: int) -> Iterator[tuple[str, int | None, str]]:
    """The line as it is and, for each number in it, the line without that number and its lead."""
    words = " ".join(text.split())
    is_sentence = ends_sentence(words) and any(letter.isalpha() for letter in words)
    if len(words) > _LONGEST or is_sentence:
        return
    if not words.isdigit() and not begins_small(words):
        yield words, None, ""
    for match in _NUMBER.finditer(words):
        without = f"{words[: match.start()]}\0{words[match.end() :]}"
        yield without, _value(match[0]) - page, match[0]


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _outer_lines(on_page: Mapping[int, Sequence[int]], candidates: AbstractSet[int]) -> set[int]:
    """Those candidates that no line of the text stands outside of."""
    outer: set[int] = set()
    for indices in on_page.values():
        for order in (indices, indices[::-1]):
            for index in order[:_DEPTH]:
                if index not in candidates:
                    break
                outer.add(index)
    return outer


def _interrupted_pages(
    texts: Sequence[str], on_page: Mapping[int, Sequence[int]], outer: AbstractSet[int]
) -> set[int]:
    """The pages that begin in the middle of a sentence, running lines apart."""
    bodies: list[tuple[int, list[str]]] = []
    for page, indices in sorted(on_page.items()):
        body = [texts[index] for index in indices if index not in outer]
        if body:
            bodies.append((page, body))
    return {
        page
        for (_, before), (page, body) in pairwise(bodies)
        if begins_small(body[0]) and (not is_closed(before[-1]) or _ends_in_notes(before))
    }


def _ends_in_notes(lines: Sequence[str]) -> bool:
    return any(_NOTE.match(line) for line in lines[-_LONGEST_NOTES:])


def _interrupts(
    members: Iterable[_Place], on_page: Mapping[int, Sequence[int]], interrupted: AbstractSet[int]
) -> bool:
    """Do sentences run on past enough of these lines?"""
    pages = _pages_of(members)
    order = sorted(on_page)
    breaks = {page for page in order[1:] if page in pages} | {
        after for page, after in pairwise(order) if page in pages
    }
    return len(breaks & interrupted) >= max(1, _LEAST_INTERRUPTED * len(breaks))
