"""Every mistake gets one clear sentence with its line and column, and all come at once."""

from pathlib import Path

import pytest
import yaml

from foedus.case import CaseError, loads

HERE = Path(__file__).parent
BASE = (HERE / "mistakes_base.yaml").read_text("utf-8")
MISTAKES = yaml.safe_load((HERE / "mistakes.yaml").read_text("utf-8"))


def told(text: str) -> list[str]:
    """What the author of a text is told."""
    with pytest.raises(CaseError) as caught:
        loads(text, "case.yaml")
    return [str(problem).removeprefix("case.yaml:") for problem in caught.value.problems]


def test_the_case_without_mistakes_loads_without_warnings() -> None:
    assert loads(BASE).warnings == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["becomes"][:60])
def test_each_mistake_is_told_once_and_clearly(mistake: dict[str, str]) -> None:
    assert mistake["was"] in BASE
    assert told(BASE.replace(mistake["was"], mistake["becomes"], 1)) == mistake["told"]


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order() -> None:
    text = (
        BASE.replace("title: Minutes of the council", "titel: Minutes")
        .replace("move: proposes, by: upland", "move: proposes, by: uplnd")
        .replace("when: flooded, options", "when: floded, options")
        .replace("dam-stands: 100", "dam-stands: 120")
        .replace("delay: 1 to 5", "delay: 5 to 1")
        .replace("ground = soft: unlikely", "ground = soft: scarcely likely")
        .replace(") < 0.05", ") = 0.05")
        .replace("on: 1911-03,", "on: 1911-13,")
    )
    assert [line.split(":")[0] for line in told(text)] == (
        ["4", "12", "21", "32", "38", "42", "44", "48"]
    )


def test_a_broken_step_is_not_missed_by_those_that_refer_to_it() -> None:
    text = BASE.replace("{move: builds, by: upland,", "{move: builds, bye: upland,")
    assert told(text) == ['20:20: "bye" is not a word of a move: did you mean "by"?']


def test_a_broken_section_is_not_missed_by_those_that_refer_to_it() -> None:
    start, end = BASE.index("actors:"), BASE.index("play:")
    assert told(BASE[:start] + "actors: [upland]\n" + BASE[end:]) == [
        "5:9: expected names with values (actors), found a list"
    ]


def test_a_column_is_found_inside_folded_and_quoted_text() -> None:
    folded = BASE.replace("flooded: builds", "flooded: >-\n    builds = build and\n    not grund")
    assert told(folded)[0].startswith("25:9:")
    quoted = BASE.replace(
        "flooded: builds = build and ground = soft", "flooded: 'builds = build and grund = soft'"
    )
    assert told(quoted)[0].startswith("23:32:")


def test_a_file_with_hundreds_of_mistakes_is_not_read_to_its_end() -> None:
    text = BASE + "".join(f"word{number}: 1\n" for number in range(2000))
    assert len(told(text)) <= 501
