"""Every citation of a case is listed with what it is cited for, and against."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.case import Cite, assertions, load, loads

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = """\
foedus: 1
title: Rain
sources: {a: {title: A}, b: {title: B}, c: {title: C}, d: {title: D}}
actors: {x: {}, y: {}}
play:
  - {event: rain, options: [heavy, light]}
  - {move: go, by: x, options: [out, home]}
outcomes: {wet: go = out, dry: otherwise}
beliefs:
  x: {rain = heavy: p, cite: [a]}
  y: {rain = heavy: {value: 0.2, against: [b]}}
preferences: {x: {wet: g, dry: {value: -5, cite: [c], against: [d]}}}
assumptions: {p: likely, g: 10}
"""


def cites_in(value: object) -> Iterator[Cite]:
    """Every citation in a value, wherever it stands."""
    if isinstance(value, Cite):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from cites_in(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "place":
                yield from cites_in(getattr(value, field.name))


@pytest.mark.parametrize("name", ["dam", "korea-1950", Path(__file__).parent / "every_word.yaml"])
def test_no_citation_of_a_case_is_missing(name: str | Path) -> None:
    case = load(name)
    listed = {cite for one in assertions(case) for cite in (*one.cites, *one.against)}
    assert listed == set(cites_in(case))
    combinations = (case.under(combination) for combination in case.combinations)
    assert listed == {cite for one in combinations for cite in one.all_cites()}


def test_a_belief_keeps_its_citations_though_its_quantity_has_a_name_of_its_own() -> None:
    case = loads(SHARED)
    found = {one.name: one for one in assertions(case) if one.cites or one.against}
    assert {name: (one.says, one.by) for name, one in found.items()} == {
        "P[x](rain = heavy)": ("p", "x"),
        "P[y](rain = heavy)": ("0.2", "y"),
        "worth[x](go = out)": ("-5", "x"),
    } or list(found)
    assert found["P[x](rain = heavy)"].cites == (Cite("a"),)
    assert found["P[y](rain = heavy)"].against == (Cite("b"),)
    assert {cite for one in found.values() for cite in (*one.cites, *one.against)} == set(
        cites_in(case)
    )
