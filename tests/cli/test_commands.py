"""The other commands: what they print, and how fast the help is there."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FOEDUS = [sys.executable, "-m", "foedus.cli.main"]
LISTEN = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from foedus.cli.main import main; main(sys.argv[1:])"
)
HEARING = [sys.executable, "-c", LISTEN]
"""The same, which hears an interruption even where its parents have been told not to."""


def test_cases_lists_every_built_in_case(foedus: Callable) -> None:
    called = foedus("cases")
    assert called.code == 0
    assert [line.split()[0] for line in called.out.splitlines()] == ["dam", "korea-1950"]


def test_show_prints_actors_play_and_the_size_of_the_tree(foedus: Callable) -> None:
    called = foedus("show", "dam")
    assert called.code == 0
    for words in ("Actors", "upland", "Play", "147 nodes", "information sets", "Outcomes"):
        assert words in called.out


def test_show_spells_out_institutions(foedus: Callable) -> None:
    called = foedus("show", "dam", "--expand")
    assert called.code == 0
    assert "council.1.river" in called.out
    assert "council.2.capital" in called.out


def test_show_takes_a_reading(foedus: Callable) -> None:
    called = foedus("show", "dam", "--reading", "trusting")
    assert called.code == 0
    assert "reading trusting" in called.out


def test_an_unknown_reading_is_told_with_what_there_is(foedus: Callable) -> None:
    called = foedus("show", "dam", "--reading", "trustful")
    assert called.is_refused_in_sentences
    assert "the town's mood: trusting" in called.err


@pytest.mark.parametrize("case", ["dam", "korea-1950"])
def test_check_finds_the_built_in_cases_sound(foedus: Callable, case: str) -> None:
    called = foedus("check", case)
    assert called.code == 0
    assert "the case is sound" in called.out
    assert re.search(r"Its game has [0-9,]+ turns, chances and endings", called.out)
    assert "citations was checked: no source is at hand" in called.out


def test_check_fails_where_a_citation_does_not_hold(foedus: Callable, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("Nothing of the kind.", encoding="utf-8")
    called = foedus("check", "dam", "--sources", tmp_path)
    assert called.code == 2
    assert called.err.count("absent") == 2
    assert "2 that do not hold" in called.out


def test_schema_is_written_whole(foedus: Callable, tmp_path: Path) -> None:
    printed = foedus("schema")
    path = tmp_path / "schema.json"
    assert foedus("schema", "--out", path).code == 0
    assert json.loads(printed.out) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["run", "--help"], ["solve", "--help"], ["cite", "--help"], ["--version"]],
)
def test_help_is_there_at_once(arguments: list[str]) -> None:
    resource = pytest.importorskip("resource")
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shown = subprocess.run(  # noqa: S603 - our own interpreter
            [*FOEDUS, *arguments], capture_output=True, text=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert shown.stdout
    # Processor time, so that a busy machine does not fail the test.
    assert min(spent) < 0.3


def test_an_output_that_knows_no_greek_is_no_failure() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    shown = subprocess.run(  # noqa: S603 - our own interpreter
        [*FOEDUS, "show", "korea-1905-κ"], capture_output=True, check=False, env=environment
    )
    assert shown.returncode == 2
    assert b"korea-1905-?" in shown.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts in another way")
def test_an_interrupted_run_stops_in_a_word_and_can_be_repeated(
    foedus: Callable, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = [*HEARING, "run", "dam", "--variants", "4000000", "--out", str(out)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        arguments, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stderr is not None
            for line in running.stderr:
                if line.startswith("Solving"):
                    break
            while not (out / "ensemble" / "unfinished.json").exists():
                assert running.poll() is None
            os.kill(running.pid, signal.SIGINT)
            _, said = running.communicate(timeout=60)
        finally:
            running.kill()
    assert running.returncode == 130
    assert "foedus: stopped" in said
    assert "Traceback" not in said
    assert foedus("run", "dam", "--variants", 100, "--out", out).code == 0
