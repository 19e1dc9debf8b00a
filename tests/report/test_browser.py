"""The report in a real browser: by role and label, on a screen, a phone and paper."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from foedus.findings import Findings

pytestmark = pytest.mark.browser

ALL_DRAWN = "[...document.querySelectorAll('[data-chart]')].every(one => one.dataset.drawn)"
OWN_SCHEMES = ("file:", "data:", "blob:")
LEGIBLE = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""

CONTRAST = """
([selector, index]) => {
  const place = document.querySelectorAll(selector)[index];
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const brightness = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = place;
  while (ground && channels(getComputedStyle(ground).backgroundColor)[3] < 255) {
    ground = ground.parentElement;
  }
  const style = getComputedStyle(place);
  const isDrawn = place instanceof SVGElement;
  const front = brightness(isDrawn ? style.fill : style.color);
  const back = brightness(getComputedStyle(ground ?? document.body).backgroundColor);
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
}
"""


STRIPS = """
() => [...document.querySelectorAll("svg.strip")].map((strip) => {
  const box = strip.getBoundingClientRect();
  const around = strip.closest(".scroll").getBoundingClientRect();
  const mark = strip.querySelector(".strip-mark");
  const at = mark.getBoundingClientRect();
  return {
    left: box.left - 4, right: box.right + 4, width: box.width,
    scrollLeft: around.left, scrollRight: around.right,
    markAt: 100 * ((at.left + at.right) / 2 - box.left) / box.width,
    said: parseFloat(mark.getAttribute("cx")),
  };
})
"""
TREE_TEXTS = """
() => {
  const picture = document.querySelector("svg.tree-picture");
  return [...picture.querySelectorAll(".option, .taken, .outcome, .stub")].map((text) => {
    const box = text.getBBox();
    return {
      said: text.firstChild.textContent, left: box.x, right: box.x + box.width,
      baseline: Number(text.getAttribute("y")), width: picture.viewBox.baseVal.width,
    };
  });
}
"""


class Opened:
    """A page, and what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("request", lambda request: self.requests.append(request.url))

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in {"error", "warning", "assert"}:
            self.complaints.append(f"{kind}: {text}")


@pytest.fixture
def visit(chromium: Browser, pages: dict[str, Path]) -> Iterator[Callable[..., Opened]]:
    """Open a report by its name, in a context of its own."""
    contexts = []

    def opened(name: str, *, width: int = 1280, height: int = 900, **how: str) -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        one = Opened(context.new_page())
        one.page.goto(pages[name].as_uri())
        one.page.wait_for_function(ALL_DRAWN, timeout=20_000)
        return one

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["dam", "korea", "hostile", "bare"])
def test_the_page_opens_without_complaint_and_asks_nobody(
    visit: Callable[..., Opened], name: str
) -> None:
    opened = visit(name)
    assert opened.complaints == []
    assert all(url.startswith(OWN_SCHEMES) for url in opened.requests)
    assert opened.page.evaluate("window.stolen") is None


@pytest.mark.parametrize("name", ["dam", "korea", "hostile"])
def test_every_chart_is_drawn(visit: Callable[..., Opened], name: str) -> None:
    page = visit(name).page
    charts = page.locator("[data-chart]")
    assert charts.count() >= 6
    for at in range(charts.count()):
        chart = charts.nth(at)
        expect(chart).to_have_attribute("data-drawn", "yes")
        assert chart.get_attribute("aria-label")
        box = chart.locator("svg").bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert box["height"] > 40
        assert chart.locator("svg path").count() > 2
        inside = chart.locator("svg .role-frame .background").first.bounding_box()
        assert inside is not None
        assert inside["width"] > 250


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_screen_shows_the_answer(
    visit: Callable[..., Opened], korea: Findings, width: int
) -> None:
    page = visit("korea", width=width, height=844 if width < 500 else 900).page
    expect(page.get_by_role("heading", level=1)).to_have_text(korea.case.title)
    answer = page.get_by_role("region", name="The answer")
    for at, sentence in enumerate(korea.answer):
        paragraph = answer.locator("p.answer").nth(at)
        expect(paragraph).to_have_text(re.compile(re.escape(sentence[:40]).replace(r"\ ", r"\s")))
        expect(paragraph).to_be_in_viewport()
    expect(page.get_by_text(korea.case.question)).to_be_in_viewport()
    if width > 1000:
        expect(answer.get_by_text("it is not a probability")).to_be_in_viewport()


def test_the_keyboard_leads_through_the_page(visit: Callable[..., Opened]) -> None:
    page = visit("dam").page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the answer")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="The answer").get_by_role("link").first).to_be_focused()
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(focused) == "solid"
    summary = page.locator("summary", has_text="The numbers").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.numbers").first).to_have_attribute("open", "")


def test_landmarks_and_regions_have_names(visit: Callable[..., Opened]) -> None:
    page = visit("korea").page
    for role in ("banner", "main", "contentinfo", "navigation"):
        expect(page.get_by_role(role)).to_have_count(1)
    for name in (
        "The answer",
        "What becomes of the theses",
        "What comes of it",
        "Had an actor held back",
        "The play",
        "What is assumed",
        "Who reads it how",
        "Who testifies to what",
        "What is recorded",
        "Passages and sources",
        "How it was computed",
    ):
        expect(page.get_by_role("region", name=name, exact=True)).to_have_count(1)


def test_tables_have_heads_that_name_their_columns(visit: Callable[..., Opened]) -> None:
    page = visit("dam").page
    verdicts = page.get_by_role("table", name="Every thesis, its verdict and its share")
    for head in ("thesis", "verdict", "share", "95 % interval"):
        expect(verdicts.get_by_role("columnheader", name=head, exact=True)).to_have_count(1)
    row = verdicts.get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_have_text(
        "Had the town objected, there would have been no dam. the-town-could-stop-it"
    )
    expect(row).to_contain_text("refuted")


@pytest.mark.parametrize("name", ["dam", "korea", "hostile", "bare"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_small_screen_scrolls_only_down(
    visit: Callable[..., Opened], name: str, width: int
) -> None:
    page = visit(name, width=width, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_pictures_of_intervals_are_whole(visit: Callable[..., Opened], width: int) -> None:
    page = visit("korea", width=width, height=844).page
    strips = page.evaluate(STRIPS)
    assert len(strips) >= 6 * 9
    for strip in strips:
        assert strip["left"] >= strip["scrollLeft"] - 0.5
        assert strip["right"] <= strip["scrollRight"] + 0.5
        assert strip["width"] >= 60
        # Whole, and on the same scale as the strips above and below it.
        assert strip["markAt"] == pytest.approx(strip["said"], abs=1.0)
    for table in page.locator("table.verdicts, table.shares").all():
        assert table.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
        assert table.get_by_role("row").count() >= 5


@pytest.mark.parametrize("name", ["korea", "dam", "hostile", "bare"])
def test_no_text_in_the_picture_of_the_play_is_cut_or_printed_over_another(
    visit: Callable[..., Opened], name: str
) -> None:
    page = visit(name).page
    texts = page.evaluate(TREE_TEXTS)
    assert len(texts) > 4
    for text in texts:
        assert text["left"] >= 0, text
        assert text["right"] <= text["width"], text
    for one, other in itertools.combinations(texts, 2):
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = abs(one["baseline"] - other["baseline"])
        assert across <= 1 or down >= 8, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_by_day_and_by_night(visit: Callable[..., Opened], scheme: str) -> None:
    page = visit("dam", color_scheme=scheme).page
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    darkness = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
    assert (darkness < 60) is (scheme == "dark")
    for selector in (
        ".answer",
        ".basis",
        ".kicker",
        ".question",
        ".verdict-refuted",
        ".verdict-contested",
        ".flag",
        "figcaption",
        "nav a",
        ".card .aside",
        ".cites a",
        "blockquote",
        "code",
        ".chart text",
        ".tree-picture .option",
        ".tree-picture .taken",
        ".tree-picture .stub",
        ".legend li",
    ):
        contrast = page.evaluate(CONTRAST, [selector, 0])
        assert contrast >= LEGIBLE, f"{selector}: {contrast:.1f}"


def test_the_charts_follow_when_night_falls(visit: Callable[..., Opened]) -> None:
    page = visit("dam").page
    colour = "getComputedStyle(document.querySelector('.chart text')).fill"
    by_day = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != by_day


def test_paper_has_ink_on_white_and_everything_unfolded(visit: Callable[..., Opened]) -> None:
    page = visit("dam", color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(CONTRAST, [".answer", 0]) > 10
    assert page.evaluate(CONTRAST, [".chart text", 0]) >= LEGIBLE
    expect(page.get_by_role("navigation")).to_be_hidden()
    picture = page.locator(".tree-picture").bounding_box()
    assert picture is not None
    assert picture["x"] + picture["width"] <= 1280
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.numbers:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.numbers[open]").count() == 0
    assert len(page.pdf(format="A4")) > 50_000


def test_a_number_leads_to_its_passage_and_back(visit: Callable[..., Opened]) -> None:
    page = visit("dam").page
    row = page.get_by_role("row", name=re.compile("^loss "))
    row.get_by_role("link", name=re.compile("^passage ")).click()
    passage = page.locator(":target")
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("the lower fields have stood under water")
    expect(passage).to_contain_text("found by its ends")
    passage.get_by_role("link", name="loss").click()
    expect(page.locator(":target")).to_contain_text("between -100 and -40")


def test_a_stub_opens_the_place_that_it_stands_for(visit: Callable[..., Opened]) -> None:
    page = visit("korea").page
    stub = page.locator(".tree-picture").get_by_role("link").first
    expect(page.locator("#unfolded")).not_to_have_attribute("open", "")
    stub.click()
    expect(page.locator("#unfolded")).to_have_attribute("open", "")
    target = page.locator(":target")
    expect(target).to_be_visible()
    expect(target).to_be_in_viewport()


def test_an_actor_is_told_by_letter_and_shape_in_the_picture(
    visit: Callable[..., Opened], dam: Findings
) -> None:
    page = visit("dam").page
    legend = page.get_by_role("list", name="Who is who")
    for actor in dam.case.actors:
        expect(legend.get_by_text(actor.name)).to_be_visible()
    shapes = legend.locator("path.shape").evaluate_all(
        "all => all.map(one => one.getAttribute('d'))"
    )
    letters = legend.locator("text").all_text_contents()
    assert len(set(shapes)) == len(set(letters)) == len(dam.case.actors) + 1


def test_without_scripts_the_page_still_tells_everything(
    chromium: Browser, pages: dict[str, Path], dam: Findings
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["dam"].as_uri())
    expect(page.get_by_text("it is not a probability").first).to_be_visible()
    page.locator("summary", has_text="The numbers").first.click()
    table = page.get_by_role("table", name="Every thesis, under every reading")
    expect(table).to_contain_text(dam.verdicts[0].thesis.name)
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_positions_are_columns_of_a_table_and_rows_on_a_phone(
    visit: Callable[..., Opened], width: int
) -> None:
    page = visit("korea", width=width).page
    table = page.get_by_role("region", name="agreement at Peking").get_by_role("table")
    heads = table.get_by_role("columnheader")
    assert [head.split("\n")[0] for head in heads.all_inner_texts()] == [
        "full agreement",
        "divided over America",
    ]
    cells = [cell.bounding_box() for cell in table.get_by_role("cell").all()]
    assert None not in cells
    first, second = (cell for cell in cells if cell is not None)
    if width == 1280:
        assert first["y"] == second["y"]
        assert first["x"] + first["width"] <= second["x"] + 1
    else:
        assert first["x"] == second["x"]
        assert first["y"] + first["height"] <= second["y"] + 1
        again = table.locator(".position-again")
        assert again.nth(1).is_visible()
        assert again.nth(1).get_attribute("aria-hidden") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whose_words_and_what_speaks_against_is_legible(
    visit: Callable[..., Opened], scheme: str
) -> None:
    page = visit("korea", color_scheme=scheme).page
    for selector in (".whose", ".basis-note", ".side dt", ".side dd", ".position", ".flag"):
        for index in range(min(3, page.locator(selector).count())):
            assert page.evaluate(CONTRAST, [selector, index]) >= LEGIBLE


@pytest.mark.parametrize("width", [390, 1280])
def test_no_statement_runs_out_of_its_position(visit: Callable[..., Opened], width: int) -> None:
    page = visit("hostile", width=width).page
    cells = page.locator(".positions :is(td, th)")
    assert cells.count() == 6
    sizes = cells.evaluate_all("(all) => all.map((one) => one.scrollWidth - one.clientWidth)")
    assert max(sizes[3:]) <= 1  # on a phone the heads are unseen, and so have no width
    if width == 1280:
        assert max(sizes) <= 1
