"""Every example of the language page is a case that runs, and expands as the page says."""

import re
from pathlib import Path

import pytest
from ten_lines import drawn

from foedus.case import loads
from foedus.game import compile_game, expand_play, print_expansion

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
BLOCKS = re.findall(
    r"```yaml\n(.*?)```(?:\s*```text\n(.*?)```)?", PAGE.read_text("utf-8"), flags=re.DOTALL
)
TITLES = [text.split("title: ")[1].splitlines()[0] for text, _ in BLOCKS]
LEAKS = {"A question that tells too much": 1}


def test_the_page_has_an_example_of_every_institution() -> None:
    text = "".join(text for text, _ in BLOCKS)
    steps = ("move", "event", "type", "consent", "pledge", "bar", "plan", "message", "contest")
    assert all(f"- {{{step}: " in text or f"- {step}: " in text for step in steps)
    assert sum(bool(expansion) for _, expansion in BLOCKS) >= 7


@pytest.mark.parametrize(("text", "expansion"), BLOCKS, ids=TITLES)
def test_an_example_runs_and_expands_as_printed(text: str, expansion: str) -> None:
    case = loads(text)
    games = [compile_game(case.under(combination)) for combination in case.combinations]
    assert case.warnings == ()
    assert len(games[0].warnings) == LEAKS.get(case.title, 0)
    if expansion:
        printed = print_expansion(expand_play(case)).split("\n\n", maxsplit=1)[0]
        assert printed == drawn(expansion)
