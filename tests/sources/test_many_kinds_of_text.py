"""What a careful editor would leave keeps its lines, and ordinary prose of many kinds is joined."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.sources import Source, repair
from foedus.sources.lines import is_prose
from foedus.sources.wrap import estimate_wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    Wrapper = Callable[[tuple[str, ...], int], str]


def texts_in(name: str) -> dict[str, str]:
    """Read a file of texts of our own, each behind a line with its name."""
    parts = Path(__file__).with_name(name).read_text("utf-8").split("=== ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].removesuffix("\n") for part in parts}


STAYING = texts_in("texts_that_stay.txt")
PROSE = {name: tuple(text.split("\n\n")) for name, text in texts_in("texts_to_join.txt").items()}
BIBLIOGRAPHY = """Alder, J. The River Towns in the Last Century. Weir: Mill
    Press, 1931.
Birch, K. and Rohr, N. "On soft ground." Annals of Dams 12
    (1904): 33-61.
Council of Weir. Minutes of the Meetings, 1901 to 1911. Two
    volumes. Weir, 1912.
Elm, T. How a Town Was Lost. Capital: State Press, 1950.
Oak, W. "The letters." Annals of Dams 20 (1912): 1-9."""


@pytest.fixture(params=list(STAYING.values()), ids=list(STAYING))
def staying(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(PROSE.values()), ids=list(PROSE))
def prose(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return request.param


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("times", [1, 5])
def test_what_is_set_line_by_line_stays(staying: str, times: int) -> None:
    text = "\n\n".join([staying] * times)
    source = repair(Source("kept", text))
    assert source.repaired == text
    assert source.operations == ()


@pytest.mark.parametrize("width", [40, 60, 72, 80])
def test_it_stays_amid_prose_wrapped_at_any_width(
    wrap_page: Wrapper, paragraphs: tuple[str, ...], staying: str, width: int
) -> None:
    before, after = wrap_page(paragraphs[:2], width), wrap_page(paragraphs[2:], width)
    source = repair(Source("mixed", f"{before}\n\n{staying}\n\n{after}"))
    middle = "\n\n".join(paragraphs[:2])
    assert source.repaired == f"{middle}\n\n{staying}\n\n{paragraphs[2]}"


@pytest.mark.parametrize("size", [3, 5])
def test_it_stays_amid_prose_broken_by_words(
    break_page: Wrapper, paragraphs: tuple[str, ...], staying: str, size: int
) -> None:
    before, after = break_page(paragraphs[:2], size), break_page(paragraphs[2:], size)
    source = repair(Source("mixed", f"{before}\n{staying}\n\n{after}"))
    middle = "\n\n".join(paragraphs[:2])
    assert source.repaired == f"{middle}\n\n{staying}\n\n{paragraphs[2]}\n"


@pytest.mark.parametrize("width", [40, 60])
@pytest.mark.parametrize("indent", ["", "    ", "\t"], ids=["flush", "spaces", "tab"])
@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n"], ids=["LF", "CRLF"])
def test_prose_of_many_languages_is_joined(
    prose: tuple[str, ...], width: int, indent: str, between: str
) -> None:
    pieces = [
        textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False) for text in prose
    ]
    end = between[: len(between) // 2]
    source = repair(Source("prose", between.join(pieces).replace("\n", end).replace("\r\r", "\r")))
    assert lines_of(source.repaired) == list(prose)
    assert source.marks == ()


@pytest.mark.parametrize("size", [2, 3])
def test_prose_of_many_languages_broken_by_words_is_joined(
    break_page: Wrapper, prose: tuple[str, ...], size: int
) -> None:
    source = repair(Source("prose", break_page(prose, size)))
    assert lines_of(source.repaired) == list(prose)


def test_justified_prose_is_no_table(wrap_page: Wrapper, paragraphs: tuple[str, ...]) -> None:
    lines: list[str] = []
    for line in wrap_page(paragraphs, 66).split("\n"):
        missing = 66 - len(line)
        is_full = 0 < missing <= line.count(" ")
        lines.append(line.replace(" ", "  ", missing) if is_full else line)
    source = repair(Source("justified", "\n".join(lines)))
    assert lines_of(source.repaired) == list(paragraphs)


def test_entries_with_hanging_indents_are_one_paragraph_each() -> None:
    source = repair(Source("books", BIBLIOGRAPHY))
    entries = source.repaired.split("\n\n")
    assert len(entries) == 5
    assert all(entry[-1] == "." and "\n" not in entry for entry in entries)


def test_a_speech_and_its_speaker_stay_one_paragraph(break_page: Wrapper) -> None:
    spoken = (
        "The clerk came in from the rain and asked what had been done with all of the letters.",
        "“None whatever. Yet, stay! There is one thing that I wish you to do for me, if you can.”",
        "“My letters!” exclaimed the mayor, in the utmost astonishment; “let me see them at once!”",
        "“Here they are,” said the clerk. “From Mr. Rohr, then, and from the ferrymen of Weir.”",
    )
    source = repair(Source("speech", break_page(spoken * 2, 3)))
    assert source.repaired == "\n\n".join(spoken * 2) + "\n"


def test_no_paragraph_begins_inside_one_where_blank_lines_part_them(
    wrap_page: Wrapper, paragraphs: tuple[str, ...]
) -> None:
    page = wrap_page(paragraphs, 72)
    early = page.replace("\n", " \n")
    assert "hold,\nalthough" in page or "hold, although" in page
    # a line that ends a sentence, and would have had room for the next word
    first = wrap_page((paragraphs[0],), 72).split("\n")
    assert first[2] != ""
    short = "It rained all day, and nobody in the lower street could reach the mill.\nIt was late."
    source = repair(Source("parted", f"{early}\n\n{short}\n\n{page}"))
    assert "mill.\n\nIt" not in source.repaired


@pytest.mark.parametrize("width", [60, 72])
def test_words_lost_at_the_end_of_a_line_are_doubted(
    wrap_page: Wrapper, paragraphs: tuple[str, ...], width: int
) -> None:
    lines = wrap_page(paragraphs, width).split("\n")
    lines[1] = " ".join(lines[1].split()[:-3])
    assert lines[2][0].islower()
    source = repair(Source("lost", "\n".join(lines)))
    assert [(mark.rule, mark.line) for mark in source.marks] == [("short line", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat fragte: „Wo sind die Briefe?“ Er nannte sie „weich“, und niemand lachte darüber.",
        "'t werd laat in het dorp, en niemand vroeg meer naar de brieven van de ingenieurs.",
        "(aside, to the clerk who stood beside him) You have the key, and you have the letters.",
        "The mayor laughed. (He sat down.) Should I have read them?[3] That I did not, he said.",
        "I remain, with all the respect that is owed to your office, your servant,\n\nT. ELM.",
        "Goedsm. spreekt lang over de brieven. Dan lacht Goedsm. weer, en Goedsm. zwijgt.",
        "Game, to prevent a man from killing it on a Sunday in the lower fields, 396",
    ],
)
def test_what_writers_do_on_purpose_is_not_doubted(text: str) -> None:
    assert repair(Source("note", text)).marks == ()


def test_brackets_that_a_play_never_closes_are_not_doubted() -> None:
    play = "\n\n".join(
        f"MAYOR. It holds. I say so for the {n}th time.    [Exit." for n in (4, 5, 6)
    )
    assert repair(Source("play", play)).marks == ()


@pytest.mark.parametrize("width", [20, 40])
def test_lines_of_a_script_without_spaces_stay(width: int) -> None:
    told = (
        "议会在春天第一次开会，那时河水很高，下面的田地不能步行到达。市长说堤坝会坚持住，"  # noqa: RUF001 (Chinese signs)
        "虽然两位工程师写信给他说地基很软。他没有把信念给别人听，也没有人问起。"  # noqa: RUF001 (Chinese signs)
    ) * 3 + "However, 他说 20,000 crowns 不够。 It was late, and nobody asked for the letters."
    page = "\n".join(textwrap.wrap(told, width))
    source = repair(Source("chinese", page))
    assert source.repaired == page
    assert source.marks == ()


def test_prose_has_a_wrap_and_is_told_from_what_is_set_line_by_line(prose: tuple[str, ...]) -> None:
    lines = textwrap.wrap(prose[0], 60, break_on_hyphens=False)
    assert is_prose(lines)
    wrap = estimate_wrap([*lines, "", *lines])
    assert wrap is not None
    assert abs(wrap.size - 60) <= 4
    assert not is_prose(STAYING["blank verse caps"].split("\n"))
    assert estimate_wrap(STAYING["rhymed"].split("\n")) is None
