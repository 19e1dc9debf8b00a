"""How is a passage handed to other tools for annotation?

As JSON-LD of the W3C's Web Annotation Data Model (recommendation of 23 February 2017), with two
selectors that find the passage in the file as it was found: by its words (section 4.2.4) and by its
place (section 4.2.5), in code points from the first character after a byte order mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from foedus.sources.fold import fingerprint

if TYPE_CHECKING:
    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["web_annotation"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def web_annotation(source: Source, passage: Passage) -> dict[str, Any]:
    """Write a passage as a W3C Web Annotation.

    Parameters
    ----------
    source : Source
        The source that the passage was taken from.
    passage : Passage
        A stretch of it, as `Source.passage` or a check returns it.

    Returns
    -------
    dict
        For `json.dumps`. The target is the file's name as a relative IRI. Quotation and offsets
        are those of the raw text, so that a dropped copy stands in the quotation; the repaired
        words are then a body of their own, and so is each doubt, and whose words they are. The same passage has the same id.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The dam would stand.")
    >>> target = web_annotation(minutes, minutes.passage(15, 18))["target"]
    >>> [selector["type"] for selector in target["selector"]]
    ['TextQuoteSelector', 'TextPositionSelector']
    >>> target["selector"][0]["exact"], target["selector"][1]["start"]
    ('dam', 15)
    """
    start, end = passage.raw_start, passage.raw_end
    file = quote(source.key if source.path is None else source.path.name)
    mark = fingerprint(passage.text)
    annotation: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": uuid5(NAMESPACE_URL, f"foedus:{file}:{start}:{end}:{mark}").urn,
        "type": "Annotation",
        "motivation": "identifying",
    }
    bodies = _bodies(source, passage)
    if bodies:
        annotation["body"] = bodies
    annotation["target"] = {
        "source": file,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": source.raw[start:end],
                "prefix": source.raw[max(0, start - _AROUND) : start],
                "suffix": source.raw[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
    return annotation


def _bodies(source: Source, passage: Passage) -> list[dict[str, str]]:
    """The repaired words, where they are others than the raw ones; whose they are; the doubts."""
    said = [("commenting", doubt) for doubt in passage.doubts]
    if passage.attribution is not None:
        said.insert(0, ("describing", f"Whose words: {passage.attribution}"))
    if source.raw[passage.raw_start : passage.raw_end].split() != passage.text.split():
        said.insert(0, ("describing", passage.text))
    return [
        {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
        for purpose, value in said
    ]
