"""`foedus timeline` draws the record of a case, to a file or to standard output."""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}svg"


def test_it_prints_the_picture(foedus: Callable) -> None:
    called = foedus("timeline", "korea-1950")
    assert called.code == 0
    assert etree.fromstring(called.out.encode()).tag == SVG
    assert "Mao Zedong" in called.out


def test_it_writes_the_picture_and_says_where(foedus: Callable, tmp_path: Path) -> None:
    out = tmp_path / "pictures" / "timeline.svg"
    called = foedus("timeline", "korea-1950", "--out", out)
    assert called.code == 0
    assert called.out.startswith(f"{out}: 19 entries of The Peking conference")
    assert etree.fromstring(out.read_bytes()).tag == SVG
    assert out.read_text(encoding="utf-8") == foedus("timeline", "korea-1950").out


def test_a_case_that_is_not_there_is_refused_in_sentences(foedus: Callable) -> None:
    assert foedus("timeline", "korea-1590").is_refused_in_sentences


def test_a_record_that_contradicts_itself_is_refused_with_its_lines(
    foedus: Callable, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "foedus: 1\ntitle: x\nactors: {a: {}}\nplay: [{move: go, by: a, options: [x, y]}]\n"
        "outcomes: {done: always}\nrecord:\n"
        "  - {entry: one, on: 1950, after: two, says: x}\n"
        "  - {entry: two, on: 1951, says: y}\n",
        encoding="utf-8",
    )
    called = foedus("timeline", case)
    assert called.is_refused_in_sentences
    assert '"one" comes after "two" (line 7)' in called.err
