"""How do the citations of a case go out to other tools, each with what it is cited for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.case.assertions import assertions
from foedus.sources import annotation_collection, web_annotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedus.case.citations import CitedPassage
    from foedus.case.model import Case
    from foedus.sources import Source

__all__ = ["annotated_citations"]


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
    checked = {one.cite: one for one in passages}
    return annotation_collection(list(_annotations(case, checked, sources)), case.title)


def _annotations(
    case: Case, checked: Mapping[object, CitedPassage], sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    for one in assertions(case):
        for cite in one.cites:
            found = checked.get(cite)
            if found is None or not found.check.holds or found.check.passage is None:
                continue
            under = f" (under {one.under})" if one.under else ""
            says = f"{one.by}: {one.says}" if one.by else one.says
            yield web_annotation(
                sources[cite.source],
                found.check.passage,
                tag=f"{one.section} {one.name}{under}",
                comment=says or None,
            )
