"""Which words does a DOCX file hold, with its changes accepted and its notes behind the text?

What Word shows when every tracked change is accepted: insertions are text, deletions are not.
Numbers that Word makes up when it shows a page (of lists, notes, pages) are not in the file, and so
not in the text. The place of a passage is its paragraph: a DOCX file has neither lines nor pages
until a program lays it out.

Reference: ECMA-376, part 1 (WordprocessingML), in its transitional and its strict form.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from foedus.sources.extracted import Extracted
from foedus.sources.formats.docx_package import DocxPackage
from foedus.sources.formats.docx_story import Story, StoryParagraph
from foedus.sources.formats.docx_styles import attribute, numbered_styles
from foedus.sources.formats.elements import local_name
from foedus.sources.formats.notes import counted, soft_hyphens_left_out
from foedus.sources.kept import KeptLines
from foedus.sources.layout import Layout

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from foedus.sources.formats.elements import Element

__all__ = ["extract_docx"]


def extract_docx(content: bytes, path: Path) -> Extracted:
    """Read a DOCX file.

    Parameters
    ----------
    content : bytes
        All of it.
    path : Path
        For messages.

    Returns
    -------
    Extracted
        Its layout counts the paragraphs that hold words; a row of a table is one of them,
        unless a cell holds several, each of which counts. Notes stand behind the text and count on.

    Raises
    ------
    SourceError
        If it is no DOCX file, damaged, protected, or too large.
    """
    package = DocxPackage(content, path)
    story = Story(numbered_styles(package.related("styles")))
    story.read(package.main())
    paragraphs = list(story.paragraphs)
    notes: list[str] = []
    for kind, references in (("footnote", story.footnotes), ("endnote", story.endnotes)):
        behind = _notes(story, package.related(f"{kind}s"), kind, references)
        if behind:
            first, last = len(paragraphs) + 1, len(paragraphs) + len(behind)
            where = f"paragraph {first}" if first == last else f"paragraphs {first}-{last}"
            notes += counted(
                len(set(references)),
                f"{kind} stands behind the text ({where}), without its number",
                f"{kind}s stand behind the text ({where}), without their numbers",
            )
        paragraphs += behind
    text, starts = _joined(paragraphs)
    kept = tuple(_tables(paragraphs, starts))
    notes = [*_told(story.counts), *notes]
    if package.has("header") or package.has("footer"):
        notes.append("Headers and footers were left out.")
    return Extracted(
        text, "DOCX", layout=Layout(starts, "paragraph"), notes=tuple(notes), kept=kept
    )


def _notes(
    story: Story, part: Element | None, kind: str, references: Sequence[str]
) -> list[StoryParagraph]:
    """The paragraphs of the notes, in the order in which the text refers to them."""
    if part is None or not references:
        return []
    by_id = {attribute(note, "id"): note for note in part if local_name(note) == kind}
    story.begin_notes()
    for reference in dict.fromkeys(references):
        if reference in by_id:
            story.read(by_id[reference])
    return [
        StoryParagraph(paragraph.text.strip(), paragraph.is_row) for paragraph in story.paragraphs
    ]


def _joined(paragraphs: Sequence[StoryParagraph]) -> tuple[str, tuple[int, ...]]:
    """Part paragraphs by a blank line, and the rows of a table by a line end."""
    pieces: list[str] = [paragraph.text for paragraph in paragraphs[:1]]
    starts = [0]
    length = len(pieces[0]) if pieces else 0
    for before, paragraph in pairwise(paragraphs):
        joint = "\n" if before.is_row and paragraph.is_row else "\n\n"
        starts.append(length + len(joint))
        pieces += (joint, paragraph.text)
        length += len(joint) + len(paragraph.text)
    return "".join(pieces), tuple(starts)


def _tables(paragraphs: Sequence[StoryParagraph], starts: Sequence[int]) -> Iterator[KeptLines]:
    """Find the runs of rows, whose lines stay."""
    together = groupby(zip(paragraphs, starts, strict=False), key=lambda one: one[0].is_row)
    for are_rows, run in together:
        if are_rows:
            rows = list(run)
            last, start = rows[-1]
            yield KeptLines(rows[0][1], start + len(last.text))


def _told(counts: Counter[str]) -> list[str]:
    """Say what is no text here, or is text although Word shows it in another way."""
    told = (
        (
            "insertion",
            "tracked insertion is part of the text",
            "tracked insertions are part of the text",
        ),
        ("deletion", "tracked deletion is no part of it", "tracked deletions are no part of it"),
        ("comment", "comment was left out", "comments were left out"),
        (
            "numbered",
            "paragraph is numbered or has a bullet; the file does not hold the number as text",
            "paragraphs are numbered or have bullets; the file does not hold the numbers as text",
        ),
        (
            "text box",
            "text box stands behind the paragraph to which it is tied",
            "text boxes stand behind the paragraphs to which they are tied",
        ),
        (
            "parted row",
            (
                "row of a table has a cell with several paragraphs; its cells follow one another "
                "as paragraphs"
            ),
            (
                "rows of tables have cells with several paragraphs; their cells follow one "
                "another as paragraphs"
            ),
        ),
        ("hidden", "hidden stretch was left out", "hidden stretches were left out"),
        (
            "struck",
            "struck-out stretch stands in the text",
            "struck-out stretches stand in the text",
        ),
        ("picture", "picture was left out", "pictures were left out"),
        (
            "symbol",
            "sign of a symbol font is \ufffd here",
            "signs of symbol fonts are \ufffd here",
        ),
    )
    notes = [sentence for name, one, many in told for sentence in counted(counts[name], one, many)]
    return [*notes, *soft_hyphens_left_out(counts["soft hyphen"])]
