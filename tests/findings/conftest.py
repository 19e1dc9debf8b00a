"""One small ensemble of the built-in case, and what was found in it."""

import pytest

import foedus
from foedus.case import Case
from foedus.ensemble import Ensemble, run
from foedus.findings import Findings, find
from foedus.game import Game


@pytest.fixture(scope="session")
def dam() -> Case:
    return foedus.load("dam")


@pytest.fixture(scope="session")
def dam_game(dam: Case) -> Game:
    return foedus.compile(dam)


@pytest.fixture(scope="session")
def dam_ensemble(dam: Case, tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    folder = tmp_path_factory.mktemp("dam") / "ensemble"
    return run(dam, 300, 7, folder=folder, noise_variants=60)


@pytest.fixture(scope="session")
def dam_findings(dam: Case, dam_ensemble: Ensemble) -> Findings:
    return find(dam, dam_ensemble)
