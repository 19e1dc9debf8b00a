"""Markdown is read for its words, and each word keeps the line that it has in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from foedus.sources import Source


def places(source: Source) -> list[tuple[str, str]]:
    """Each line of the text, and where it stands in the file."""
    told: list[tuple[str, str]] = []
    start = 0
    for line in source.raw.split("\n"):
        if line:
            told.append((source.where(start, start + len(line)), line))
        start += len(line) + 1
    return told


PAGE = """\
# Minutes of the *council*

The council met in **spring**, when `the
river` stood "high" -- and the
[lower fields](http://x.y "title") could not be reached.\\
On foot\x20\x20
he went.

> Quoted words
> run on.

- a wall of stone
  along the fields
- two boats
  1) one
  2) other

Heading
=======

| year | rain |
|------|-----:|
| 1901 | 31   |
| 1902 |      |

    kept  code
      as it stands

```text
fenced   too
```
"""


def test_signs_go_words_stay_and_each_keeps_its_line(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.md", PAGE))
    assert source.format == "Markdown"
    assert source.notes == ()
    assert places(source) == [
        ("line 1", "Minutes of the council"),
        (
            "lines 3-5",
            (
                'The council met in spring, when the river stood "high" -- and the lower fields '
                "could not be reached."
            ),
        ),
        ("line 6", "On foot"),
        ("line 7", "he went."),
        ("lines 9-10", "Quoted words run on."),
        ("lines 12-13", "- a wall of stone along the fields"),
        ("line 14", "- two boats"),
        ("line 15", "  1) one"),
        ("line 16", "  2) other"),
        ("line 18", "Heading"),
        ("line 21", "year\train"),
        ("line 23", "1901\t31"),
        ("line 24", "1902"),
        ("line 26", "kept  code"),
        ("line 27", "  as it stands"),
        ("line 30", "fenced   too"),
    ]
    assert source.operations == ()


def test_a_word_behind_code_that_was_broken_has_its_own_line(
    text_file: Callable[..., Path],
) -> None:
    source = read_source(text_file("page.md", PAGE))
    start = source.raw.index("lower")
    assert source.where(start, start + 5) == "line 5"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(text_file: Callable[..., Path], end: str) -> None:
    source = read_source(text_file("page.md", PAGE.replace("\n", end)))
    assert places(source)[-1] == ("line 30", "fenced   too")


def test_front_matter_is_left_out_and_told(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.md", "---\ntitle: The dam\ntags:\n  - a\n---\nText.\n"))
    assert places(source) == [("line 6", "Text.")]
    assert source.notes == ("The front matter (lines 1-5) was left out.",)


def test_words_between_two_rules_are_no_front_matter(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.md", "---\nThe dam stood\n\n---\nText.\n"))
    assert [words for _, words in places(source)] == ["The dam stood", "Text."]
    assert source.notes == ()


def test_footnotes_are_paragraphs_and_their_labels_are_no_words(
    text_file: Callable[..., Path],
) -> None:
    content = "The dam[^1] stood[^b].\n\n[^1]: Ibid.\n[^b]: See the letters,\n  page 4.\n\nEnd."
    source = read_source(text_file("page.md", content))
    assert places(source) == [
        ("line 1", "The dam stood."),
        ("line 3", "Ibid."),
        ("lines 4-5", "See the letters, page 4."),
        ("line 7", "End."),
    ]
    assert "2 footnotes" in source.notes[0]


def test_html_inside_is_read_for_what_is_seen(text_file: Callable[..., Path]) -> None:
    content = (
        "One <em>two</em><br>three <script>no()</script>four.\n\n"
        "<div hidden>\nsecret\n</div>\n\n<p>\nFive\nsix</p>\n"
    )
    source = read_source(text_file("page.md", content))
    assert places(source) == [
        ("line 1", "One two"),
        ("line 1", "three four."),
        ("lines 8-9", "Five six"),
    ]
    assert any("2 pieces of HTML" in note for note in source.notes)
    assert any("1 hidden element" in note for note in source.notes)


def test_what_is_struck_out_or_pictured_is_told(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.md", "It ~~fell~~ stood. ![a dam](dam.png) co&shy;op"))
    assert source.raw == "It fell stood. coop"
    assert [note.split(" ", 2)[1] for note in source.notes] == ["struck-out", "picture", "soft"]


def test_nothing_is_made_prettier(text_file: Callable[..., Path]) -> None:
    plain = "\"No,\" he said -- http://x.y (c) 'so' ... www.dam.org"
    assert read_source(text_file("page.markdown", plain)).raw == plain


def test_the_same_words_are_wrapped_no_longer(
    text_file: Callable[..., Path],
    wrap_page: Callable[[tuple[str, ...], int], str],
    paragraphs: tuple[str, ...],
) -> None:
    source = read_source(text_file("page.md", wrap_page(paragraphs, 60)))
    assert source.raw == "\n\n".join(paragraphs)
    assert source.operations == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("> " * 200 + "deep", "50 deep"),
        ("- " * 200 + "deep", "50 deep"),
        ("[" * 100_000, "100,000 opening brackets"),
        ("![[" * 100_000, "200,000 opening brackets"),
        ("---\ntitle: nothing\n---\n", "holds no words"),
    ],
)
def test_what_nobody_writes_gets_a_sentence_at_once(
    text_file: Callable[..., Path], content: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(text_file("page.md", content))


def test_a_paragraph_of_very_many_lines_does_not_hang(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.md", "word\n" * 50_000), repaired=False)
    assert source.where(len(source.raw) - 4, len(source.raw)) == "line 50000"
