"""The documents say what is true: their code runs, their links lead somewhere."""

import contextlib
import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from foedus.cli.main import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def python_blocks(path: Path) -> list[str]:
    """Code blocks of a document that are marked as Python."""
    return re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def shown_commands(path: Path) -> list[tuple[str, str]]:
    """What a document does at a terminal: the arguments, and what it shows as printed."""
    text = path.read_text(encoding="utf-8")
    pattern = r"```console\n\$ foedus ((?:solve|sources?|cite|mark|claims|knows) .*?)\n(.*?)```"
    return re.findall(pattern, text, flags=re.DOTALL)


def save_files(path: Path, folder: Path) -> None:
    """Save what a document tells its reader to save."""
    text = path.read_text(encoding="utf-8")
    pattern = r"Save this as `([^`]+)`:\n\n```text\n(.*?)```"
    for name, content in re.findall(pattern, text, flags=re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", prose)
    for target in targets:
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if python_blocks(path)], ids=lambda path: path.name
)
def test_python_in_documents_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_files(path, tmp_path)
    names: dict[str, object] = {}
    for block in python_blocks(path):
        exec(compile(block, str(path), "exec"), names)  # noqa: S102 - our own documents


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if shown_commands(path)], ids=lambda path: path.name
)
def test_what_a_document_shows_of_a_command_is_what_is_printed(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    save_files(path, tmp_path)
    for arguments, shown in shown_commands(path):
        with contextlib.suppress(SystemExit):  # a terminal shows what a refusal says, too
            main(shlex.split(arguments))
        printed = capsys.readouterr()
        assert printed.out + printed.err == shown


def test_the_readme_has_one_line_that_runs_and_one_that_tests() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith("# main job") for line in lines) == 1
    assert sum(line.endswith("# tests") for line in lines) == 1


def test_the_page_of_words_is_what_the_language_declares() -> None:
    place = importlib.util.spec_from_file_location("make_words", ROOT / "docs" / "make_words.py")
    assert place is not None
    assert place.loader is not None
    maker = importlib.util.module_from_spec(place)
    place.loader.exec_module(maker)
    written = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert written == maker.page(), "run: python docs/make_words.py"
