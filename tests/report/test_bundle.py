"""The chart library is made once, and kept where it can be found again."""

from __future__ import annotations

from pathlib import Path

import pytest
import vl_convert

from foedus.report import bundle


def refuse(*_: object) -> str:
    pytest.fail("the library was made although it had been kept")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    bundle.chart_library.cache_clear()
    made = bundle.chart_library()
    bundle.chart_library.cache_clear()
    return made


def test_the_library_is_kept_and_read_back(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = (tmp_path / "foedus").iterdir()
    assert kept.suffix == ".js"
    monkeypatch.setattr(vl_convert, "javascript_bundle", refuse)
    assert bundle.chart_library() == library


def test_a_cache_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "foedus").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda _: "library")
    bundle.chart_library.cache_clear()
    assert bundle.chart_library() == "library"
    bundle.chart_library.cache_clear()


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda _: "library")
    bundle.chart_library.cache_clear()
    assert bundle.chart_library() == "library"
    bundle.chart_library.cache_clear()
