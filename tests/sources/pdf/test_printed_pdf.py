"""Real typeset documents, printed by a browser: a book, an article with notes, two columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from foedus.sources import Rule, fingerprint, look_up

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

STYLE = """
@page { size: A5; margin: 25mm 18mm; @top-center { content: "A History of the Dam" }
        @bottom-center { content: counter(page) } }
@page :left { @top-center { content: counter(page) "   THE VALLEY COUNCIL" } }
body { font: 11pt/1.3 serif; text-align: justify; hyphens: manual }
p { margin: 0; text-indent: 1.5em } h1 { font-size: 22pt }
blockquote { margin: 1em 3em; font-size: 10pt }
.columns { column-count: 2; column-gap: 6mm; font-size: 9pt }
.page { position: relative; height: 150mm; page-break-after: always }
.page p { text-indent: 0; text-align-last: justify }
.note { position: absolute; bottom: 0; font-size: 8pt }
"""


def html(body: str) -> str:
    return f'<html lang="en"><meta charset="utf-8"><style>{STYLE}</style>{body}</html>'


def numbered(paragraphs: tuple[str, ...], times: int) -> list[str]:
    """The paragraphs again and again, each time with another number in each sentence."""
    return [
        " ".join(
            ["Matters were heard.", *paragraphs[number % 3 : number % 3 + 1 + number % 2]]
        ).replace(". ", f" (matter {number}). ")
        for number in range(1, times * len(paragraphs) + 1)
    ]


def soft(text: str) -> str:
    """Allow long words to be broken."""
    return re.sub(r"([a-z]{3})([a-z]{3,})", r"\1&shy;\2", text)


def test_a_book_reads_on_from_page_to_page(
    print_to_pdf: Callable, read: Callable, paragraphs: tuple[str, ...]
) -> None:
    texts = numbered(paragraphs, 12)
    body = "".join(f"<p>{soft(text)}</p>" for text in texts)
    source = read(print_to_pdf(html(f"<h1>The dam above the river town</h1>{body}")))
    assert max(source.layout.pages) >= 6
    without_hyphens = re.sub("[\u2010\u00ad]", "", source.repaired)
    told = [text for text in without_hyphens.replace("\f", "").split("\n") if text]
    assert told == ["The dam above the river town", *texts]
    rules = {made.rule for made in source.operations}
    assert rules >= {Rule.RUNNING_LINE, Rule.JOIN, Rule.JOIN_HYPHEN, Rule.BREAK}
    for made in source.operations:
        if made.rule is Rule.RUNNING_LINE:
            head = r"A History of the Dam|\d+ THE VALLEY COUNCIL|\d+"
            assert re.fullmatch(rf"(?:{head}|\f|\s)+", made.removed)


def test_a_sentence_across_a_page_has_the_fingerprint_of_its_words(
    print_to_pdf: Callable, read: Callable, paragraphs: tuple[str, ...]
) -> None:
    body = "".join(f"<p>{text}</p>" for text in numbered(paragraphs, 12))
    source = read(print_to_pdf(html(body)))
    mark = next(mark for mark in source.marks if mark.rule == "running head")
    before = source.repaired[: mark.repaired_start].split(" ")[-40:]
    after = source.repaired[mark.repaired_start :].split(" ")[:40]
    found = look_up(source, " ".join([*before, *after]))
    assert found.check is not None
    passage = found.check.passage
    assert re.fullmatch(r"page (\d+), lines? .* to page \d+, line \d+", passage.where)
    plain = " ".join(" ".join(numbered(paragraphs, 12)).split())
    assert " ".join(passage.text.split()) in plain
    assert found.check.citation.fingerprint == fingerprint(passage.text)


def test_notes_at_the_foot_stay_and_the_interrupted_sentence_is_marked(
    print_to_pdf: Callable, read: Callable, paragraphs: tuple[str, ...]
) -> None:
    words = " ".join(numbered(paragraphs, 4)).split()
    pages = "".join(
        f"<div class=page><p>{' '.join(words[start : start + 150])}</p>"
        f"<div class=note><sup>{number}</sup> See the minutes of {1900 + number**2}.</div></div>"
        for number, start in enumerate(range(0, 600, 150), 1)
    )
    source = read(print_to_pdf(html(pages)))
    assert "See the minutes of 1904." in source.repaired
    marks = [mark for mark in source.marks if mark.rule == "notes at a page's foot"]
    assert marks
    assert "behind the notes at the foot of page" in marks[0].note
    assert "THE VALLEY COUNCIL" not in source.repaired


def test_two_columns_are_read_one_after_the_other(
    print_to_pdf: Callable, read: Callable, paragraphs: tuple[str, ...]
) -> None:
    texts = numbered(paragraphs, 16)
    body = "".join(f"<p>{text}</p>" for text in texts)
    source = read(print_to_pdf(html(f"<div class=columns>{body}</div>")))
    told = [text for text in source.repaired.replace("\f", "").split("\n") if text]
    assert told == texts
    assert source.notes == ()


def test_a_letter_keeps_its_salutation_and_a_long_quotation_its_paragraph(
    print_to_pdf: Callable, read: Callable, paragraphs: tuple[str, ...]
) -> None:
    body = (
        f"<div>Dear Minister,</div><br><p>{paragraphs[0]}</p>"
        f"<blockquote>{paragraphs[1]}</blockquote>"
        f"<p>{paragraphs[2]}</p><br><div>Yours faithfully,<br>The Clerk</div>"
    )
    source = read(print_to_pdf(html(body)))
    told = [text for text in source.repaired.split("\n") if text]
    head, *told, foot = told
    assert (head, foot) == ("A History of the Dam", "1")  # one page is no evidence
    assert told[:1] + told[-2:] == ["Dear Minister,", "Yours faithfully,", "The Clerk"]
    assert all(paragraph in told for paragraph in paragraphs)


def test_a_table_read_across_is_warned_of(print_to_pdf: Callable, read: Callable) -> None:
    rows = "".join("<tr><td>the left column says<td>the right one says</tr>" for _ in range(9))
    style = "<style>td { padding-right: 20mm }</style>"
    source = read(print_to_pdf(html(f"{style}<table>{rows}</table>")))
    assert any("reads across" in note for note in source.notes)
