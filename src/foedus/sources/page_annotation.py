"""How is a passage of a PDF pointed at, so that a viewer opens its page?

With a fragment selector of the Web Annotation Data Model (section 4.2.1), ``page=3`` as RFC 3778
(now RFC 8118) writes it for PDFs, refined by the words that stand on that page (section 4.2.4). A
passage that runs on to another page has a target on each. Running heads are in none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from foedus.sources.operation import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.source import Source

__all__ = ["page_targets"]

_FRAGMENTS_OF_PDF = "http://tools.ietf.org/rfc/rfc3778"
_PAGE_BREAK = re.compile(r"\s*\f\s*")
_AROUND = 32


def page_targets(source: Source, start: int, end: int, file: str) -> Any:  # noqa: ANN401 (JSON)
    """Write the targets of an annotation of `start:end` of the raw text of a PDF.

    Parameters
    ----------
    source : Source
        A source whose layout has pages.
    start, end : int
        The passage, in the raw text.
    file : str
        The file as an IRI.

    Returns
    -------
    dict or list of dict
        One target for each page, alone if there is one.
    """
    targets = [_target(source, first, last, file) for first, last in _parts(source, start, end)]
    return targets[0] if len(targets) == 1 else targets


def _target(source: Source, start: int, end: int, file: str) -> dict[str, Any]:
    page = source.layout.place_of(start).page if source.layout else None
    before, _, _ = source.raw[max(0, start - _AROUND) : start][::-1].partition("\f")
    after, _, _ = source.raw[end : end + _AROUND].partition("\f")
    return {
        "source": file,
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": _FRAGMENTS_OF_PDF,
            "value": f"page={page}",
            "refinedBy": {
                "type": "TextQuoteSelector",
                "exact": source.raw[start:end],
                "prefix": before[::-1].lstrip(),
                "suffix": after.rstrip(),
            },
        },
    }


def _parts(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passage without what was left out at page ends, page by page."""
    left_out = [
        (made.raw_start, made.raw_end)
        for made in source.operations
        if made.rule is Rule.RUNNING_LINE and start < made.raw_end and made.raw_start < end
    ]
    breaks = [match.span() for match in _PAGE_BREAK.finditer(source.raw, start, end)]
    position = start
    for first, last in sorted([*left_out, *breaks, (end, end)]):
        part = source.raw[position:first]
        if part.strip():
            begin = position + len(part) - len(part.lstrip())
            yield begin, position + len(part.rstrip())
        position = max(position, last)
