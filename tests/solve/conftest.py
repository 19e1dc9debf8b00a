"""Let the tests of this folder import the modules beside them, and call the referee."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def referee() -> None:
    """Require pygambit where CI is; skip loudly elsewhere without it."""
    if importlib.util.find_spec("pygambit") is None:
        reason = "pygambit is not installed (uv sync --group referee)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and CI requires it")
        pytest.skip(f"THE LIVE REFEREE DID NOT JUDGE: {reason}; its stored answers did")
