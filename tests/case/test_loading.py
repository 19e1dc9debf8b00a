"""Cases are found by name, file or folder; what is missing is said in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from foedus._user_error import UserError
from foedus.case import BuiltIn, CaseError, CaseNotFoundError, built_in_cases, load, loads

DAM = next(case for case in built_in_cases() if case.name == "dam")


def test_the_built_in_cases_have_names_and_titles() -> None:
    names = [case.name for case in built_in_cases()]
    assert names == sorted(names)
    assert DAM.title == "The dam above the river town"


@pytest.mark.parametrize("case", built_in_cases(), ids=lambda case: case.name)
def test_every_built_in_case_loads_without_warnings(case: BuiltIn) -> None:
    assert load(case.name).warnings == ()


def test_name_file_and_folder_give_the_same_case() -> None:
    by_name, by_file, by_folder = load("dam"), load(DAM.path), load(str(DAM.path.parent))
    assert by_name.text_hash == by_file.text_hash == by_folder.text_hash
    assert loads(DAM.path.read_text("utf-8")).text_hash == by_name.text_hash
    assert str(by_name.play) == str(by_file.play)


def test_an_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(CaseNotFoundError, match='did you mean "dam"') as caught:
        load("damm")
    assert isinstance(caught.value, UserError)


def test_a_folder_without_a_case_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFoundError, match=r"holds no case\.yaml"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_is_told_where(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"foedus: 1\ntitle: caf\xe9\n")
    with pytest.raises(CaseError, match=r"latin\.yaml:2:11: the file is not UTF-8 from here on"):
        load(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 5_000_001)
    with pytest.raises(CaseError, match=r"the file has 5,000,001 bytes"):
        load(path)


def test_an_empty_file_is_told_how_to_begin() -> None:
    with pytest.raises(CaseError, match="the file is empty: a case begins with foedus: 1"):
        loads("")


def test_a_byte_order_mark_and_windows_line_ends_are_read(small: Callable[..., str]) -> None:
    assert loads("\ufeff" + small().replace("\n", "\r\n")).title == "A small case"


@pytest.mark.parametrize("name", ["", "\0", "x" * 5_000, "nowhere/at/all.yaml"])
def test_a_strange_name_is_a_sentence_too(name: str) -> None:
    with pytest.raises(CaseError):
        load(name)
