"""Whatever is wrong ends in sentences on standard error and exit code 2, never in a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

COMMANDS = ["run", "check", "show"]

HUGE = """\
foedus: 1
title: Too much
actors: {a: {}}
play:
%s
outcomes: {done: always}
""" % "\n".join(  # noqa: UP031 - braces belong to YAML
    f"  - {{move: m{step}, by: a, options: [o1, o2, o3, o4, o5, o6]}}" for step in range(20)
)

WRONG = """\
foedus: 1
title: Three mistakes
actors: {a: {}, b: {}}
play:
  - {move: go, by: aa, options: [yes, no]}
outcomes:
  done: goo = yes
  rest: otherwise
preferences:
  c: {done: 1}
"""

BROKEN = {
    "binary": bytes(range(256)) * 4,
    "empty": b"",
    "blank": b"   \n\n",
    "only a comment": b"# nothing\n",
    "a list": b"- a\n- b\n",
    "a scalar": b"just words\n",
    "yaml error": b"title: [unclosed\nplay: {\n",
    "tabs": b"title: x\n\tplay: y\n",
    "a bomb of aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "latin 1": "title: Café\n".encode("latin-1"),
    "another format": b"foedus: 99\ntitle: x\n",
    "huge tree": HUGE.encode(),
    "mistakes": WRONG.encode(),
    "deep": b"a: " + b"[" * 3000 + b"]" * 3000,
}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "case.yaml"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_cases(foedus: Callable, file: Callable, command: str, content: bytes) -> None:
    called = foedus(command, file(content))
    assert called.is_refused_in_sentences
    assert "case.yaml" in called.err


@pytest.mark.parametrize("command", COMMANDS)
def test_all_mistakes_come_at_once_with_their_lines_and_the_nearest_names(
    foedus: Callable, file: Callable, command: str
) -> None:
    called = foedus(command, file(WRONG.encode()))
    for words in ("case.yaml:5:", '"a"', "case.yaml:7:", '"go"', "case.yaml:10:"):
        assert words in called.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_tree_that_is_too_large_is_refused_with_its_number_and_step(
    foedus: Callable, file: Callable, command: str
) -> None:
    called = foedus(command, file(HUGE.encode()))
    assert "nodes, and 200,000 are allowed" in called.err
    assert "multiplies it most, by 6" in called.err


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_name_is_told_with_the_nearest(foedus: Callable, command: str) -> None:
    called = foedus(command, "korea-1905")
    assert called.is_refused_in_sentences
    assert 'did you mean "korea-1950"?' in called.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_a_case(foedus: Callable, tmp_path: Path, command: str) -> None:
    called = foedus(command, tmp_path)
    assert called.is_refused_in_sentences
    assert "holds no case.yaml" in called.err


@pytest.mark.parametrize("command", ["run", "check"])
def test_sources_that_are_not_there(foedus: Callable, tmp_path: Path, command: str) -> None:
    called = foedus(command, "dam", "--sources", tmp_path / "nowhere")
    assert called.is_refused_in_sentences
    assert "nowhere" in called.err


@pytest.mark.parametrize("command", ["run", "check"])
def test_sources_without_any_file_of_the_case(
    foedus: Callable, tmp_path: Path, command: str
) -> None:
    (tmp_path / "minute.txt").write_text("a page", encoding="utf-8")
    called = foedus(command, "dam", "--sources", tmp_path)
    assert called.is_refused_in_sentences
    assert "minutes.txt" in called.err
    assert 'did you mean "minute.txt"?' in called.err


def test_a_source_that_is_no_text(foedus: Callable, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_bytes(b"\x00\xff\xfe\x00" * 100)
    for command in ("run", "check"):
        assert foedus(command, "dam", "--sources", tmp_path).is_refused_in_sentences


def test_a_folder_with_files_of_others_is_not_written_to(foedus: Callable, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.docx"
    thesis.write_text("years of work", encoding="utf-8")
    called = foedus("run", "dam", "--variants", 100, "--out", tmp_path)
    assert called.is_refused_in_sentences
    assert "not results of Foedus" in called.err
    assert list(tmp_path.iterdir()) == [thesis]


def test_a_folder_called_ensemble_that_is_none_is_not_written_to(
    foedus: Callable, tmp_path: Path
) -> None:
    band = tmp_path / "ensemble" / "players.txt"
    band.parent.mkdir()
    band.write_text("two violins", encoding="utf-8")
    called = foedus("run", "dam", "--variants", 100, "--out", tmp_path)
    assert called.is_refused_in_sentences
    assert [path.name for path in tmp_path.rglob("*")] == ["ensemble", "players.txt"]


def test_the_results_of_another_case_are_not_replaced(
    foedus: Callable, tmp_path: Path, file: Callable
) -> None:
    small = b"""\
foedus: 1
title: Another
actors: {a: {}}
play:
  - {move: go, by: a, options: [out, stay]}
outcomes: {done: always}
"""
    out = tmp_path / "out"
    assert foedus("run", file(small), "--variants", 100, "--out", out).code == 0
    called = foedus("run", "dam", "--variants", 100, "--out", out)
    assert called.is_refused_in_sentences
    assert '"Another"' in called.err


def test_an_out_that_is_a_file(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("x", encoding="utf-8")
    called = foedus("run", "dam", "--variants", 100, "--out", path)
    assert called.is_refused_in_sentences
    assert path.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "dam", "--variants", "0"),
        ("run", "dam", "--variants", "-5"),
        ("run", "dam", "--variants", "many"),
        ("run", "dam", "--seed", "-1"),
        ("run", "dam", "--seed", "1.5"),
        ("run", "dam", "korea-1950"),
        ("run", "dam", "--colour"),
        ("rnu", "dam"),
        ("show", "dam", "--reading", "trustin"),
        ("schema", "--out", "/nowhere/at/all.json"),
        ("run", ""),
        ("run", "a\x00b"),
        ("run", "x" * 5000),
    ],
)
def test_arguments_that_mean_nothing(foedus: Callable, arguments: tuple[str, ...]) -> None:
    assert foedus(*arguments).is_refused_in_sentences


def test_assumptions_that_contradict_each_other(foedus: Callable, file: Callable) -> None:
    text = b"""\
foedus: 1
title: A circle
actors: {a: {}}
play:
  - {move: go, by: a, options: [out, stay]}
outcomes: {gone: go = out, rest: otherwise}
preferences: {a: {gone: x, rest: y}}
assumptions:
  x: {between: [0, 10], less than: y}
  y: {between: [0, 10], less than: x}
"""
    called = foedus("run", file(text))
    assert called.is_refused_in_sentences
    assert '"x"' in called.err
    assert '"y"' in called.err
