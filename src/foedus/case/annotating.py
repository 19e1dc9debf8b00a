"""How do the citations of a case go out to other tools, each with what it is cited for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.case.assertions import assertions
from foedus.sources import annotation_collection, tei_document, web_annotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedus.case.assertions import Assertion
    from foedus.case.citations import CitedPassage
    from foedus.case.model import Case
    from foedus.sources import Passage, Source

__all__ = ["annotated_citations", "tei_of_sources"]


def annotated_citations(
    case: Case, passages: Sequence[CitedPassage], sources: Mapping[str, Source]
) -> dict[str, Any]:
    """Write every citation that holds as a Web Annotation, tagged with the assertion behind it.

    Parameters
    ----------
    case
        The case.
    passages
        What a check of its citations found; those that do not hold are left out.
    sources
        The sources at hand.

    Returns
    -------
    dict
        An `AnnotationCollection` of one page, for `json.dumps`. A passage that is cited for several
        assertions has an annotation for each.
    """
    annotations = [
        web_annotation(
            sources[source], passage, tag=tag, comment=_in_words(one) if one.says else None
        )
        for source, passage, one, tag in _cited(case, passages)
    ]
    return annotation_collection(annotations, case.title)


def tei_of_sources(
    case: Case, passages: Sequence[CitedPassage], sources: Mapping[str, Source]
) -> dict[str, bytes]:
    """Write every source at hand as TEI, with the passages that the case cites from it.

    Returns
    -------
    dict of str to bytes
        The document of each source, by the source's name in the case. Each citation that holds is a
        span that says what it is cited for.
    """
    cited: dict[str, list[tuple[Passage, str]]] = {key: [] for key in sources}
    for source, passage, one, tag in _cited(case, passages):
        cited[source].append((passage, f"{tag}: {_in_words(one)}" if one.says else tag))
    about = {
        one.key: {"author": one.author, "date": one.year, "where": one.where}
        for one in case.sources
    }
    return {
        key: tei_document(
            source,
            cited[key],
            about={word: value for word, value in about[key].items() if value is not None},
        )
        for key, source in sources.items()
    }


def _cited(
    case: Case, passages: Sequence[CitedPassage]
) -> Iterator[tuple[str, Passage, Assertion, str]]:
    """Each citation that holds: its source, its passage, the assertion, and a name for that."""
    checked = {one.cite: one for one in passages}
    for one in assertions(case):
        under = f" (under {one.under})" if one.under else ""
        for cite in one.cites:
            found = checked.get(cite)
            if found is not None and found.check.holds and found.check.passage is not None:
                yield cite.source, found.check.passage, one, f"{one.section} {one.name}{under}"


def _in_words(one: Assertion) -> str:
    return f"{one.by}: {one.says}" if one.by else one.says
