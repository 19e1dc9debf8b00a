"""An ensemble stands on disk whole or not at all, and nothing of anybody else's is touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from foedus.ensemble import EnsembleError, folder, open_ensemble, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from foedus.case import Case

FILES = {
    "manifest.json",
    "noise.parquet",
    *(f"variants-{one:03d}-000000.parquet" for one in range(3)),
}


def names(path: Path) -> set[str]:
    return {one.name for one in path.iterdir()}


def test_a_folder_is_made_where_there_is_none(loan: Case, tmp_path: Path) -> None:
    ensemble = run(loan, 5, folder=tmp_path / "not" / "yet" / "reading=base")
    assert names(ensemble.folder) == FILES
    assert ensemble.table().num_rows == 15


def test_an_ensemble_of_the_same_case_is_replaced(loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    assert run(loan, 8, 3, folder=str(tmp_path)).table(reading="base").num_rows == 8
    assert open_ensemble(str(tmp_path)).manifest.seed == 3


def test_a_folder_of_somebody_else_is_refused(loan: Case, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("ten years of work")
    with pytest.raises(EnsembleError, match="not an ensemble of Foedus"):
        run(loan, 5, folder=tmp_path)
    assert names(tmp_path) == {"thesis.docx"}


def test_another_case_is_refused(loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    with pytest.raises(EnsembleError, match='another case, "A loan before the harvest"'):
        run(replace(loan, title="Another loan"), 5, folder=tmp_path)
    assert open_ensemble(tmp_path).table().num_rows == 15


def test_a_file_is_no_folder(loan: Case, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("text")
    with pytest.raises(EnsembleError, match="is a file"):
        run(loan, 5, folder=path)
    with pytest.raises(EnsembleError, match="no ensemble"):
        open_ensemble(path)


def test_foreign_files_beside_an_ensemble_are_never_removed(loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    foreign = {
        "notes.txt",
        "letter.writing",
        "variants-of-mine.parquet",
        "variants-000-draft.parquet",
        "old-noise.parquet",
    }
    for name in foreign:
        (tmp_path / name).write_text(name)
    ensemble = run(loan, 6, folder=tmp_path)
    assert names(tmp_path) == FILES | foreign
    assert all((tmp_path / name).read_text() == name for name in foreign)
    assert ensemble.table().num_rows == 18


@pytest.mark.parametrize("where", ["empty", "missing"])
def test_no_ensemble_is_said_to_be_none(where: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EnsembleError, match="holds no ensemble"):
        open_ensemble(tmp_path / where)


@pytest.mark.parametrize("text", ['{"made_by": "foedus ens', "", "[]", '{"made_by": "me"}', "\xff"])
def test_a_manifest_that_was_cut_short_is_named(text: str, loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(EnsembleError, match=r"manifest\.json is no manifest .* cut short"):
        open_ensemble(tmp_path)
    with pytest.raises(EnsembleError, match="not an ensemble of Foedus"):
        run(loan, 5, folder=tmp_path)


def test_a_manifest_of_another_version_is_named_and_replaced(loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    content = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    del content["seed"]
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(EnsembleError, match="not a manifest of this version"):
        open_ensemble(tmp_path)
    assert run(loan, 5, folder=tmp_path).manifest.seed == 1950


WRITES = 6  # the mark of the start, three chunks, the noise, the manifest


@pytest.mark.parametrize("stopped_at", range(WRITES))
def test_a_run_stopped_at_any_file_leaves_whole_files_and_can_be_repeated(
    stopped_at: int,
    loan: Case,
    tmp_path: Path,
    rows: Callable[[Any], list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = rows(run(loan, 5, folder=tmp_path / "whole").table())
    calls = iter(range(WRITES))

    def stop(_: int) -> None:
        if next(calls) == stopped_at:
            raise KeyboardInterrupt

    path = tmp_path / "stopped"
    monkeypatch.setattr(folder.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        run(loan, 5, folder=path)
    monkeypatch.undo()
    assert all(pq.ParquetFile(one).metadata.num_rows for one in path.glob("*.parquet"))
    assert len(list(path.glob("*.parquet"))) == max(0, stopped_at - 1)
    if stopped_at > 0:
        with pytest.raises(EnsembleError, match="not finished; run it again"):
            open_ensemble(path)
        assert rows(run(loan, 5, folder=path).table()) == expected
        assert names(path) == FILES


KILLED = """
import os, signal, sys
from foedus.case import load
from foedus.ensemble import folder, run

calls = iter(range(100))
def kill(descriptor):
    if next(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
folder.os.fsync = kill
run(load("dam"), 20, folder=sys.argv[1])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_run_that_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    whole = {"unfinished.json", "variants-000-000000.parquet"}
    assert names(tmp_path) == whole | {"variants-001-000000.parquet.writing"}
    assert pq.ParquetFile(tmp_path / "variants-000-000000.parquet").metadata.num_rows == 20
    with pytest.raises(EnsembleError, match="not finished"):
        open_ensemble(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_manifest_that_may_not_be_read_is_not_taken_for_none(loan: Case, tmp_path: Path) -> None:
    run(loan, 5, folder=tmp_path)
    (tmp_path / "manifest.json").chmod(0)
    with pytest.raises(PermissionError):
        open_ensemble(tmp_path)
