"""An ensemble is the same whoever computes it, and says how it was made."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from foedus._user_error import UserError
from foedus.case import CaseError, load, loads
from foedus.ensemble import (
    NOISE_LEVELS,
    Ensemble,
    SpaceError,
    compile_kernels,
    draw,
    kernels_are_compiled,
    make_space,
    open_ensemble,
    run,
    running,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from foedus.case import Case

    Rows = Callable[[pa.Table], list[dict[str, Any]]]


def contents(ensemble: Ensemble, rows: Rows) -> list[dict[str, Any]]:
    return [*rows(ensemble.table()), *rows(ensemble.noise())]


def test_threads_do_not_matter(loan: Case, tmp_path: Path, rows: Rows) -> None:
    one = run(loan, 300, folder=tmp_path / "one", threads=1)
    four = run(loan, 300, folder=tmp_path / "four", threads=4)
    assert contents(one, rows) == contents(four, rows)


def test_chunks_do_not_matter(
    loan: Case, tmp_path: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(loan, 50, folder=tmp_path / "whole")
    monkeypatch.setattr(running, "LARGEST_CHUNK", 13)
    parts = run(loan, 50, folder=tmp_path / "parts")
    sizes = [pa.parquet.read_metadata(path).num_rows for path in (tmp_path / "parts").glob("v*")]
    assert sorted(sizes) == sorted([12, 12, 13, 13] * 3)
    assert contents(whole, rows) == contents(parts, rows)


def test_the_first_variants_are_those_of_a_larger_ensemble(
    loan: Case, tmp_path: Path, rows: Rows
) -> None:
    small = run(loan, 20, folder=tmp_path / "small").table(reading="base")
    large = run(loan, 90, folder=tmp_path / "large").table(reading="base")
    assert rows(small) == rows(large)[:20]


def test_a_variant_is_what_it_is_drawn_as(loan: Case, tmp_path: Path) -> None:
    ensemble = run(loan, 30, 7, folder=tmp_path)
    for name, expected in draw(make_space(loan), 7, np.arange(30)).items():
        found = ensemble.column(f"assumption:{name}", "base")
        np.testing.assert_array_equal(found, expected)


def test_readings_share_all_draws_but_their_own(loan: Case, tmp_path: Path) -> None:
    ensemble = run(loan, 30, folder=tmp_path)
    for name in ("hope", "stake", "gain", "rationality.lender"):
        base, harsh = (ensemble.column(f"assumption:{name}", one) for one in ("base", "harsh"))
        np.testing.assert_array_equal(base, harsh)
    base, harsh = (ensemble.column("assumption:shame", one) for one in ("base", "harsh"))
    np.testing.assert_allclose((base - 10.0) / 50.0, (harsh - 50.0) / 40.0)


def test_the_manifest_says_how_it_was_made(loan: Case, tmp_path: Path) -> None:
    manifest = run(loan, 25, 12, folder=tmp_path).manifest
    assert (manifest.case_title, manifest.case_hash) == (loan.title, loan.text_hash)
    assert (manifest.seed, manifest.variants) == (12, 25)
    assert manifest.combinations == ("base", "harsh", "trusting")
    for _, counts in manifest.counts:
        assert (counts.solved, counts.unsolved) == (25, 0)
        assert counts.worst_residual <= 1e-9
    assert dict(manifest.versions).keys() == {"foedus", "python", "numpy", "numba", "pyarrow"}
    assert len(manifest.processor.split()) >= 3
    assert manifest.seconds > 0.0
    sampling = dict(manifest.sampling)
    assert re.fullmatch(
        r"rejection from the tightest box, \d\d % accepted", sampling["interest, stake"]
    )
    assert sampling["rationality.lender"] == "log-uniform"
    assert sampling["trust"] == "uniform (trusting)"
    assert open_ensemble(tmp_path).manifest == manifest


@pytest.mark.parametrize(
    ("variants", "asked", "expected"),
    [(60, None, 60), (150, None, 100), (10_000, None, 200), (30, 12, 12), (30, 0, 0), (5, 9, 5)],
)
def test_noise_is_looked_at_on_a_fiftieth_and_never_on_more_than_there_are(
    variants: int, asked: int | None, expected: int, tmp_path: Path
) -> None:
    case = loads(TWO_OPTIONS)
    ensemble = run(case, variants, folder=tmp_path, noise_variants=asked)
    assert ensemble.manifest.noise_variants == expected
    assert ensemble.noise().num_rows == len(NOISE_LEVELS) * expected
    for level in NOISE_LEVELS:
        assert ensemble.noise(level).column("variant").to_pylist() == list(range(expected))


TWO_OPTIONS = """\
foedus: 1
title: Two options
actors: {a: {}}
play: [{move: goes, by: a, options: [yes, no]}]
outcomes: {gone: goes = yes, here: otherwise}
preferences: {a: {gone: joy}}
assumptions: {joy: 1 to 5}
theses: {he-goes: {says: He goes., test: P(gone) > 0.5}}
"""


@pytest.mark.parametrize(("variants", "noise"), [(0, None), (-3, None), (10, -1)])
def test_counts_that_make_no_sense_are_refused(
    variants: int, noise: int | None, loan: Case, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=str(variants if noise is None else noise)):
        run(loan, variants, folder=tmp_path, noise_variants=noise)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_solution_once(loan: Case, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run(loan, 70, folder=tmp_path, noise_variants=10, progress=lambda *one: seen.append(one))
    total = 3 * (2 * 70 + 2 * len(NOISE_LEVELS) * 10)  # twice, because one choice is announced
    assert {of for _, of in seen} == {total}
    assert all(one < other for (one, _), (other, _) in pairwise(seen))
    assert seen[-1] == (total, total)


def test_what_cannot_be_drawn_or_done_leaves_an_earlier_ensemble_alone(
    loan: Case, tmp_path: Path, rows: Rows
) -> None:
    before = contents(run(loan, 10, folder=tmp_path), rows)
    thin = TWO_OPTIONS.replace("joy: 1 to 5", "joy: 1 to 5, a1: {between: [0, 9]}")
    chain = [f"a{one}: {{between: [0, {10 + one}], more than: a{one - 1}}}" for one in range(2, 10)]
    thin = thin.replace("}\ntheses", ", " + ", ".join(chain) + "}\ntheses")
    thin = thin.replace("gone: joy", "gone: joy + a9").replace("Two options", loan.title)
    with pytest.raises(SpaceError, match="too little room"):
        run(loads(thin), 10, folder=tmp_path)
    undone = TWO_OPTIONS.replace("P(gone)", "P(gone | do(gone = yes))")
    with pytest.raises(CaseError):
        run(loads(undone.replace("Two options", loan.title)), 10, folder=tmp_path)
    assert contents(open_ensemble(tmp_path), rows) == before


def test_the_dam_runs_under_every_reading(tmp_path: Path) -> None:
    ensemble = run(load("dam"), 40, folder=tmp_path)
    for reading in ("base", "trusting"):
        outcomes = [
            ensemble.column(f"quantity:P({one})", reading)
            for one in ("dam-stands", "flood", "no-dam")
        ]
        np.testing.assert_allclose(np.sum(outcomes, axis=0), 1.0, atol=1e-12)


def test_kernels_can_be_compiled_beforehand() -> None:
    compile_kernels()
    assert kernels_are_compiled()
