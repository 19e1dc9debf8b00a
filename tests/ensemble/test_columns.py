"""Every column has a name that a person understands, and says what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from foedus.ensemble import Ensemble, run, solving
from foedus.solve import Solution, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from foedus.case import Case

CERTIFICATE = ["reading", "variant", "status", "residual", "regret", "turned", "tied"]
UNSOLVED = {2: Status.UNCERTIFIED, 3: Status.FAILED, 5: Status.INVALID}


@pytest.fixture
def ensemble(loan: Case, tmp_path: Path) -> Ensemble:
    return run(loan, 8, folder=tmp_path)


@pytest.fixture
def partly_solved(
    loan: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool], Ensemble]:
    """An ensemble in which three variants were not solved, everywhere or if it is announced."""

    def make(only_announced: bool) -> Ensemble:
        solve = solving.solve

        def fail(*arguments: Any, **words: Any) -> Solution:  # noqa: ANN401
            solution = solve(*arguments, **words)
            if only_announced and words["fixed"] is None:
                return solution
            status, values = solution.status.copy(), solution.values.copy()
            residual = solution.residual.copy()
            for variant, ended in UNSOLVED.items():
                status[variant], residual[variant], values[:, variant] = ended, np.nan, np.nan
            return replace(solution, status=status, values=values, residual=residual)

        monkeypatch.setattr(solving, "solve", fail)
        return run(loan, 8, folder=tmp_path, noise_variants=6)

    return make


def test_columns_stand_in_order(ensemble: Ensemble, loan: Case) -> None:
    columns = ensemble.table(reading="base").column_names
    assert columns[:7] == CERTIFICATE
    assumptions = [f"assumption:{one.name}" for one in loan.assumptions]
    assert columns[7 : 7 + len(assumptions)] == assumptions
    rest = columns[7 + len(assumptions) :]
    assert rest[:4] == [
        "quantity:P(repaid)",
        "quantity:P(kept)",
        "quantity:P(no-loan)",
        "quantity:P(recorded)",
    ]
    assert {f"thesis:{one.name}" for one in loan.theses} <= set(rest)
    margins = {one for one in rest if one.startswith("margin:")}
    assert margins == {f"margin:{one.name}" for one in loan.theses if one.name != "either"}


def test_every_column_carries_its_description(ensemble: Ensemble) -> None:
    for table in (ensemble.table(), ensemble.noise()):
        described = {field.name: field.metadata[b"description"].decode() for field in table.schema}
        assert all(described.values())
    described = {
        field.name: field.metadata[b"description"].decode() for field in ensemble.table().schema
    }
    assert described["assumption:shame"] == "worth, between 10 and 60"
    assert described["assumption:rationality.lender"] == "rationality, unknown; the case is silent"
    assert described["thesis:he-lends"] == "1 holds, 0 fails, -1 undefined: P(lends = yes) > 0.5"
    assert described["quantity:E[lender]()"].startswith("expected worth E[lender]()")


def test_undefined_is_nan_and_minus_one_but_not_null(ensemble: Ensemble) -> None:
    table = ensemble.table(reading="base")
    never = table.column("quantity:P(repaid | lends = no and repays = yes)")
    assert never.null_count == 0
    assert np.isnan(never.to_numpy()).all()
    assert table.column("thesis:never-asked").to_pylist() == [-1] * 8
    assert np.isnan(table.column("margin:never-asked").to_numpy()).all()


def test_what_was_not_solved_is_null(partly_solved: Callable[[bool], Ensemble]) -> None:
    ensemble = partly_solved(False)
    table = ensemble.table(reading="harsh")
    assert table.column("status").to_pylist() == [0, 0, 1, 2, 0, 3, 0, 0]
    for name in table.column_names:
        is_null = [value is None for value in table.column(name).to_pylist()]
        is_kept = name in CERTIFICATE or name.startswith("assumption:")
        assert is_null == [not is_kept and one in UNSOLVED for one in range(8)], name
    counts = dict(ensemble.manifest.counts)["harsh"]
    assert (counts.solved, counts.uncertified, counts.failed, counts.invalid) == (5, 1, 1, 1)
    assert counts.unsolved == 3
    assert np.isfinite(counts.worst_residual)
    noise = ensemble.noise("11", "base").column("thesis:he-lends").to_pylist()
    assert [one is None for one in noise] == [one in UNSOLVED for one in range(6)]


def test_only_what_rests_on_an_unsolved_game_is_null(
    partly_solved: Callable[[bool], Ensemble],
) -> None:
    table = partly_solved(True).table(reading="base")
    assert table.column("status").to_pylist() == [0, 0, 1, 2, 0, 3, 0, 0]
    with_nulls = {name for name in table.column_names if table.column(name).null_count}
    assert with_nulls == {
        "quantity:P(repaid | announced(lends = yes))",
        "thesis:known",
        "margin:known",
    }


def test_a_column_is_read_as_numbers_with_nan_for_null(
    partly_solved: Callable[[bool], Ensemble],
) -> None:
    ensemble = partly_solved(False)
    found = ensemble.column("thesis:never-asked", "base")
    np.testing.assert_array_equal(found, [-1, -1, np.nan, np.nan, -1, np.nan, -1, -1])
    assert ensemble.column("quantity:P(repaid)").shape == (24,)


def test_a_column_that_a_reading_lacks_is_null_there(ensemble: Ensemble) -> None:
    table = ensemble.table(["variant", "assumption:trust"])
    assert table.column_names == ["variant", "assumption:trust"]
    found = table.column("assumption:trust").to_pylist()
    assert found[:16] == [None] * 16
    assert all(0.5 <= one <= 0.7 for one in found[16:])
    assert "assumption:trust" in ensemble.column_names
    with pytest.raises(KeyError, match="no column 'assumption:trust'"):
        ensemble.column("assumption:trust", "base")


def test_readings_and_columns_that_are_not_there_are_named(ensemble: Ensemble) -> None:
    with pytest.raises(KeyError, match="no reading 'mild'; it has base, harsh, trusting"):
        ensemble.table(reading="mild")
    with pytest.raises(KeyError, match="no column 'quantity:P"):
        ensemble.column("quantity:P(rain)")
    assert repr(ensemble).startswith("Ensemble('A loan before the harvest': 8 variants under each")


def test_rows_stand_in_order_of_reading_and_number(ensemble: Ensemble) -> None:
    table = ensemble.table(["reading", "variant"])
    assert table.column("reading").to_pylist() == [
        one for one in ("base", "harsh", "trusting") for _ in range(8)
    ]
    assert table.column("variant").to_pylist() == [*range(8)] * 3
