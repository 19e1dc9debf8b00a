"""A repair that damages verse, tables, lists or dialogue is worse than none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import Rule, Source, repair

if TYPE_CHECKING:
    from collections.abc import Callable

    Wrapper = Callable[[tuple[str, ...], int], str]


@pytest.mark.parametrize("width", range(60, 101, 5))
def test_wrapped_paragraphs_come_out_as_they_were_written(
    wrap_page: Wrapper, paragraphs: tuple[str, ...], width: int
) -> None:
    source = repair(Source("council", wrap_page(paragraphs, width)))
    assert source.repaired == "\n\n".join(paragraphs)
    assert source.wrap.unit == "columns"
    assert {made.rule for made in source.operations} == {Rule.JOIN}
    assert source.marks == ()


def test_paragraphs_without_blank_lines_are_found_where_their_last_lines_show(
    wrap_page: Wrapper, paragraphs: tuple[str, ...]
) -> None:
    tried = 0
    for width in range(60, 101):
        text = wrap_page(paragraphs, width)
        lasts = [block.split("\n")[-1] for block in text.split("\n\n")]
        if max(map(len, lasts)) <= width - 12:
            tried += 1
            source = repair(Source("council", text.replace("\n\n", "\n")))
            assert source.repaired == "\n\n".join(paragraphs)
    assert tried >= 3


def test_indented_paragraphs_are_found(wrap_page: Wrapper, paragraphs: tuple[str, ...]) -> None:
    text = "\n".join("    " + block for block in wrap_page(paragraphs, 72).split("\n\n"))
    source = repair(Source("council", text))
    assert [part.strip() for part in source.repaired.split("\n\n")] == list(paragraphs)


def test_text_that_was_not_wrapped_stays_as_it_is(kept_text: str) -> None:
    source = repair(Source("kept", kept_text))
    assert source.repaired == kept_text
    assert source.operations == ()


def test_it_stays_as_it_is_in_the_midst_of_wrapped_prose(
    wrap_page: Wrapper, paragraphs: tuple[str, ...], kept_text: str
) -> None:
    before, after = wrap_page(paragraphs[:2], 72), wrap_page(paragraphs[2:], 72)
    source = repair(Source("mixed", f"{before}\n\n{kept_text}\n\n{after}"))
    middle = "\n\n".join(paragraphs[:2])
    assert source.repaired == f"{middle}\n\n{kept_text}\n\n{paragraphs[2]}"


def test_a_refrain_and_a_repeated_sentence_stay(verse: str) -> None:
    refrain = verse.replace("\n\n", "\nCome home, come home.\nCome home, come home.\n\n")
    assert repair(Source("verse", refrain)).repaired == refrain


def test_lines_one_to_a_paragraph_stay(paragraphs: tuple[str, ...]) -> None:
    text = "\n".join(paragraphs)
    assert repair(Source("council", text)).repaired == text


def test_windows_line_ends_are_kept_where_lines_are_kept(
    wrap_page: Wrapper, paragraphs: tuple[str, ...], verse: str
) -> None:
    text = (wrap_page(paragraphs, 72) + "\n\n" + verse).replace("\n", "\r\n")
    expected = ("\n\n".join(paragraphs) + "\n\n" + verse).replace("\n", "\r\n")
    assert repair(Source("council", text)).repaired == expected


def test_short_texts_are_left_alone() -> None:
    text = "Six voices were for\nthe dam and two\nwere against."
    assert repair(Source("note", text)).repaired == text


def test_code_and_quoted_mail_stay() -> None:
    text = (
        "def vote(voices):\n    for voice in voices:\n        if not voice:\n            return\n"
    )
    mail = (
        "> did you read the letters that\n> the engineers wrote to you in\n> private\nno I did not"
    )
    for kept in (text, mail):
        assert repair(Source("kept", kept)).repaired == kept
