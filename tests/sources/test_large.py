"""Large files, and files without an end: what is left undone is said, and nothing hangs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foedus.cli.main import main
from foedus.sources import SourceError, look_up, read_source
from foedus.sources.large import LARGEST_UNASKED


def test_a_very_large_text_is_left_as_found_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "The council met in the spring, when the river stood high.\n\n"
    path = tmp_path / "large.txt"
    path.write_text(page * (LARGEST_UNASKED // len(page) + 1), encoding="utf-8")
    source = read_source(path)
    assert source.operations == ()
    assert source.repaired == source.raw
    assert "it was not repaired" in source.notes[0]
    assert "repaired=True" in source.notes[0]
    assert read_source(path, repaired=False).notes == ()
    main(["source", str(path)])
    out = capsys.readouterr().out
    assert "Not repaired, since it is large" in out
    assert "--repair" in out
    assert "Not looked through for doubtful places" in out
    assert "Nothing looks doubtful" not in out


def test_words_are_found_across_line_ends_that_were_not_joined(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("The council met\nin the spring.\n", encoding="utf-8")
    found = look_up(read_source(path, repaired=False), "council met in the spring")
    assert found.check is not None
    assert found.check.is_valid


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_without_an_end_is_refused_at_once(name: str) -> None:
    if not Path(name).exists():
        pytest.skip(f"{name} is not on this system")
    with pytest.raises(SourceError, match="no file"):
        read_source(name)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="no file"):
        read_source(tmp_path / "pipe")


def test_a_sparse_file_of_two_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(SourceError, match=r"has 2,147 MB"):
        read_source(path)
