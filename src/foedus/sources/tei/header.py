"""What does the header of a TEI document say: whose text it is, and what was done to it?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foedus._version import __version__
from foedus.sources.mark import FOEDUS
from foedus.sources.operation import Rule
from foedus.sources.tei.characters import (
    TEI,
    XML_ID,
    forbidden_in,
    mentioned,
    write_character_declaration,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.sources.source import Source
    from foedus.sources.tei.characters import Builder

__all__ = ["element", "people_of", "write_header"]

_PRACTICE = {
    "correction": (
        "Nothing was corrected: no spelling, name or date. Doubtful places are marked (gap, "
        "surplus, unclear) and explained in notes at the back. Only the people named put words "
        "forward, as supplied where words are lost, and as the second unclear of a choice where "
        "words are doubtful; these are no part of the source. What the editors of the file itself "
        "marked has the reason in-the-edition, and words that they supplied are part of its text. "
        "A doubt that somebody settled stays, with a note of type settled."
    ),
    "hyphenation": (
        "A hyphen at the end of a line was kept; where lines were joined at it, the line break has "
        "break='no'."
    ),
    "segmentation": (
        "Every line or paragraph of the file that holds words begins with a milestone (lb, or "
        "milestone where the file counts paragraphs), and its pages with pb. Paragraphs, headings "
        "and items of lists were told by the layout alone; verse, tables and dialogue keep their "
        "lines in an ab."
    ),
    "normalization": (
        "Read without what is supplied (unless in the edition), and of each choice the first "
        "unclear alone, with the surplus ascribed to Foedus left out and white space folded, the "
        "body is the repaired text; with that surplus, and a line end at every milestone, it is "
        "the file as it was found."
    ),
}


def people_of(source: Source) -> dict[str, str]:
    """Give an id to everybody who made or settled a mark, Foedus first."""
    people = {FOEDUS: "foedus"}
    for mark in source.marks:
        for name in (mark.by, *(settlement.by for settlement in mark.settled)):
            people.setdefault(name, f"person-{len(people)}")
    return people


def element(builder: Builder, name: str, text: str, **attributes: str) -> None:
    """Write an element that holds text alone."""
    builder.start(f"{TEI}{name}", attributes)
    builder.data(mentioned(text))
    builder.end(f"{TEI}{name}")


def write_header(
    builder: Builder, source: Source, people: Mapping[str, str], about: Mapping[str, str]
) -> None:
    """Write the `teiHeader`.

    Parameters
    ----------
    builder : Builder
        Takes the elements.
    source : Source
        The source, repaired.
    people : mapping
        As `people_of` gives it.
    about : mapping
        What is known of the document itself: ``author``, ``date``, ``where``.
    """
    builder.start(f"{TEI}teiHeader", {})
    builder.start(f"{TEI}fileDesc", {})
    _write_title(builder, source, people, about)
    _write_origin(builder, source, about)
    builder.end(f"{TEI}fileDesc")
    _write_practice(builder, source)
    builder.end(f"{TEI}teiHeader")


def _write_title(
    builder: Builder, source: Source, people: Mapping[str, str], about: Mapping[str, str]
) -> None:
    builder.start(f"{TEI}titleStmt", {})
    element(builder, "title", source.title or source.key)
    if "author" in about:
        element(builder, "author", about["author"])
    for name, identifier in people.items():
        is_foedus = name == FOEDUS
        builder.start(f"{TEI}respStmt", {XML_ID: identifier})
        did = "repaired the text and marked doubts" if is_foedus else "made or settled marks"
        element(builder, "resp", did)
        element(builder, "name", f"{name} {__version__}" if is_foedus else name)
        builder.end(f"{TEI}respStmt")
    builder.end(f"{TEI}titleStmt")
    builder.start(f"{TEI}publicationStmt", {})
    element(builder, "p", "Not published: written by Foedus from the file named below.")
    builder.end(f"{TEI}publicationStmt")


def _write_origin(builder: Builder, source: Source, about: Mapping[str, str]) -> None:
    builder.start(f"{TEI}sourceDesc", {})
    builder.start(f"{TEI}bibl", {})
    if "author" in about:
        element(builder, "author", about["author"])
    element(builder, "title", source.title or source.key)
    if "date" in about:
        element(builder, "date", about["date"])
    if "where" in about:
        element(builder, "note", about["where"])
    if source.path is not None:
        element(builder, "idno", source.path.name, type="filename")
    guessed = " (a guess)" if source.encoding_is_guessed else ""
    encoding = f", encoded in {source.encoding}{guessed}" if source.encoding else ""
    element(builder, "note", f"A file of {source.format}{encoding}.")
    for note in source.notes:
        element(builder, "note", note)
    builder.end(f"{TEI}bibl")
    builder.end(f"{TEI}sourceDesc")


def _write_practice(builder: Builder, source: Source) -> None:
    builder.start(f"{TEI}encodingDesc", {})
    builder.start(f"{TEI}editorialDecl", {})
    element(builder, "p", _what_repair_did(source))
    for name, text in _PRACTICE.items():
        builder.start(f"{TEI}{name}", {})
        element(builder, "p", text)
        builder.end(f"{TEI}{name}")
    builder.end(f"{TEI}editorialDecl")
    builder.start(f"{TEI}appInfo", {})
    builder.start(f"{TEI}application", {"ident": "Foedus", "version": __version__})
    element(builder, "label", "Foedus")
    builder.end(f"{TEI}application")
    builder.end(f"{TEI}appInfo")
    readings = (mark.reading for mark in source.marks if mark.reading is not None)
    write_character_declaration(builder, forbidden_in("".join((source.raw, *readings))))
    builder.end(f"{TEI}encodingDesc")


def _what_repair_did(source: Source) -> str:
    if not source.operations:
        return "Nothing was repaired: the text is as it was found."
    counts = Counter(made.rule for made in source.operations)
    listed = ", ".join(f"{rule.value} ({counts[rule]:,})" for rule in Rule if rule in counts)
    wrap = f" The file was evidently {source.wrap}." if source.wrap else ""
    return (
        f"Repair added nothing but spaces and line ends. Its operations: {listed}.{wrap} Dropped "
        "copies stand in surplus elements ascribed to Foedus."
    )
