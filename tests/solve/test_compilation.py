"""Kernels are compiled again when they must be, and only then."""

from __future__ import annotations

import pickle
import sys
import types
from typing import TYPE_CHECKING, Any

import numba
import pytest

from foedus.solve.compilation import known_or_stale
from foedus.solve.kernels_certify_walk import span_payoffs

if TYPE_CHECKING:
    from pathlib import Path


def test_an_index_that_names_a_type_that_has_moved_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = types.ModuleType("moved")
    module.Type = type("Type", (), {"__module__": "moved"})
    monkeypatch.setitem(sys.modules, "moved", module)
    compiled: Any = span_payoffs
    cache_file = compiled._cache._cache_file
    path = tmp_path / "index.nbi"
    written = pickle.dumps((cache_file._source_stamp, {"signature": module.Type}))
    path.write_bytes(pickle.dumps(numba.__version__) + written)
    monkeypatch.setattr(cache_file, "_index_path", str(path))
    assert set(cache_file._load_index()) == {"signature"}
    del module.Type
    assert cache_file._load_index() == {}


def test_what_is_wrong_otherwise_is_not_passed_over() -> None:
    def unreadable() -> dict[object, str]:
        raise PermissionError("not yours")

    with pytest.raises(PermissionError):
        known_or_stale(unreadable)()
