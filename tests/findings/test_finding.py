"""Findings of a real ensemble are what the columns of the ensemble say."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedus._user_error import UserError
from foedus.case import Case, loads
from foedus.ensemble import Ensemble, run
from foedus.findings import Findings, find
from foedus.solve import NOWHERE

READINGS = ("base", "trusting")


def test_shares_count_the_column(dam_findings: Findings, dam_ensemble: Ensemble) -> None:
    for verdict in dam_findings.verdicts:
        for (combination, share), reading in zip(verdict.by_reading, READINGS, strict=True):
            held = dam_ensemble.column(f"thesis:{verdict.thesis.name}", reading)
            assert ("+".join(combination) or "base") == reading
            assert share.holds == int((held == 1).sum())
            assert share.fails == int((held == 0).sum())


def test_all_readings_pools_the_combinations_without_base(dam_findings: Findings) -> None:
    for verdict in dam_findings.verdicts:
        assert verdict.pooled.holds == verdict.by_reading[1][1].holds


def test_every_level_of_noise_has_a_share(dam_findings: Findings) -> None:
    for verdict in dam_findings.verdicts:
        assert [level for level, _ in verdict.by_noise] == ["4", "11", "29", "rational"]
        for _, share in verdict.by_noise:
            assert share.holds + share.fails + share.undefined + share.unsolved == 60


def test_outcomes_are_exclusive_and_exhaustive(dam_findings: Findings) -> None:
    for combination in ((), ("trusting",)):
        ours = [one for one in dam_findings.outcomes if one.combination == combination]
        assert sum(one.mean for one in ours) == pytest.approx(1.0, abs=1e-9)
        assert all(sum(one.counts) == 300 for one in ours)
        assert all(list(one.quantiles) == sorted(one.quantiles) for one in ours)


def test_what_is_recorded_has_a_distribution_and_conditions_the_outcomes(
    dam_findings: Findings, dam_ensemble: Ensemble
) -> None:
    names = {one.name for one in dam_findings.recorded}
    assert names == {
        "P(recorded)",
        "P(dam-stands | recorded)",
        "P(flood | recorded)",
        "P(no-dam | recorded)",
    }
    first = next(one for one in dam_findings.recorded if one.name == "P(recorded)")
    column = dam_ensemble.column("quantity:P(recorded)", "base")
    assert first.mean == pytest.approx(float(column.mean()))
    assert first.error == pytest.approx(1.959963985 * column.std(ddof=1) / math.sqrt(300))


def test_restraint_is_a_paired_difference(dam_findings: Findings, dam_ensemble: Ensemble) -> None:
    row = next(
        one
        for one in dam_findings.restraint
        if (one.actor, one.outcome, one.combination) == ("upland", "no-dam", ())
    )
    held_back = dam_ensemble.column("quantity:P(no-dam | do(holds back(upland)))", "base")
    solved = dam_ensemble.column("quantity:P(no-dam)", "base")
    assert row.mean == pytest.approx(float((held_back - solved).mean()))
    assert held_back == pytest.approx(1.0)


def test_restraint_changes_cancel_over_the_outcomes(dam_findings: Findings) -> None:
    for actor in ("upland", "river", "capital"):
        changes = [
            one.mean
            for one in dam_findings.restraint
            if one.actor == actor and one.combination == ()
        ]
        assert len(changes) == 3
        assert sum(changes) == pytest.approx(0.0, abs=1e-9)


def test_the_picture_of_the_play_agrees_with_the_ensemble(
    dam_findings: Findings, dam_ensemble: Ensemble
) -> None:
    play = dam_findings.play
    form, nodes = play.game.form, play.node_probability
    assert play.variants == 256
    assert nodes[0] == 1.0
    assert nodes[form.is_terminal].sum() == pytest.approx(1.0)
    decides = np.flatnonzero(~form.is_terminal)
    sums = [
        play.edge_probability[form.first_edge[n] : form.first_edge[n + 1]].sum() for n in decides
    ]
    assert sums == pytest.approx([1.0] * len(decides))
    for number, name in enumerate(play.game.outcomes):
        ends = play.game.outcome_of_node == number
        mean = dam_ensemble.column(f"quantity:P({name})", "base")[:256].mean()
        assert nodes[ends].sum() == pytest.approx(float(mean), abs=1e-9)
    assert (form.parent != NOWHERE).sum() == play.edge_probability.size


SETTLED = """\
foedus: 1
title: Chance alone
actors: {a: {}}
play:
  - {event: rain, options: [yes, no]}
  - {move: go, by: a, options: [out, stay]}
outcomes: {wet: rain = yes and go = out, dry: otherwise}
preferences: {a: {wet: -10}}
theses:
  sure: {says: Whoever stays in stays dry., test: "P(dry | do(go = stay)) > 0.99"}
  never: {says: It is wet inside., test: "P(wet | do(go = stay)) > 0"}
  open: {says: It is wet outside., test: "P(wet | do(go = out)) > 0.5"}
"""


def test_a_thesis_that_the_game_settles_holds_in_every_variant(tmp_path: Path) -> None:
    case = loads(SETTLED)
    found = find(case, run(case, 40, 3, folder=tmp_path / "ensemble", noise_variants=10))
    sure, never, left_open = found.verdicts
    assert (sure.word, sure.pooled.value, sure.pooled.fails) == ("true by construction", 1.0, 0)
    assert (never.word, never.pooled.holds) == ("false by construction", 0)
    assert left_open.word == "contested"
    assert not sure.turns_on_noise
    assert sure.hinges == ()


def test_a_case_without_readings_pools_base(tmp_path: Path) -> None:
    case = loads(SETTLED)
    found = find(case, run(case, 40, 3, folder=tmp_path / "ensemble", noise_variants=0))
    assert found.recorded == ()
    assert found.verdicts[2].pooled.holds == found.verdicts[2].by_reading[0][1].holds
    assert found.verdicts[2].by_noise == ()


def test_an_ensemble_of_another_version_of_the_case_is_refused(
    dam: Case, dam_ensemble: Ensemble
) -> None:
    with pytest.raises(UserError, match="run the case again"):
        find(replace(dam, text_hash="another"), dam_ensemble)


def test_findings_say_in_one_line_what_was_found(dam_findings: Findings) -> None:
    assert repr(dam_findings).startswith("Findings('The dam above the river town'; the-town-could")
