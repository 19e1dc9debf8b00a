"""The package's front door."""

from __future__ import annotations

import subprocess
import sys

import foedus.sources as package


def test_all_names_are_sorted_and_there() -> None:
    assert package.__all__ == sorted(package.__all__)
    for name in package.__all__:
        assert getattr(package, name).__doc__
        assert name in dir(package)


def test_importing_the_package_is_light() -> None:
    code = (
        "import sys, foedus.sources; foedus.sources.read_source; "
        "heavy = ('numpy', 'rapidfuzz', 'numba', 'lxml', 'markdown_it'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 (our own interpreter, our own words)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
