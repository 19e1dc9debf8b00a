"""`foedus run` prints what a person needs to know, and writes what it says it wrote."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click import unstyle

from foedus import run
from foedus.case import built_in_cases
from foedus.cli.summary import summary
from foedus.ensemble import Counts
from foedus.sources import fingerprint

MINUTES = """\
Minutes of the council, 1911.

The mayor asked for quiet. As to the ground, we have all seen that it will sink in a wet year; and
as to the lower fields, they were under water twice in ten years.
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / "out"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return folder


def dam_text() -> str:
    path = next(one.path for one in built_in_cases() if one.name == "dam")
    return path.read_text(encoding="utf-8")


def test_the_summary_says_everything_once(foedus: Callable, finished: Path) -> None:
    called = foedus("run", "dam", "--variants", 400, "--out", finished)
    assert called.code == 0
    for words in (
        "The dam above the river town",
        "Could the dam have been built",
        "Answer",
        "dam-stands  0.",
        "the-town-could-stop-it: ",
        "hinges on",
        "± ",
        "400 variants, 200 under each of base, trusting; seed 1: all solved",
        "None of the 2 citations was checked",
        "11 of 12 assumptions rest on no source",
        f"Report:   {finished / 'report.html'}",
    ):
        assert words in called.out
    assert (finished / "report.html").is_file()
    assert "Solving 400 variants" in called.err


def test_a_second_run_of_the_same_case_replaces_the_first(foedus: Callable, finished: Path) -> None:
    first = foedus("run", "dam", "--variants", 100, "--out", finished, "--seed", 5)
    again = foedus("run", "dam", "--variants", 100, "--out", finished, "--seed", 5)
    assert first.code == again.code == 0
    assert first.out == again.out


def test_warnings_are_those_of_check_under_all_readings(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "dam.yaml"
    text = dam_text().replace("assumptions:\n", "assumptions:\n  idle: 1 to 2\n", 1)
    assert text != dam_text()
    path.write_text(text, encoding="utf-8")
    warned = [line for line in foedus("check", path).out.splitlines() if "warning: " in line]
    called = foedus("run", path, "--variants", 100, "--out", tmp_path / "out")
    assert [line for line in called.out.splitlines() if "warning: " in line] == warned
    assert sum('"idle" is never used' in line for line in warned) == 1


def test_a_terminal_gets_a_bar(
    foedus: Callable, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    called = foedus("run", "dam", "--variants", 100, "--out", finished)
    assert called.code == 0
    assert "Solving 100 variants of The dam above the river town …" not in called.err
    assert "Answer" in called.out


@pytest.mark.parametrize("is_compiled", [True, False])
def test_the_first_compilation_is_announced(
    foedus: Callable, finished: Path, monkeypatch: pytest.MonkeyPatch, is_compiled: bool
) -> None:
    solve = sys.modules["foedus.solve"]
    compiled: list[str] = []
    monkeypatch.setattr(solve, "kernels_are_compiled", lambda: is_compiled)
    monkeypatch.setattr(solve, "compile_kernels", lambda: compiled.append("once"))
    called = foedus("run", "dam", "--variants", 100, "--out", finished)
    assert ("Compiling the solver" in called.err) is not is_compiled
    assert compiled == ([] if is_compiled else ["once"])


def test_results_go_to_a_folder_named_after_the_case(
    foedus: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(dam_text(), encoding="utf-8")
    assert foedus("run", "mine.yaml", "--variants", 100).code == 0
    assert (tmp_path / "foedus-out" / "mine" / "report.html").is_file()


def test_citations_that_hold_are_counted(foedus: Callable, tmp_path: Path, papers: Path) -> None:
    called = foedus("run", "dam", "--variants", 100, "--out", tmp_path / "o", "--sources", papers)
    assert called.code == 0
    assert "2 of 2 citations checked: 0 valid, 2 found, but without a fingerprint." in called.out


def test_a_citation_that_does_not_hold_is_loud_and_the_run_goes_on(
    foedus: Callable, tmp_path: Path, papers: Path
) -> None:
    page = papers / "minutes.txt"
    page.write_text(MINUTES.replace("have all seen", "have never seen"), encoding="utf-8")
    out = tmp_path / "o"
    called = foedus("run", "dam", "--variants", 100, "--out", out, "--sources", papers)
    assert called.code == 1
    assert "1 that do not hold" in called.out
    assert "absent" in called.err
    assert "1 of 2 citations does not hold" in called.err
    assert (out / "report.html").is_file()


def test_a_passage_that_was_changed_inside_is_loud(
    foedus: Callable, tmp_path: Path, papers: Path
) -> None:
    passage = "the lower fields, they were under water twice in ten years"
    cited = '"the lower fields", "twice in ten years"'
    case = tmp_path / "dam.yaml"
    text = dam_text().replace(cited, f'{cited}, "{fingerprint(passage)}"')
    case.write_text(text, encoding="utf-8")
    arguments = ("run", case, "--variants", 100, "--out", tmp_path / "o", "--sources", papers)
    assert foedus(*arguments).code == 0
    page = papers / "minutes.txt"
    page.write_text(MINUTES.replace("they were under", "they were not under"), encoding="utf-8")
    called = foedus(*arguments)
    assert called.code == 1
    assert "changed" in called.err


def test_a_thesis_that_a_reading_decides_is_shown_reading_by_reading(
    foedus: Callable, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        dam_text().replace(
            "theses:\n",
            "theses:\n  the-town-fears:\n    says: The town thought the ground soft.\n"
            "    test: P[river](ground = soft) > 0.5\n",
        ),
        encoding="utf-8",
    )
    called = foedus("run", case, "--variants", 400, "--out", tmp_path / "o")
    assert "the-town-fears: depends on the reading" in called.out
    assert "by reading: no reading 100 %, trusting 0 %" in called.out


def test_variants_that_are_not_solved_are_counted_by_name(tmp_path: Path) -> None:
    found = run("dam", 100, out=tmp_path / "o")
    counts = Counts(90, 5, 3, 2, 0, 0, 1e-12)
    manifest = replace(found.ensemble.manifest, counts=(("base", counts),))
    told = summary(replace(found, ensemble=replace(found.ensemble, manifest=manifest)))
    unwrapped = " ".join(told.split())
    assert "90 solved, with a residual of at most 1e-12" in unwrapped
    assert "5 uncertified, 3 failed, 2 no game, which bound the shares both ways" in unwrapped


def test_a_narrow_terminal_gets_short_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told = summary(run("dam", 100, out=tmp_path / "o"))
    assert max(map(len, unstyle(told).splitlines())) <= 76


def test_the_folder_of_a_case_in_the_package_is_not_written_to(
    foedus: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = next(one.path for one in built_in_cases() if one.name == "dam")
    before = sorted(case.parent.iterdir())
    assert foedus("run", case, "--variants", 100).code == 0
    assert sorted(case.parent.iterdir()) == before
    assert (tmp_path / "foedus-out" / "dam").is_dir()
    shutil.rmtree(tmp_path / "foedus-out")
