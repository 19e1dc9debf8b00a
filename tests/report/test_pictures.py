"""Pictures are Vega-Lite specifications that say what the findings say."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert

from foedus.report import (
    Figure,
    outcome_figures,
    recorded_figures,
    restraint_figures,
    share_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.findings import Findings

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


def all_figures(findings: Findings) -> list[Figure]:
    return [
        share_figure(findings),
        *outcome_figures(findings),
        *recorded_figures(findings),
        *restraint_figures(findings),
    ]


def rows_of(spec: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a tree of JSON
    """Every row of data anywhere in a specification."""
    if isinstance(spec, dict):
        yield from spec.get("data", {}).get("values", [])
        for part in spec.values():
            yield from rows_of(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from rows_of(part)


@pytest.mark.parametrize("name", ["dam", "korea", "hostile", "bare"])
def test_every_specification_compiles_and_draws(
    name: str, request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]
) -> None:
    for figure in all_figures(request.getfixturevalue(name)):
        svg = vl_convert.vegalite_to_svg(figure.spec | {"width": 400})
        assert "<svg" in svg
        assert "NaN" not in svg
        assert "undefined" not in svg
    assert "WARN" not in capfd.readouterr().err


def test_every_picture_has_a_caption_a_text_and_a_table(dam: Findings) -> None:
    for figure in all_figures(dam):
        assert figure.title
        assert len(figure.caption) > 20
        assert figure.spec["description"] == figure.alternative
        assert len(figure.alternative) > 40
        assert figure.table.rows
        assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}


def test_names_of_pictures_differ(korea: Findings) -> None:
    names = [figure.name for figure in all_figures(korea)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


def test_colours_are_left_to_the_page(korea: Findings) -> None:
    for figure in all_figures(korea):
        assert not COLOUR.search(json.dumps(figure.spec))


def test_readings_differ_in_shape_and_not_only_in_colour(korea: Findings) -> None:
    for figure in (share_figure(korea), *restraint_figures(korea)):
        encodings = [layer["encoding"] for layer in figure.spec["layer"][2]["layer"]]
        assert encodings[1]["shape"]["field"] == "kind"
        assert figure.spec["layer"][2]["encoding"]["color"]["field"] == "kind"


def test_the_marks_of_shares_are_the_shares(dam: Findings) -> None:
    drawn = {
        (row["kind"], row["value"], row["low"], row["high"])
        for row in rows_of(share_figure(dam).spec)
        if "kind" in row
    }
    expected = {
        (" + ".join(names) or "no reading", share.value, share.low, share.high)
        for verdict in dam.verdicts
        for names, share in verdict.by_reading
    }
    assert drawn == expected


def test_the_table_of_shares_has_their_numbers(dam: Findings) -> None:
    table = share_figure(dam).table
    verdict = dam.verdicts[1]
    row = next(row for row in table.rows if row[0] == verdict.thesis.name and row[1] == "trusting")
    share = verdict.by_reading[1][1]
    assert row[4:] == (f"{share.holds:,}", f"{share.fails:,}", "0", "0")
    assert row[3] == f"{100 * share.low:.1f} to {100 * share.high:.1f} %"


def test_pooled_shares_are_shown_only_where_there_is_something_to_pool(
    dam: Findings, korea: Findings
) -> None:
    pooled = "all readings pooled"
    assert pooled not in {row[1] for row in share_figure(dam).table.rows}
    assert pooled in {row[1] for row in share_figure(korea).table.rows}


def test_the_bars_of_a_histogram_stand_for_all_its_counts(dam: Findings) -> None:
    figure = outcome_figures(dam)[0]
    bars = [row for row in rows_of(figure.spec) if "from" in row]
    told = sum(int(bar["told"].split(" ")[0].replace(",", "")) for bar in bars)
    distributions = [one for one in dam.outcomes if one.name == "P(dam-stands)"]
    assert told == sum(sum(one.counts) for one in distributions)
    heights = [bar["base"] - bar["top"] for bar in bars]
    assert max(heights) == pytest.approx(30)
    assert min(heights) > 0


def test_the_quantiles_in_a_picture_are_those_of_the_distribution(dam: Findings) -> None:
    figure = outcome_figures(dam)[0]
    first = next(one for one in dam.outcomes if one.name == "P(dam-stands)")
    spread = next(row for row in rows_of(figure.spec) if "median" in row)
    names = ("low", "lower", "median", "upper", "high")
    assert tuple(spread[name] for name in names) == first.quantiles
    assert figure.table.rows[0][1] == f"{first.mean:.2f} ± {first.error:.3f}"


def test_what_is_not_known_is_named_and_not_drawn(dam: Findings) -> None:
    nan = math.nan
    gone = replace(dam.outcomes[0], mean=nan, error=nan, quantiles=(nan,) * 5, counts=(0,) * 40)
    figure = outcome_figures(replace(dam, outcomes=(gone, *dam.outcomes[1:])))[0]
    assert figure.table.rows[0][1:] == ("not known",) * 6
    assert len([row for row in rows_of(figure.spec) if "median" in row]) == 1


def test_no_specification_holds_a_number_that_json_has_no_word_for(dam: Findings) -> None:
    nan = math.nan
    verdict = dam.verdicts[0]
    lost = replace(verdict.pooled, holds=0, fails=0, value=nan, low=0.0, high=1.0)
    shares = tuple((names, lost) for names, _ in verdict.by_reading)
    row = replace(dam.restraint[0], mean=nan, error=nan)
    findings = replace(
        dam,
        verdicts=(replace(verdict, pooled=lost, by_reading=shares), *dam.verdicts[1:]),
        restraint=(row, *dam.restraint[1:]),
    )
    for figure in all_figures(findings):
        json.dumps(figure.spec, allow_nan=False)


def test_pictures_of_restraint_are_on_one_scale_around_zero(korea: Findings) -> None:
    domains = set[tuple[float, float]]()
    for figure in restraint_figures(korea):
        x = figure.spec["layer"][2]["layer"][0]["encoding"]["x"]
        domains.add(tuple(x["scale"]["domain"]))
    assert len(domains) == 1
    low, high = domains.pop()
    assert low == -high
    assert high >= max(abs(row.mean) + row.error for row in korea.restraint)


def test_a_case_without_record_or_restraint_has_no_picture_of_them(bare: Findings) -> None:
    assert recorded_figures(bare) == ()
    assert restraint_figures(bare) == ()
    assert share_figure(bare).table.rows == ()
