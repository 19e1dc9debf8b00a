"""Bibliographies come in as reference managers export them, and every mistake has its line."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import Reference, SourceError, read_bibliography
from foedus.sources.bibliography.bibtex import references_of_bibtex
from foedus.sources.bibliography.csl_json import references_of_csl_json
from foedus.sources.bibliography.latex import plain_text

if TYPE_CHECKING:
    from pathlib import Path


def bibtex(text: str) -> Reference:
    found, mistakes = references_of_bibtex(text)
    assert mistakes == []
    return found[-1]


def csl(**words: object) -> Reference:
    found, mistakes = references_of_csl_json(json.dumps([{"id": "a", **words}]))
    assert mistakes == []
    return found[0]


def test_strings_are_put_together() -> None:
    text = '@string{rs = "River Studies"}\n@article{a, title={T}, journal = rs # { and } # "Dams"}'
    assert bibtex(text).container == "River Studies and Dams"


def test_months_and_numbers_need_no_quotes() -> None:
    assert bibtex("@article{a, title={T}, month = may, year = 1911, volume = 3}").date == "1911"


def test_what_biblatex_calls_otherwise_is_read() -> None:
    found = bibtex(
        "@article{a, title={T}, subtitle={S}, date={1911-05/1912}, journaltitle={J}, number=4}"
    )
    assert (found.title, found.date, found.where) == ("T: S", "1911-05/1912", "J 4")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Shen, Zhihua", ("Shen, Zhihua",)),
        ("Kim Il Sung and Mao Zedong", ("Kim Il Sung", "Mao Zedong")),
        ("{Council of the River and the Town} and Berg, Jan van der", None),
        ("Last, First and others", ("Last, First", "others")),
        ("K{\\'a}rolyi, {\\'E}va", ("Károlyi, Éva",)),
    ],
)
def test_names_stay_as_written(written: str, read: tuple[str, ...] | None) -> None:
    expected = read or ("Council of the River and the Town", "Berg, Jan van der")
    assert bibtex(f"@book{{a, title={{T}}, author = {{{written}}}}}").authors == expected


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"{\"O}l", "Öl"),
        (r"\v{C}apek, \v Capek, {\v{C}}apek", "Čapek, Čapek, Čapek"),
        (r"Zh{\=e}ng D\`{i} \'{\i} \'\i", "Zhēng Dì í í"),
        (r"\L{}\'od\'z, Stra{\ss}e, \ss e, \O stergaard", "Łódź, Straße, ße, Østergaard"),
        (r"The {DAM} of {U}pland", "The DAM of Upland"),
        (r"\emph{Once}, {\it twice}, \textbf{thrice}", "Once, twice, thrice"),
        (r"50\% of A \& B, 10\$, a\_b", "50% of A & B, 10$, a_b"),
        (r"1914--1918 --- ``so'' they said~then", "1914\u20131918 — “so” they said then"),
        (r"100% of it", "100% of it"),
        (r"\url{https://x.org/a_b}", "https://x.org/a_b"),
        (r"\foo{x} \vec{y}", r"\foox \vecy"),
        ("日本 河", "日本 河"),
        ("\\", "\\"),
        (r"\{x\}", "{x}"),
        (r"mother-in-law", "mother-in-law"),
    ],
)
def test_latex_reads_as_text_and_what_is_not_understood_stays(latex: str, plain: str) -> None:
    assert plain_text(latex) == plain


@given(st.text())
def test_any_text_reads_as_some_text(text: str) -> None:
    kept = [sign for sign in text if sign.isalnum() and sign.isascii()]
    assert plain_text("".join(kept)) == "".join(kept)
    assert isinstance(plain_text(text), str)


def test_a_part_takes_what_it_lacks_from_its_volume() -> None:
    found, mistakes = references_of_bibtex(
        "@incollection{part, crossref={volume}, title={The Weir}, author={A. B.}, pages=12}\n"
        "@book{volume, title={All Dams}, editor={C. D. and E. F.}, publisher={Weir Press},"
        " address={Upland}, year=1911}"
    )
    assert mistakes == []
    assert str(found[0]) == (
        "A. B., The Weir, in All Dams, ed. C. D.; E. F., Upland: Weir Press, p. 12 (1911)"
    )
    assert str(found[1]) == "C. D.; E. F. (eds), All Dams, Upland: Weir Press (1911)"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("@book{a,\n title = {T}\n year = 1911}", 3, "expected '}'"),
        ("\n@book{a, title = {T", 2, "the file ends inside the entry that begins here"),
        ("@book{a, title = jan2}", 1, 'no @string defines the abbreviation "jan2"'),
        ("@book{a, title={T}, title={U}}", 1, '"a" has the field "title" twice'),
        ("@book{a, title={T}, crossref={b}}", 1, '"a" refers to "b", which is not there'),
        ("@book{a, crossref={a}}", 1, '"a" refers to itself through crossref'),
        ("@book{a, title=" + "{" * 200 + "}" * 200 + "}", 1, "too many nested braces"),
        ('@book{a, title="}"}', 1, "unbalanced braces"),
    ],
)
def test_each_mistake_of_bibtex_has_its_line(text: str, line: int, said: str) -> None:
    _, mistakes = references_of_bibtex(text)
    assert any(at == line and said in message for at, message in mistakes), mistakes


def test_what_stands_after_a_mistake_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@book{a title}\n@book{b, title={T}}\n@book{b, title={U}}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_bibliography(path)
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{path}:1: not readable as BibTeX: ")
    assert second == f'{path}:3: the key "b" stands in line 2 already'


@given(st.text(alphabet='@{}"#=,()ab1 \n\\string', max_size=80))
def test_no_text_breaks_the_reader_of_bibtex(text: str) -> None:
    found, mistakes = references_of_bibtex(text)
    assert all(1 <= line <= text.count("\n") + 1 for line, _ in mistakes)
    assert all(one.key for one in found)


def test_csl_items_are_read_whether_in_an_array_or_alone() -> None:
    one = '{"id": 7, "title": "T", "volume": 2, "issued": {"date-parts": [["1911", "5", 3]]}}'
    for text in (one, f"[{one}]", f"\n [ {one} ] \n"):
        found, mistakes = references_of_csl_json(text)
        assert mistakes == []
        assert (found[0].key, found[0].volume, found[0].date) == ("7", "2", "1911-05-03")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[1911]]}, "1911"),
        ({"date-parts": [[1911], [1912, 2]]}, "1911/1912-02"),
        ({"date-parts": [[1911]], "circa": True}, "c. 1911"),
        ({"literal": "in the wet year"}, "in the wet year"),
        ({"raw": "May 1911"}, "May 1911"),
        ("1911", "1911"),
    ],
)
def test_dates_of_csl(issued: object, date: str) -> None:
    assert csl(issued=issued).date == date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The <i>Sino</i>-Soviet <b>Alliance</b>", "The Sino-Soviet Alliance"),
        ("The 2<sup>nd</sup> Dam, H<sub>2</sub>O", "The 2nd Dam, H2O"),
        (
            '<span class="nocase">von Berg</span> and <span style="x">Sons</span>',
            "von Berg and Sons",
        ),
        ("When a < b and b > c", "When a < b and b > c"),
        ("<em>Not</em> of CSL", "<em>Not</em> of CSL"),
        ("<i></i>", None),
    ],
)
def test_markup_of_csl_is_no_text_and_anything_else_stays(written: str, read: str | None) -> None:
    found = csl(title=written, **{"container-title": written})
    assert (found.title, found.container) == (read, read)


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[1950]], "season": "2"}, "1950-22"),
        ({"date-parts": [[1950]], "season": 4}, "1950-24"),
        ({"date-parts": [["1950"]], "season": "Spring"}, "1950-21"),
        ({"date-parts": [[1950]], "season": "Trinity"}, "1950, season Trinity"),
        ({"date-parts": [[1950], [1951]], "season": "4"}, "1950/1951, season 4"),
        ({"date-parts": [[1950]], "season": None}, "1950"),
        ({"date-parts": [["-43"]]}, "-0043"),
        ({"date-parts": [[-43, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[7]]}, "0007"),
    ],
)
def test_seasons_and_early_years_of_csl(issued: object, date: str) -> None:
    assert csl(issued=issued).date == date


def test_names_of_csl() -> None:
    author = [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "The Council"},
        {"family": "King", "given": "Martin", "suffix": "Jr"},
    ]
    assert csl(author=author).author == "van der Berg, Jan; The Council; King, Martin, Jr"


def test_an_item_without_a_title_is_no_mistake_of_the_bibliography() -> None:
    assert csl(type="letter", archive="Town archive").title is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "not readable as JSON: Expecting value"),
        ('[\n{"id": "a"},\n]', 3, "not readable as JSON"),
        ('[{"id": "a"}\n{"id": "b"}]', 2, "not readable as JSON: Expecting ','"),
        ('[{"id": "a"}] x', 1, "not readable as JSON: Extra data"),
        ('[\n{"title": "T"}]', 2, 'an item needs an "id", by which a case calls it'),
        ("[3]", 1, "an item is an object with words, not a text"),
        ('[{"id": "a", "id": "b"}]', 1, 'has "id" twice'),
        ('[{"id": "a", "title": ["T"]}]', 1, '"a": "title" is a text, not a list'),
        ('[{"id": "a", "author": "X"}]', 1, '"a": "author" is a list of names, not a text'),
        ('[{"id": "a", "author": [{}]}]', 1, 'has neither "family" nor "literal"'),
        ('[{"id": "a", "issued": {"date-parts": [["May"]]}}]', 1, '"a": "date-parts" is a list'),
        ("[" * 200_000, 1, "nested too deeply"),
    ],
)
def test_each_mistake_of_csl_json_has_its_line(text: str, line: int, said: str) -> None:
    _, mistakes = references_of_csl_json(text)
    assert any(at == line and said in message for at, message in mistakes), mistakes


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "title", "author", "issued", "date-parts", "family", "circa"]
                ),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_no_json_breaks_the_reader_of_csl(value: object) -> None:
    found, mistakes = references_of_csl_json(json.dumps(value))
    assert all(one.key for one in found)
    assert all(line == 1 and message for line, message in mistakes)


@pytest.mark.parametrize("name", ["refs.bib", "refs.json"])
def test_a_file_of_another_encoding_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("% one\n% Köln\n".encode("latin-1"))
    with pytest.raises(SourceError, match=f"{name}:2: the file is not UTF-8 from here on"):
        read_bibliography(path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    path.write_bytes(b'\xef\xbb\xbf[{"id": "a"}]')
    assert list(read_bibliography(path)) == ["a"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("refs.ris", b"TY  - BOOK", "is no bibliography by its name"),
        ("refs.bib", b" " * 10_000_001, "a bibliography has at most 10 MB"),
    ],
)
def test_what_is_no_bibliography_is_refused(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read_bibliography(path)
    with pytest.raises(SourceError, match="There is no file"):
        read_bibliography(tmp_path / "none.bib")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ['@book{a, title="' + "{}" * 2_000_000, "@" * 4_000_000, "@a{b," * 800_000, "{" * 4_000_000],
    ids=["braces", "at signs", "entries", "open braces"],
)
def test_no_file_of_4_megabytes_takes_long(text: str) -> None:
    started = time.perf_counter()
    references_of_bibtex(text)
    assert time.perf_counter() - started < 20
