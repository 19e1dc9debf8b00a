"""The timeline as a file of its own: well-formed, whole, harmless, for light and dark."""

from __future__ import annotations

import re

import pytest
from long_records import record_of
from lxml import etree

from foedus.case import load, loads
from foedus.record import chronicle
from foedus.report import timeline_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = r"""
foedus: 1
title: "</title><script>alert(1)</script> & ]]> \u202e \u0007"
actors:
  a: {name: "<script>alert(1)</script>", voices: {"</style><b>": []}}
  b: {name: "אברהם"}
play:
  - {move: go, by: a, options: [here, there]}
outcomes: {done: always}
claims: {c: {says: "</desc><script>alert(1)</script>"}}
agreements: {"x": {says: "\"' onload='alert(1)'", between: [a, b]}}
record:
  - meeting: first
    on: 1950
    where: "<img src=x onerror=alert(1)>"
    who: ["</style><b>", b, "LONGLONGLONGLONGLONGLONGLONGLONGLONGLONGLONGLONG"]
    says: "אברהם \u202e reversed \u0007 ]]> <![CDATA[ &amp; --> </svg>"
    makes: {x: broken}
"""


def svg_of(text: str) -> tuple[str, etree._Element]:
    case = loads(text)
    drawn = timeline_svg(case, chronicle(case))
    return drawn, etree.fromstring(drawn.encode())


@pytest.mark.parametrize("count", [6, 60, 600])
def test_it_is_well_formed_and_of_moderate_size(count: int) -> None:
    drawn, root = svg_of(record_of(count))
    assert root.tag == f"{SVG}svg"
    assert len(drawn) < 12_000 + 1_200 * count
    assert float(root.get("height", "0")) > 34 * count


@pytest.mark.parametrize("name", ["dam", "korea-1950"])
def test_it_has_a_title_and_a_description_for_those_who_cannot_see_it(name: str) -> None:
    case = load(name)
    root = etree.fromstring(timeline_svg(case, chronicle(case)).encode())
    assert root.get("role") == "img"
    named = {one.get("id"): one.text for one in root.iter(f"{SVG}title", f"{SVG}desc")}
    title, description = root.get("aria-labelledby", "").split()
    assert named[title] == f"{case.title}: what is recorded"
    assert named[description].startswith("A timeline")


def test_it_needs_nothing_and_runs_nothing() -> None:
    drawn, root = svg_of(record_of(60))
    assert not re.findall(r"(?:href|src)=|@import|url\((?!#)", drawn)
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= ids


def test_its_colours_are_written_out_for_light_and_dark() -> None:
    drawn, _ = svg_of(record_of(6))
    assert "var(" not in drawn
    light, dark = drawn.split("@media (prefers-color-scheme: dark)")
    assert ".ground { fill: #fffefb; }" in light
    assert ".ground { fill: #15171b; }" in dark


def test_no_text_of_a_case_becomes_markup() -> None:
    drawn, root = svg_of(HOSTILE)
    assert {etree.QName(one).localname for one in root.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle"),
        *("g", "text"),
    }
    attributes = {name for one in root.iter() for name in one.attrib}
    assert not any(name.startswith("on") for name in attributes)
    assert "\u202e" not in drawn
    assert "\u0007" not in drawn
    assert any("אברהם" in (one.text or "") for one in root.iter(f"{SVG}text"))


def test_text_from_right_to_left_is_kept_apart_from_what_stands_beside_it() -> None:
    _, root = svg_of(HOSTILE)
    says = next(one.text for one in root.iter(f"{SVG}text") if one.get("class") == "says")
    assert says.startswith("\N{FIRST STRONG ISOLATE}")
    assert says.endswith("\N{POP DIRECTIONAL ISOLATE}")


def test_the_whole_of_a_text_that_was_cut_is_told_to_who_points_at_it() -> None:
    case = loads(record_of(60))
    root = etree.fromstring(timeline_svg(case, chronicle(case)).encode())
    titles = [one.text for one in root.iter(f"{SVG}title")]
    for entry in case.record:
        assert any(told.endswith(entry.says) for told in titles)


def test_the_same_record_is_drawn_the_same() -> None:
    assert svg_of(record_of(60))[0] == svg_of(record_of(60))[0]


def test_a_case_without_a_record_is_told_to_have_none() -> None:
    case = load("dam")
    bare = loads(HOSTILE.split("claims:", maxsplit=1)[0])
    assert "A timeline without entries." in timeline_svg(bare, chronicle(bare))
    assert "A timeline without entries." in timeline_svg(case, chronicle(bare))
