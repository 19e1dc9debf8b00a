"""The record in a real browser: its picture and its tables, on a screen, a phone and paper."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from foedus.findings import Findings

pytestmark = pytest.mark.browser

LEGIBLE = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""

TEXTS = """
() => [...document.querySelectorAll("section#record .sheet")].map((sheet) => {
  const svg = sheet.querySelector("svg:not(.lane-heads)");
  const texts = [...svg.querySelectorAll("text")].map((text) => {
    const box = text.getBBox();
    const group = text.closest("g[transform]");
    const down = group ? group.transform.baseVal.consolidate().matrix.f : 0;
    return {kind: text.getAttribute("class"), said: text.textContent, left: box.x,
            right: box.x + box.width, top: box.y + down, bottom: box.y + box.height + down};
  });
  return {width: svg.viewBox.baseVal.width, texts};
})
"""
CONTRAST = """
(selector) => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const brightness = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const style = getComputedStyle(document.querySelector(selector));
  const isDrawn = document.querySelector(selector) instanceof SVGElement;
  const front = brightness(isDrawn ? style.fill : style.color);
  const back = brightness(getComputedStyle(document.body).backgroundColor);
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
}
"""


@pytest.fixture
def visit(chromium: Browser, pages: dict[str, Path]) -> Iterator[Callable[..., Page]]:
    """Open a report by its name, in a context of its own."""
    contexts = []

    def opened(name: str, *, width: int = 1280, **how: str) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **how
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(pages[name].as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["korea", "long", "hostile"])
def test_the_picture_has_a_row_for_every_entry_that_leads_to_it(
    visit: Callable[..., Page], request: pytest.FixtureRequest, name: str
) -> None:
    findings: Findings = request.getfixturevalue(name)
    page = visit(name)
    picture = page.get_by_role("region", name="Picture of the record")
    links = picture.get_by_role("link")
    expect(links).to_have_count(len(findings.chronicle.entries))
    for at, (link, dated) in enumerate(
        zip(links.all()[:3], findings.chronicle.entries, strict=False), start=1
    ):
        assert link.get_attribute("href") == f"#record-{at}"
        assert (link.get_attribute("aria-label") or "").endswith(
            dated.entry.says.replace("\u202e", "\N{REPLACEMENT CHARACTER}")
        )
    assert page.evaluate("window.stolen") is None


def test_a_click_on_a_row_leads_to_its_entry(visit: Callable[..., Page]) -> None:
    page = visit("korea")
    page.get_by_role("region", name="Picture of the record").get_by_role("link").nth(4).click()
    expect(page.locator("#record-5")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["korea", "long", "hostile"])
def test_no_text_of_the_picture_runs_into_another(visit: Callable[..., Page], name: str) -> None:
    sheets = visit(name).evaluate(TEXTS)
    assert sheets
    for sheet in sheets:
        assert all(text["right"] <= sheet["width"] + 0.5 for text in sheet["texts"])
        for one, other in itertools.combinations(sheet["texts"], 2):
            is_beside = one["right"] <= other["left"] + 0.5 or other["right"] <= one["left"] + 0.5
            # Boxes of lines overlap a little, where the letters do not.
            is_below = one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
            assert is_beside or is_below, (one, other)


def test_names_of_lanes_stay_in_sight_while_the_picture_is_scrolled(
    visit: Callable[..., Page],
) -> None:
    page = visit("long")
    box = page.get_by_role("region", name="Picture of the record")
    box.evaluate("(box) => { box.scrollTop = 300; }")
    assert box.evaluate("(box) => box.scrollTop") == 300
    assert box.evaluate(
        "(box) => Math.abs(box.querySelector('.lane-heads').getBoundingClientRect().top"
        " - box.getBoundingClientRect().top) < 3"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_of_the_record_is_legible(visit: Callable[..., Page], scheme: str) -> None:
    page = visit("long", color_scheme=scheme)
    for selector in (
        *(".timeline .date", ".timeline .heading", ".timeline .says", ".timeline .lane-name"),
        *(".timeline .state-name", ".not-known", ".took-part", ".rule-kept"),
    ):
        assert page.evaluate(CONTRAST, selector) >= LEGIBLE, selector


@pytest.mark.parametrize("width", [390, 1280])
def test_tables_of_the_record_have_heads_and_fit(visit: Callable[..., Page], width: int) -> None:
    page = visit("korea", width=width)
    for name, heads in (
        ("Who knew what, and since when", ["what was told", "North Korea", "Soviet Union"]),
        (
            "Agreements, their parties and the course of their states",
            ["agreement", "parties", "its course", "at the end"],
        ),
        ("Rules and pledges, and what the record says of each", ["rule", "verdict", "why"]),
    ):
        table = page.get_by_role("table", name=name)
        expect(table).to_have_count(1)
        for head in heads:
            expect(table.get_by_role("columnheader", name=head, exact=True)).to_have_count(1)
        assert table.get_by_role("row").count() > 1
        expect(table.get_by_role("rowheader").first).to_be_visible()
        assert table.evaluate("(one) => one.scrollWidth <= one.parentElement.clientWidth + 1")
    again = page.locator("table.known .cell-head").first
    if width < 500:
        expect(again).to_be_visible()
    else:
        expect(again).to_be_hidden()


def test_long_words_break_within_the_tables(visit: Callable[..., Page]) -> None:
    page = visit("hostile")
    for table in page.locator("table.stacked").all():
        assert table.evaluate("(one) => one.scrollWidth <= one.parentElement.clientWidth + 1")


def test_on_paper_the_whole_picture_is_there(visit: Callable[..., Page]) -> None:
    page = visit("long", width=700)
    page.emulate_media(media="print")
    box = page.locator(".timeline-box")
    assert box.evaluate("(box) => box.scrollHeight <= box.clientHeight + 1")
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth + 1")
    expect(page.locator(".timeline .lane-heads")).to_have_count(3)


def test_a_case_with_little_record_is_not_burdened(visit: Callable[..., Page]) -> None:
    page = visit("bare")
    expect(page.locator("#record")).to_have_count(0)
    for name in ("What became of agreements", "Were the rules kept?"):
        expect(page.get_by_role("heading", name=name)).to_have_count(0)
