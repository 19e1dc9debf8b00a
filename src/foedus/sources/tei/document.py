"""How is a source, or one citation of it, written as TEI?

A document of TEI P5 (the guidelines' chapters 2, 3, 11 and 16): header, body, notes at the back,
and cited passages as stand-off spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - lxml carries no types

from foedus.sources.paragraphs import paragraphs_of
from foedus.sources.tei.characters import TEI, XML_ID
from foedus.sources.tei.header import element, people_of, write_header
from foedus.sources.tei.inline import Inline, Stretch, reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedus.sources.passage import Passage
    from foedus.sources.source import Source
    from foedus.sources.tei.characters import Builder

__all__ = ["tei_citation", "tei_document"]

_NAMESPACES = {None: TEI.strip("{}")}


class _Block(NamedTuple):
    """A paragraph, heading, item or run of lines, by the name of its element."""

    name: str
    stretch: Stretch


def tei_document(
    source: Source,
    cited: Sequence[tuple[Passage, str]] = (),
    *,
    about: Mapping[str, str] | None = None,
) -> bytes:
    r"""Write a source, as repaired and with its marks, as a document of TEI P5.

    Parameters
    ----------
    source : Source
        The source, repaired.
    cited : sequence of (Passage, str)
        Cited passages of it, each with what it is cited for; each becomes two anchors and a span
        that points at them.
    about : mapping, optional
        What is known of the document: ``author``, ``date``, ``where``.

    Returns
    -------
    bytes
        The document in UTF-8. With the surplus ascribed to Foedus left out and white space folded,
        the text of its body is `Source.repaired`; with the surplus, and a line end at every
        milestone, it is `Source.raw`.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> b'<p><lb n="1"/>Rain fell.</p>' in tei_document(Source("note", "Rain fell.\n"))
    True
    """
    builder = etree.TreeBuilder()
    people = people_of(source)
    builder.start(f"{TEI}TEI", {}, _NAMESPACES)
    write_header(builder, source, people, about or {})
    blocks = list(_blocks(source.repaired))
    inline = Inline(builder, source, [block.stretch for block in blocks], source.marks, people)
    ends = [
        inline.anchor(f"passage-{number}", passage.repaired_start, passage.repaired_end)
        if blocks
        else ("", "")
        for number, (passage, _) in enumerate(cited, 1)
    ]
    _write_spans(builder, cited, ends)
    builder.start(f"{TEI}text", {})
    _write_body(builder, blocks, inline)
    if inline.pointers:
        builder.start(f"{TEI}back", {})
        builder.start(f"{TEI}div", {"type": "notes"})
        _write_notes(builder, inline)
        builder.end(f"{TEI}div")
        builder.end(f"{TEI}back")
    builder.end(f"{TEI}text")
    builder.end(f"{TEI}TEI")
    return _serialised(builder.close(), is_document=True)


def tei_citation(source: Source, passage: Passage) -> bytes:
    """Write one passage, with its marks, as TEI's `cit`: a quotation, where it stands, and notes.

    Parameters
    ----------
    source : Source
        The source that the passage was taken from.
    passage : Passage
        A stretch of it, as `Source.passage` or a check returns it.

    Returns
    -------
    bytes
        One element in UTF-8, to be put into a document. What a mark's ``resp`` points at are the
        `respStmt`s of `tei_document`.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The dam stood.")
    >>> cited = tei_citation(minutes, minutes.passage(11, 25))
    >>> b"<quote>The dam stood.</quote>" in cited
    True
    """
    builder = etree.TreeBuilder()
    start, end = passage.repaired_start, passage.repaired_end
    stretches = [
        Stretch(max(start, block.stretch.start), min(end, block.stretch.end))
        for block in _blocks(source.repaired)
        if block.stretch.start < end and block.stretch.end > start
    ]
    people = people_of(source)
    builder.start(f"{TEI}cit", {}, _NAMESPACES)
    builder.start(f"{TEI}quote", {})
    inline = Inline(builder, source, stretches, passage.marks, people, is_whole=False)
    for index in range(len(stretches)):
        is_one_of_many = len(stretches) > 1
        if is_one_of_many:
            builder.start(f"{TEI}p", {})
        inline.write(index)
        if is_one_of_many:
            builder.end(f"{TEI}p")
            builder.data("\n")
    builder.end(f"{TEI}quote")
    builder.start(f"{TEI}bibl", {})
    element(builder, "title", source.title or source.key)
    element(builder, "biblScope", passage.where)
    builder.end(f"{TEI}bibl")
    _write_notes(builder, inline)
    builder.end(f"{TEI}cit")
    return _serialised(builder.close(), is_document=False)


def _blocks(text: str) -> Iterator[_Block]:
    """Name the paragraphs; lines that go on an item of a list are part of it."""
    pending: _Block | None = None
    for paragraph in paragraphs_of(text):
        stretch = Stretch(paragraph.start, paragraph.end)
        name = "head" if paragraph.is_heading else "p" if paragraph.is_text else "ab"
        if paragraph.is_item:
            name = "item"
        elif pending is not None and pending.name == "item":
            between = text[pending.stretch.end : stretch.start].strip(" \t")
            if between in {"\n", "\r\n", "\r"}:
                pending = _Block("item", Stretch(pending.stretch.start, stretch.end))
                continue
        if pending is not None:
            yield pending
        pending = _Block(name, stretch)
    if pending is not None:
        yield pending


def _write_body(builder: Builder, blocks: Sequence[_Block], inline: Inline) -> None:
    """Write divisions that begin at headings, and lists around items that follow one another."""
    builder.start(f"{TEI}body", {})
    builder.start(f"{TEI}div", {})
    before = "head"
    for index, block in enumerate(blocks):
        if before == "item" and block.name != "item":
            builder.end(f"{TEI}list")
        if block.name == "head" and before != "head":
            builder.end(f"{TEI}div")
            builder.start(f"{TEI}div", {})
        if block.name == "item" and before != "item":
            builder.start(f"{TEI}list", {})
        builder.start(f"{TEI}{block.name}", {})
        inline.write(index)
        builder.end(f"{TEI}{block.name}")
        builder.data("\n")
        before = block.name
    if before == "item":
        builder.end(f"{TEI}list")
    if not blocks:
        builder.start(f"{TEI}p", {})
        builder.end(f"{TEI}p")
    builder.end(f"{TEI}div")
    builder.end(f"{TEI}body")


def _write_spans(
    builder: Builder, cited: Sequence[tuple[Passage, str]], ends: Sequence[tuple[str, str]]
) -> None:
    if not cited or not all(start for start, _ in ends):
        return
    builder.start(f"{TEI}standOff", {})
    builder.start(f"{TEI}spanGrp", {"type": "citations"})
    for number, ((passage, why), (start, end)) in enumerate(zip(cited, ends, strict=True), 1):
        attributes = {XML_ID: f"passage-{number}", "from": f"#{start}", "to": f"#{end}"}
        element(builder, "span", f"{passage.where}: {why}" if why else passage.where, **attributes)
    builder.end(f"{TEI}spanGrp")
    builder.end(f"{TEI}standOff")


def _write_notes(builder: Builder, inline: Inline) -> None:
    for number, mark in enumerate(inline.marks, 1):
        pointers = inline.pointers.get(number, ())
        attributes = {
            "type": mark.kind.value,
            "subtype": reason(mark),
            "resp": f"#{inline.people[mark.by]}",
            **dict(zip(("target", "targetEnd"), (f"#{one}" for one in pointers), strict=False)),
        }
        element(builder, "note", f"{mark.where}: {mark.rule}: {mark.note}", **attributes)


def _serialised(root: Any, *, is_document: bool) -> bytes:  # noqa: ANN401 - lxml has no types
    if not is_document:
        return etree.tostring(root, encoding="utf-8") + b"\n"
    for part in root.iter(f"{TEI}teiHeader", f"{TEI}standOff", f"{TEI}back"):
        etree.indent(part)
        part.tail = "\n"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
