"""The public names are sorted, exist, and do not slow down `import foedus`."""

import importlib
import subprocess
import sys

import pytest

import foedus

PACKAGES = ["case", "dates", "ensemble", "findings", "game", "record", "report", "solve", "sources"]
HEAVY = ["numba", "pyarrow", "vl_convert", "jinja2", "scipy"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_exists_and_the_list_is_sorted(package: str) -> None:
    module = importlib.import_module(f"foedus.{package}")
    assert module.__all__ == sorted(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_the_verbs_keep_their_names_whatever_is_imported() -> None:
    importlib.import_module("foedus.solve.batch")
    importlib.import_module("foedus.report")
    assert all(callable(getattr(foedus, verb)) for verb in foedus.__all__ if verb != "__version__")


def test_importing_foedus_loads_nothing_heavy() -> None:
    code = f"import sys, foedus, foedus.cli.main; print([m for m in {HEAVY} if m in sys.modules])"
    shown = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
