"""`foedus check` says who contradicts whom, and from how many origins; `foedus cite` asks."""

import json
from collections.abc import Callable
from pathlib import Path

from foedus.case import loads
from foedus.cli.testified import matters_in_words
from foedus.record import chronicle

TEXT = 'Rain fell. The mayor said: "The dam will hold for ever." Nobody asked him for more.\n'


def test_check_lists_the_positions_of_each_matter(foedus: Callable) -> None:
    called = foedus("check", "korea-1950")
    assert called.code == 0
    lines = called.out.splitlines()
    start = lines.index("Testimony on 14 matters:")
    assert lines[start + 1 : start + 3] == [
        '  "agreement at Peking": 2 positions, from 2 origins',
        (
            '  "what Mao expected of America": 2 positions, from 1 to 3 origins (whether they are '
            "independent is not said)"
        ),
    ]
    assert all(": 2 positions, from " in line for line in lines[start + 1 : start + 15])


def test_check_notes_what_looks_better_founded_than_it_is(foedus: Callable) -> None:
    notes = [line for line in foedus("check", "dam").out.splitlines() if line.startswith("note: ")]
    assert [note.split("case.yaml:")[1].split(": ", 1)[1] for note in notes] == [
        (
            'on "what the mayor knew", 2 statements take the position "he knew", but they have one '
            "origin: the surveyor's diary"
        ),
        "the 2 citations here count once, since they have one origin: Minutes of the council",
    ]


def test_testimony_without_positions_is_only_counted() -> None:
    case = loads(
        "foedus: 1\ntitle: T\nactors: {a: {}}\nplay:\n  - {move: go, by: a, options: [x, y]}\n"
        "outcomes: {done: always}\ntestimony:\n  - {matter: m, by: b, says: c}\n"
    )
    assert list(matters_in_words(chronicle(case).matters)) == ["Testimony on 1 matter."]
    assert list(matters_in_words(())) == []


def test_cite_asks_whose_words_stand_between_quotation_marks(
    foedus: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(TEXT, encoding="utf-8")
    told = foedus("cite", path, "dam will hold").out
    assert "is somebody quoted? Foedus does not decide it." in " ".join(told.split())
    assert told.splitlines()[-1].startswith("cite: [minutes, ")  # nothing is claimed
    assert "Whose words?" not in foedus("cite", path, "Rain fell").out
    asked = json.loads(foedus("cite", path, "dam will hold", "--json").out)["whose_words"]
    assert asked["kind"] == "quotation"
    assert json.loads(foedus("cite", path, "Rain fell", "--json").out)["whose_words"] is None
