"""Examples in docstrings do what they show."""

import doctest
import importlib
import pkgutil

import pytest

import foedus

MODULES = sorted(
    one.name
    for one in pkgutil.walk_packages(foedus.__path__, "foedus.")
    if not one.ispkg and not one.name.endswith(".main")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_do_what_they_show(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_run() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = sum(
        bool(one.examples) for name in MODULES for one in finder.find(importlib.import_module(name))
    )
    assert found >= 40
