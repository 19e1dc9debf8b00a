"""How are passages handed to other tools for annotation?

As JSON-LD of the W3C's Web Annotation Data Model (recommendation of 23 February 2017), with
selectors that find the passage in the file as it was found. By its words (section 4.2.4), in every
format. By its place (section 4.2.5) in plain text only, in code points from the first character
after a byte order mark: the model counts a marked-up file before a reader folds its white space,
leaves out what is not seen and numbers its lists, so that offsets of ours would point elsewhere.
Several make an `AnnotationCollection` of one page (chapter 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from foedus._version import __version__
from foedus.sources.fold import fingerprint
from foedus.sources.formats.recognising import PDF
from foedus.sources.page_annotation import page_targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["annotation_collection", "web_annotation"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def web_annotation(
    source: Source,
    passage: Passage,
    *,
    iri: str | None = None,
    tag: str | None = None,
    comment: str | None = None,
) -> dict[str, Any]:
    """Write a passage as a W3C Web Annotation.

    Parameters
    ----------
    source : Source
        The source that the passage was taken from.
    passage : Passage
        A stretch of it, as `Source.passage` or a check returns it.
    iri : str, optional
        The address of the file. Without it the target is the file's name as a relative IRI, so
        that it is found beside the annotation.
    tag, comment : str, optional
        What the passage is cited for, by name and in words; a body each.

    Returns
    -------
    dict
        For `json.dumps`. Of a PDF, each page has a target of its own (see `page_annotation`);
        otherwise the target is the file. Quotation and offsets are those of the raw text, so that a
        dropped copy stands in the quotation; the repaired words are then a body of their own, and
        so is each doubt, and whose words they are. The same passage, cited for the same, has the
        same id. Of other files that are not plain text there is the quotation alone, of the text as
        it was read: white space may differ from the file's, and so may the markers of lists.

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
    file = iri or quote(source.key if source.path is None else source.path.name)
    mark = fingerprint(passage.text)
    cited_for = "" if tag is None else f":{tag}"
    annotation: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": uuid5(NAMESPACE_URL, f"foedus:{file}:{start}:{end}:{mark}{cited_for}").urn,
        "type": "Annotation",
        "motivation": "identifying" if tag is None else "tagging",
        "generator": {"type": "Software", "name": f"Foedus {__version__}"},
    }
    bodies = _bodies(source, passage, tag, comment)
    if bodies:
        annotation["body"] = bodies
    if source.format == PDF.name:
        annotation["target"] = page_targets(source, start, end, file)
        return annotation
    selectors: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": source.raw[start:end],
            "prefix": source.raw[max(0, start - _AROUND) : start],
            "suffix": source.raw[end : end + _AROUND],
        }
    ]
    if source.format == "plain text":  # the raw text is the file, character by character
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    annotation["target"] = {"source": file, "selector": selectors}
    return annotation


def annotation_collection(annotations: Sequence[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Gather annotations in a W3C `AnnotationCollection` of one page.

    Parameters
    ----------
    annotations : sequence of mapping
        As `web_annotation` writes them.
    label : str
        What they are about, for readers.

    Returns
    -------
    dict
        For `json.dumps`. The same annotations under the same label have the same id.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The dam would stand.")
    >>> annotations = [web_annotation(minutes, minutes.passage(15, 18))]
    >>> annotation_collection(annotations, "On the dam")["total"]
    1
    """
    members = " ".join(str(annotation["id"]) for annotation in annotations)
    name = uuid5(NAMESPACE_URL, f"foedus:{label}:{members}").urn
    page = uuid5(NAMESPACE_URL, f"foedus:{label}:{members}:1").urn
    collection: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(annotations),
    }
    if not annotations:
        return collection
    items = [
        {key: value for key, value in annotation.items() if key != "@context"}
        for annotation in annotations
    ]
    collection["first"] = {
        "id": page,
        "type": "AnnotationPage",
        "partOf": {"id": name, "label": label, "total": len(annotations)},
        "startIndex": 0,
        "items": items,
    }
    collection["last"] = page
    return collection


def _bodies(
    source: Source, passage: Passage, tag: str | None, comment: str | None
) -> list[dict[str, str]]:
    """What it is cited for, whose words it is, how repair has it, and what is doubtful."""
    said = [("tagging", tag), ("commenting", comment)]
    if passage.attribution is not None:
        said.append(("describing", f"Whose words: {passage.attribution}"))
    if source.raw[passage.raw_start : passage.raw_end].split() != passage.text.split():
        said.append(("describing", passage.text))
    said += [("commenting", doubt) for doubt in passage.doubts]
    return [
        {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
        for purpose, value in said
        if value is not None
    ]
