"""A case reaches no file outside the folders where its files are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus._user_error import UserError
from foedus.case import CaseError, load, loads, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUTSIDE = (
    "/etc/passwd",
    "../secret.txt",
    "letters/../../secret.txt",
    r"C:\secret.txt",
    r"..\a.txt",
)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_file_that_leaves_the_folder_is_a_mistake_where_it_stands(
    small: Callable[..., str], name: str
) -> None:
    text = small(rest=f"sources:\n  a:\n    title: A\n    file: '{name}'")
    with pytest.raises(CaseError) as caught:
        loads(text)
    (problem,) = caught.value.problems
    line = 1 + text[: text.index("    file:")].count("\n")
    assert (problem.place.line, problem.place.column) == (line, 11)
    assert "leads out of the folder of sources" in problem.message


def test_a_file_in_a_folder_below_is_read(small: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("The dam stands.", encoding="utf-8")
    case = loads(small(rest="sources: {a: {title: A, file: letters/a.txt}}"))
    assert read_sources(case, tmp_path)["a"].repaired == "The dam stands."


def test_a_link_is_followed_only_inside_the_folder(
    small: Callable[..., str], tmp_path: Path
) -> None:
    folder, secret = tmp_path / "sources", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text("A secret.", encoding="utf-8")
    (folder / "kept.txt").write_text("The dam stands.", encoding="utf-8")
    (folder / "a.txt").symlink_to("kept.txt")
    case = loads(small(rest="sources: {a: {title: A, file: a.txt}}"))
    assert read_sources(case, folder)["a"].repaired == "The dam stands."
    (tmp_path / "shelf").symlink_to(folder)
    assert read_sources(case, tmp_path / "shelf")["a"].repaired == "The dam stands."
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to(secret)
    with pytest.raises(UserError, match=r"case\.yaml:7:\d+: .* leads out of the folder of sources"):
        read_sources(case, folder)


def test_a_bibliography_behind_a_link_is_refused(small: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "refs.bib").write_text("@book{a, title={A}}", encoding="utf-8")
    (tmp_path / "case" / "refs.bib").symlink_to(tmp_path / "refs.bib")
    path = tmp_path / "case" / "case.yaml"
    path.write_text(small(rest="bibliography: refs.bib\nsources: {a: }"), encoding="utf-8")
    with pytest.raises(CaseError, match="is a link that leads out of the folder of the case"):
        load(path)
