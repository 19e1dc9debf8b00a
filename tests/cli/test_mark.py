"""`foedus mark` writes a mark for a case; `check`, `source` and `names` show what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from foedus.case import loads, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = """\
foedus: 1
title: The dam
sources:
  minutes:
    title: Minutes
    file: minutes.txt
MARKS
    names: {Mayor Reeve: [The mayor], river: the river town}
actors: {upland: {voices: [Mayor Reeve]}, river: {}}
play: [{move: go, by: upland, options: [here, there]}]
outcomes: {done: always}
theses:
  asked: {says: x, test: P(done) > 0.5, cite: [minutes, "He did not read", "nobody asked for"]}
"""
EDITOR = ("--by", "A. Editor")


def pasted(out: str) -> str:
    """What a user pastes under a source: the lines from `marks:` on."""
    return "".join(f"    {line}\n" for line in out[out.index("marks:") :].splitlines())


def test_a_guess_goes_from_the_command_into_a_case_and_is_told_by_check(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus(
        "mark", minutes, "nobody asked for", "--supplied", 'a "date"', *EDITOR, "--certainty", "low"
    )
    assert called.code == 0
    assert not called.err
    assert 'nobody asked for [[supplied: a "date"]] ¶ In the second' in called.out
    case = minutes.with_name("case.yaml")
    case.write_text(CASE.replace("MARKS\n", pasted(called.out)), encoding="utf-8")
    checked = foedus("check", case, "--sources", minutes.parent)
    assert checked.code == 0
    assert '"a "date"", supplied by A. Editor (certainty: low).' in checked.out
    assert "1 mark by people: 1 placed." in checked.out
    assert "2 names declared for a source: 2 found there." in checked.out
    shown = foedus("source", minutes, "--case", case)
    assert shown.code == 0
    assert "(1 by people)" in shown.out
    assert 'supplied: a "date"' in shown.out
    bare = foedus("check", case)
    assert "1 mark by people: 1 not checked, since the source is not at hand." in bare.out


@pytest.mark.parametrize(
    ("words", "options", "line"),
    [
        ("who was tired", ["--unclear", "--reading", "who was tried"], "unclear"),
        ("who was tired", ["--surplus"], "surplus"),
        ("In the second week", ["--gap", "--before", "--extent", "a page"], "gap"),
        ("In the second week", ["--gap"], "gap"),
        ("get its pledge", ["--settled", "--note", "so it stands"], "settled"),
        ("asked for", ["--unclear", "--line", "7"], "unclear"),
        ("asked for", ["--gap", "--line", "7"], "gap"),
        ("The mayor said", ["--supplied", "then", "--before", "--line", "12"], "supplied"),
    ],
)
def test_what_it_prints_can_be_pasted_and_holds(
    foedus: Callable, minutes: Path, words: str, options: list[str], line: str
) -> None:
    called = foedus("mark", minutes, words, *options, *EDITOR)
    assert called.code == 0, called.err
    assert f"- {{{line}:" in called.out
    case = loads(CASE.replace("MARKS\n", pasted(called.out)))
    (mark,) = case.sources[0].marks
    assert str(mark.remark) in called.out
    found = read_sources(case, minutes.parent)["minutes"]
    if line == "settled":
        assert sum(not one.is_open for one in found.marks) == 1
    else:
        (theirs,) = (one for one in found.marks if one.is_by_a_person)
        assert theirs.kind.value == line
        if "--line" in options:
            assert theirs.where == f"line {options[options.index('--line') + 1]}"


def test_words_that_stand_twice_are_told_apart_by_a_line(foedus: Callable, minutes: Path) -> None:
    called = foedus("mark", minutes, "The mayor said", "--unclear", *EDITOR)
    assert called.code == 1
    assert not called.out
    assert '"The mayor said" stands in 2 places of minutes.txt' in called.err
    assert "--line says which of them is meant" in called.err
    again = foedus("mark", minutes, "The mayor said", "--unclear", *EDITOR, "--line", 12)
    assert 'unclear: "The mayor said", within: "it. The mayor said that"' in again.out
    wrong = foedus("mark", minutes, "The mayor said", "--unclear", *EDITOR, "--line", 1)
    assert wrong.code == 1
    assert "line 1 does not tell which" in wrong.err


def test_words_that_stand_nowhere_mark_nothing(foedus: Callable, minutes: Path) -> None:
    called = foedus("mark", minutes, "the damn would hold", "--unclear", *EDITOR)
    assert called.code == 1
    assert not called.out
    assert "[-damn-] {+dam+}" in called.err


def test_json_tells_a_program_the_mark_or_that_there_is_none(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus("mark", minutes, "nobody asked for", "--gap", *EDITOR, "--json")
    record = json.loads(called.out)
    assert record["mark"]["in_a_case"] == ('{gap: , after: "nobody asked for", by: "A. Editor"}')
    assert record["marks"][0]["line"] == 7
    none = foedus("mark", minutes, "The mayor said", "--gap", *EDITOR, "--json")
    assert none.code == 1
    assert json.loads(none.out)["mark"] is None
    assert json.loads(none.out)["found"] == 2
    unsettled = foedus("mark", minutes, "three men", "--settled", *EDITOR, "--json")
    assert unsettled.code == 1
    assert "No mark of Foedus's" in json.loads(unsettled.out)["message"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "give one of --supplied TEXT, --gap"),
        (["--gap", "--unclear"], "not --gap and --unclear"),
        (["--unclear", "--before"], "it has no --before"),
        (["--gap", "--reading", "x"], "A gap has no reading"),
        (["--surplus", "--extent", "x"], "A surplus has no extent"),
        (["--unclear", "--certainty", "low"], "A certainty is that of a reading"),
        (["--supplied", " "], "A guess needs words"),
        (["--settled", "--extent", "x"], "--settled has no"),
        (["--gap", "--kind", "gap"], "give it with --settled"),
        (["--gap", "--by", "Foedus"], "needs the name of the person"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    foedus: Callable, minutes: Path, options: list[str], told: str
) -> None:
    called = foedus("mark", minutes, "nobody asked for", *EDITOR, *options)
    assert called.is_refused_in_sentences
    assert told in called.err


def test_a_mark_or_a_name_without_a_place_makes_check_fail(foedus: Callable, minutes: Path) -> None:
    case = minutes.with_name("case.yaml")
    marks = "    marks: [{gap: , after: nobody at all asked for, by: A. Editor}]\n"
    text = CASE.replace("MARKS\n", marks).replace("[The mayor]", "[The Mayor, The mayor]")
    case.write_text(text, encoding="utf-8")
    checked = foedus("check", case, "--sources", minutes.parent)
    assert checked.code == 2
    assert f"{case}:7:13: {{gap: , after:" in checked.err
    assert "Perhaps line 7: nobody [-at all-] asked for" in checked.err
    assert f'{case}:8:27: the name "The Mayor" does not stand in minutes' in checked.err
    assert "not all that it says of its sources holds" in checked.out
    assert "1 mark by people: 1 not." in checked.out
    assert "3 names declared for a source: 2 found there, 1 not." in checked.out
    shown = foedus("source", minutes, "--case", case)
    assert shown.code == 2
    assert "nobody [-at all-] asked for" in shown.err


def test_source_refuses_a_case_that_does_not_have_the_file(foedus: Callable, minutes: Path) -> None:
    called = foedus("source", minutes, "--case", "korea-1950")
    assert called.is_refused_in_sentences
    assert "has the file minutes.txt" in called.err


def test_names_are_listed_and_near_spellings_only_asked_about(
    foedus: Callable, minutes: Path
) -> None:
    case = minutes.with_name("case.yaml")
    text = CASE.replace("MARKS\n", "").replace("[Mayor Reeve]", "{Mayor Reeve: , Nobudy: }")
    case.write_text(text, encoding="utf-8")
    called = foedus("names", case, "--sources", minutes.parent)
    assert called.code == 0
    assert "Mayor Reeve (upland)\n  minutes: The mayor (2 times)\n" in called.out
    assert "river\n  minutes: the river town (once), river (once)\n" in called.out
    assert 'line 13: is "Nobody" (3 times) a name like "Nobudy"?' in called.out
    record = json.loads(foedus("names", case, "--sources", minutes.parent, "--json").out)
    assert record["names"][0] == {
        "source": "minutes",
        "means": "Mayor Reeve",
        "name": "The mayor",
        "count": 2,
        "is_its_own": True,
    }
    without = foedus("names", case)
    assert "The mayor (not looked for)" in without.out
    assert "Not at hand: minutes." in without.out
    case.write_text(text.replace("[The mayor]", "[the Mayor]"), encoding="utf-8")
    wrong = foedus("names", case, "--sources", minutes.parent)
    assert wrong.code == 2
    assert 'the name "the Mayor" does not stand in minutes' in wrong.err


def test_no_note_commands_the_terminal(foedus: Callable, minutes: Path) -> None:
    case = minutes.with_name("case.yaml")
    marks = '    marks: [{gap: , after: nobody asked for, by: A. Editor, note: "\\e[31mred"}]\n'
    case.write_text(CASE.replace("MARKS\n", marks), encoding="utf-8")
    for called in (
        foedus("check", case, "--sources", minutes.parent),
        foedus("source", minutes, "--case", case),
    ):
        assert called.code == 0
        assert "\x1b" not in called.out
        assert "[31mred" in called.out
