"""So what? From an ensemble to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.ensemble import reading_name
from foedus.findings.answering import answer
from foedus.findings.construction import settled_theses
from foedus.findings.judging import judge, read_noise
from foedus.findings.played import play_of
from foedus.findings.strands import read_strand
from foedus.findings.unsourced import unsourced_assumptions
from foedus.findings.values import Findings
from foedus.game import compile_game
from foedus.record import chronicle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Case, CheckedMark, CitedPassage, NameThere
    from foedus.ensemble import Ensemble


def find(
    case: Case,
    ensemble: Ensemble,
    *,
    passages: Sequence[CitedPassage] = (),
    marks: Sequence[CheckedMark] = (),
    names: Sequence[NameThere] = (),
    threads: int | None = None,
) -> Findings:
    """Say what an ensemble shows.

    Parameters
    ----------
    case
        The case, under no reading.
    ensemble
        Its variants, solved.
    passages
        What the check of its citations said (see `foedus.case.check_citations`).
    marks
        The marks that people add to its sources (see `foedus.case.check_marks`).
    names
        How each source writes its names (see `foedus.case.names_in_sources`).
    threads
        As in `foedus.solve.solve`; for the picture of the play alone.

    Raises
    ------
    UserError
        If the ensemble is not of this case as it stands.
    """
    _refuse_other_cases(case, ensemble)
    game = compile_game(case)
    strands = [read_strand(case.under(one), ensemble) for one in case.combinations]
    noise = read_noise(ensemble, case.theses, case.combinations)
    settled = settled_theses(game)
    verdicts = tuple(
        judge(thesis, strands, noise, settled.get(thesis.name)) for thesis in case.theses
    )
    outcomes = tuple(one for strand in strands for one in strand.outcomes)
    recorded = tuple(one for strand in strands for one in strand.recorded)
    unsourced = unsourced_assumptions(case)
    return Findings(
        case=case,
        ensemble=ensemble,
        chronicle=chronicle(case),
        answer=answer(case, verdicts, outcomes, recorded, unsourced),
        verdicts=verdicts,
        outcomes=outcomes,
        recorded=recorded,
        restraint=tuple(row for strand in strands for row in strand.restraint),
        passages=tuple(passages),
        unsourced=unsourced,
        play=play_of(game, ensemble.manifest.seed, threads=threads),
        marks=tuple(marks),
        names=tuple(names),
    )


def _refuse_other_cases(case: Case, ensemble: Ensemble) -> None:
    manifest = ensemble.manifest
    combinations = tuple(map(reading_name, case.combinations))
    if manifest.case_hash != case.text_hash or manifest.combinations != combinations:
        raise UserError(
            f"{ensemble.folder} holds an ensemble of another case or of another version of "
            f'"{case.title}"; run the case again'
        )
