"""Do the passages stand where the case says they do?

Citations are checked against the files that the case names, where the user has them at hand.
Without them the case still runs, and says that its citations were not checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.case.beside import links_elsewhere
from foedus.case.problems import did_you_mean
from foedus.sources import (
    Citation,
    CitationStatus,
    check_citation,
    fingerprint,
    lay_over,
    read_source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from foedus.case.model import Case
    from foedus.case.values import Cite, SourceReference
    from foedus.sources import CitationCheck, Source


@dataclass(frozen=True)
class CitedPassage:
    """A citation of the case, what its check said, and the passage where the source is at hand."""

    cite: Cite
    check: CitationCheck


def read_sources(case: Case, folder: Path | None) -> dict[str, Source]:
    """The sources of a case that are at hand.

    Parameters
    ----------
    case : Case
        Names the sources and their files.
    folder : Path or None
        Where the files are; None reads nothing.

    Returns
    -------
    dict of str to Source
        By the key that the case gives them, with the marks laid over that people add to them. A
        source without a file, or whose file is not in the folder, is left out: its citations, marks
        and names count as unchecked.

    Raises
    ------
    UserError
        If there is no such folder, it holds none of the files that the case names, or one of them
        is a link that leads out of it.
    foedus.sources.SourceError
        If a file cannot be read as text.
    """
    if folder is None:
        return {}
    named = [reference for reference in case.sources if reference.file is not None]
    if not folder.is_dir():
        is_file = "is a file; name the folder that holds it" if folder.exists() else "is not there"
        raise UserError(f"the folder of sources {folder} {is_file}")
    found = [reference for reference in named if (folder / str(reference.file)).is_file()]
    if named and not found:
        wanted = ", ".join(str(reference.file) for reference in named)
        there = [path.name for path in sorted(folder.iterdir()) if path.is_file()]
        hint = did_you_mean(str(named[0].file), there) if there else "the folder has no files"
        raise UserError(f"{folder} holds none of the files that the case names ({wanted}); {hint}")
    for reference in found:
        _refuse_link(reference, folder)
    return {
        reference.key: lay_over(
            read_source(folder / str(reference.file), key=reference.key, title=reference.title),
            (mark.remark for mark in reference.marks),
        )
        for reference in found
    }


def _refuse_link(reference: SourceReference, folder: Path) -> None:
    """Refuse a file that only a symbolic link brings into the folder.

    Raises
    ------
    UserError
        If it stands outside.
    """
    file = folder / str(reference.file)
    if links_elsewhere(file, folder):
        raise UserError(
            f"{reference.place}: {file} is a link that leads out of the folder of sources: put the "
            "file itself there"
        )


def check_citations(case: Case, sources: Mapping[str, Source]) -> tuple[CitedPassage, ...]:
    """Check every citation that quotes words, under every combination of readings.

    Citations that name a source as a whole have nothing to check and are left out.
    """
    cites = dict.fromkeys(
        cite
        for combination in case.combinations
        for cite in case.under(combination).all_cites()
        if cite.start is not None
    )
    return tuple(CitedPassage(cite, _checked(cite, sources)) for cite in cites)


def _checked(cite: Cite, sources: Mapping[str, Source]) -> CitationCheck:
    """Check a citation; where it does not hold, look whether another source has its words."""
    citation = Citation(
        cite.source, cite.start or "", cite.end or "", cite.fingerprint, cite.attribution
    )
    check = check_citation(sources.get(cite.source), citation)
    if check.status is not CitationStatus.ABSENT:
        return check
    for key, other in sources.items():
        if key == cite.source:
            continue
        there = check_citation(other, replace(citation, source=key))
        if there.holds and there.passage is not None:
            meant = replace(there.citation, fingerprint=fingerprint(there.passage.text))
            message = (
                f"These words do not stand in {cite.source}, but in {key}, "
                f"{there.passage.where}; cite that source: {meant}"
            )
            return replace(check, message=message, suggestion=None)
    return check
