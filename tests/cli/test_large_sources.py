"""Whoever cites a text that was not repaired because it is large is told so, by each command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import large

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = """\
foedus: 1
title: The dam
actors: {upland: {}, river: {}}
sources:
  minutes: {title: Minutes, file: minutes.txt}
play:
  - {move: proposes, by: upland, options: [dam, nothing]}
outcomes: {dam: proposes = dam, none: otherwise}
preferences: {upland: {dam: 100}, river: {dam: -harm}}
assumptions:
  harm: {between: [10, 60], cite: [minutes, "The minister, who", "was tired, had"]}
"""
TOLD = "note: minutes is so large (0 million characters) that it is cited as it was found"


@pytest.fixture
def case(minutes: Path) -> Path:
    path = minutes.parent / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("is_large", [True, False])
def test_cite_check_and_run_say_so_of_a_large_text_alone(
    foedus: Callable,
    minutes: Path,
    case: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_large: bool,
) -> None:
    if is_large:
        monkeypatch.setattr(large, "LARGEST_UNASKED", 100)
    cited = foedus("cite", minutes, "promised the same to the miners", "--json")
    folder = minutes.parent
    checked = foedus("check", case, "--sources", folder)
    ran = foedus("run", case, "--sources", folder, "--variants", 100, "--out", folder / "out")
    assert [called.code for called in (cited, checked, ran)] == [0, 0, 0], checked.err
    assert (TOLD in cited.err) is is_large
    assert TOLD not in cited.out
    for called in (checked, ran):
        assert (TOLD in called.out) is is_large
