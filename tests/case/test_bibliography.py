"""A bibliography beside the case fills in what the case does not say of its sources."""

from pathlib import Path

import pytest

from foedus.case import Case, CaseError, load

CASE = """\
foedus: 1
title: The dam
bibliography: {files}
sources: {sources}
actors: {{upland: {{}}}}
play: [{{move: builds, by: upland, options: [build, leave], cite: [shen]}}]
outcomes: {{dam: builds = build, no-dam: otherwise}}
"""
LIBRARY = """\
@article{shen,
  author = {Shen, Zhihua and others}, title = {The {Dam}}, journal = {River Studies},
  volume = 2, pages = {44--68}, year = 2000,
}
@book{never-cited, title = {Nothing of It}}
"""


def write(folder: Path, files: str = "refs.bib", sources: str = "{shen: }") -> Path:
    path = folder / "case.yaml"
    path.write_text(CASE.format(files=files, sources=sources), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    with pytest.raises(CaseError) as caught:
        load(path)
    return [problem.message for problem in caught.value.problems]


def the_source(case: Case) -> tuple[str | None, ...]:
    (source,) = case.sources
    return source.key, source.title, source.author, source.year, source.where, source.file


def test_a_key_alone_takes_everything_from_the_bibliography(library: Path) -> None:
    case = load(write(library.parent))
    assert the_source(case) == (
        "shen",
        "The Dam",
        "Shen, Zhihua and others",
        "2000",
        "River Studies 2, pp. 44\u201368",
        None,
    )
    assert case.warnings == ()


def test_what_the_case_says_wins_and_a_contradiction_is_told(library: Path) -> None:
    case = load(write(library.parent, sources="{shen: {year: 2001, title: The Dam, file: a.txt}}"))
    assert the_source(case)[1:4] == ("The Dam", "Shen, Zhihua and others", "2001")
    assert the_source(case)[5] == "a.txt"
    (warning,) = case.warnings
    assert warning.message == (
        'refs.bib has another year for "shen" ("2000"); what the case says counts'
    )
    assert warning.place.line == 4


def test_only_what_the_case_names_is_a_source(library: Path) -> None:
    assert [source.key for source in load(write(library.parent)).sources] == ["shen"]


def test_several_bibliographies_are_one(library: Path) -> None:
    json = library.with_name("more.json")
    json.write_text('[{"id": "minutes", "title": "Minutes"}]', encoding="utf-8")
    path = write(library.parent, "[refs.bib, more.json]", "{shen: , minutes: {year: 1911}}")
    assert [source.title for source in load(path).sources] == ["The Dam", "Minutes"]
    json.write_text('[{"id": "shen", "title": "Another"}]', encoding="utf-8")
    assert any(line.startswith('"shen" stands in ') for line in told(path))


def test_a_key_that_no_bibliography_has_gets_the_nearest(library: Path) -> None:
    path = write(library.parent, sources="{shen: , nevercited: }")
    (message,) = told(path)
    assert message == (
        'nothing is said of "nevercited", and the bibliography has no such key: '
        'did you mean "never-cited"?'
    )


def test_a_bibliography_that_serves_no_source_is_told(library: Path) -> None:
    case = load(write(library.parent, sources="{shen: {title: T}}"))
    assert len(case.warnings) == 1  # of the other title alone
    path = write(library.parent, sources="{other: {title: T}}")
    path.write_text(path.read_text().replace(", cite: [shen]", ""), encoding="utf-8")
    (warning,) = load(path).warnings
    assert warning.message == "refs.bib says nothing of any source of the case"
    without = path.read_text().replace("sources: {other: {title: T}}\n", "")
    path.write_text(without.replace("refs.bib", "none.bib"), encoding="utf-8")
    assert told(path) == [
        f"There is no file {library.with_name('none.bib')}; check its name and folder."
    ]


def test_every_mistake_of_a_bibliography_is_told_with_its_line(library: Path) -> None:
    library.write_text("@book{shen, title = undefined}\n@book{a, title {x}}\n", encoding="utf-8")
    assert told(write(library.parent)) == [
        f'{library}:1: no @string defines the abbreviation "undefined"',
        f"{library}:2: not readable as BibTeX: expected '='",
    ]


def test_the_hash_covers_what_is_taken_and_nothing_else(library: Path) -> None:
    path = write(library.parent)
    before = load(path).text_hash
    library.write_text(LIBRARY.replace("Nothing of It", "Another"), encoding="utf-8")
    assert load(path).text_hash == before
    library.write_text(LIBRARY.replace("2000", "2001"), encoding="utf-8")
    assert load(path).text_hash != before


def test_readings_see_the_same_sources(library: Path) -> None:
    path = write(library.parent)
    with path.open("a", encoding="utf-8") as file:
        file.write("readings: {mood: {calm: {by: a pamphlet, cite: [shen]}, wild: {}}}\n")
    case = load(path)
    assert {case.under(one).sources for one in case.combinations} == {case.sources}
    assert {case.under(one).text_hash for one in case.combinations} == {case.text_hash}
