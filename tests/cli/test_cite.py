"""`foedus cite`: the passage, and a citation that a case can hold, or no citation at all."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from foedus.sources import Citation, check_citation, fingerprint, read_source

SENTENCE = (
    "The mayor said that the dam would hold, although two engineers had written to him that the "
    "ground was soft."
)


def pasted(out: str) -> str:
    """The one line that is ready to paste."""
    (line,) = [line for line in out.splitlines() if line.startswith("cite: ")]
    return line


def case_with(citation: str, folder: Path) -> Path:
    path = folder / "case.yaml"
    path.write_text(
        f"""\
foedus: 1
title: One citation
sources: {{minutes: {{title: Minutes, file: minutes.txt}}}}
actors: {{a: {{}}}}
play:
  - move: go
    by: a
    options: [out, stay]
    {citation}
outcomes: {{done: always}}
""",
        encoding="utf-8",
    )
    return path


def test_the_sentence_and_its_citation_are_printed(foedus: Callable, minutes: Path) -> None:
    called = foedus("cite", minutes, "the ground was")
    assert called.code == 0
    assert not called.err
    assert "minutes, lines 3-6" in called.out
    assert SENTENCE in " ".join(called.out.split())
    # "The mayor said that the" begins two sentences, so that a sixth word is needed
    assert pasted(called.out) == (
        f'cite: [minutes, "The mayor said that the dam", "ground was soft.", '
        f'"{fingerprint(SENTENCE)}"]'
    )


def test_what_is_doubtful_in_the_passage_is_said(foedus: Callable, minutes: Path) -> None:
    dropped = " ".join(foedus("cite", minutes, "the ground was").out.split())
    assert "surplus: The passage runs across a dropped repeat (line 5)" in dropped
    assert "written to him that [[surplus]] the ground" in dropped
    lost = " ".join(foedus("cite", minutes, "nobody asked for In the second").out.split())
    assert "gap: The passage runs across a lost place (line 7)" in lost
    assert "Doubtful" not in foedus("cite", minutes, "the lower fields").out


@pytest.mark.parametrize(
    "words", ["the ground was", "the lower fields", "nobody asked for", "ford", "Nobody knew"]
)
def test_what_is_pasted_into_a_case_holds_and_check_repeats_the_doubts(
    foedus: Callable, minutes: Path, words: str
) -> None:
    told = foedus("cite", minutes, words).out
    called = foedus("check", case_with(pasted(told), minutes.parent), "--sources", minutes.parent)
    assert called.code == 0, called.err
    assert "1 of 1 citations checked: 1 valid." in called.out
    told_doubts = told.count("The passage ")
    assert called.out.count("note: ") == told_doubts


def test_check_says_what_a_citation_runs_across(foedus: Callable, minutes: Path) -> None:
    cite = 'cite: [minutes, "to the others", "second week"]'
    called = foedus("check", case_with(cite, minutes.parent), "--sources", minutes.parent)
    assert called.code == 0
    assert "note: " in called.out
    assert "runs across a lost place (line 7)" in called.out


def test_check_calls_a_citation_that_fits_several_places_ambiguous(
    foedus: Callable, minutes: Path
) -> None:
    cite = 'cite: [minutes, "The mayor", "said"]'
    called = foedus("check", case_with(cite, minutes.parent), "--sources", minutes.parent)
    assert called.code == 2
    assert "ambiguous" in called.err
    assert "line 3, line 12" in called.err
    assert "cite more of the first words" in called.err


def test_check_tells_what_moved_since_an_earlier_file(foedus: Callable, minutes: Path) -> None:
    earlier = minutes.parent / "earlier"
    earlier.mkdir()
    text = minutes.read_text(encoding="utf-8")
    (earlier / "minutes.txt").write_text(text, encoding="utf-8")
    minutes.write_text(f"Minutes of the council\n\n{text}", encoding="utf-8")
    case = case_with(pasted(foedus("cite", minutes, "Nobody knew").out), minutes.parent)
    arguments = ("check", case, "--sources", minutes.parent)
    called = foedus(*arguments, "--earlier", earlier)
    assert called.code == 0
    assert "moved: " in called.out
    assert "stood in line 17 and now stands in line 19, word for word." in called.out
    assert f"Since the files in {earlier}: 1 moved." in called.out
    assert "1 same." in foedus(*arguments, "--earlier", minutes.parent).out
    for folder in (earlier, minutes.parent):
        (folder / "minutes.txt").write_text("Nothing of it.", encoding="utf-8")
    unknown = foedus(*arguments, "--earlier", earlier)
    assert "1 unknown (holds in neither file, or a file is not at hand)." in unknown.out
    assert foedus("check", case, "--earlier", earlier).is_refused_in_sentences
    assert foedus(*arguments, "--earlier", earlier / "no").is_refused_in_sentences


def test_a_citation_survives_an_output_that_lacks_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "dopis_č.txt"
    path.write_text("Starosta řekl, že hráz vydrží — „určitě“.", encoding="utf-8")
    shown = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "foedus.cli.main", "cite", path, "že hráz"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    line = shown.stdout.decode("cp1252").splitlines()[-1]
    cited = Citation(*yaml.safe_load(line)["cite"])
    assert cited.source == "dopis_č"
    assert check_citation(read_source(path), cited).is_valid


def test_words_in_several_places_cite_nothing_and_ask_for_more(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus("cite", minutes, "The mayor said")
    assert called.code == 1
    assert not called.out
    assert "stands in 2 places of minutes.txt; give more words" in called.err
    assert "line 3: … could not be reached on foot. [[The mayor said]] that" in called.err
    assert "line 12: " in called.err


def test_of_many_places_the_first_are_listed(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "chant.txt"
    path.write_text("No dam, they said. " * 25, encoding="utf-8")
    called = foedus("cite", path, "they said")
    assert "25 places" in called.err
    assert called.err.count("[[they said]]") == 10
    assert "and 15 more (--all lists them)" in called.err
    assert foedus("cite", path, "they said", "--all").err.count("[[they said]]") == 25


def test_words_that_stand_nowhere_get_the_nearest_places_and_no_citation(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus("cite", minutes, "The mayor told them that the dam would hold")
    assert called.code == 1
    assert not called.out
    said = " ".join(called.err.split())
    assert "do not stand in minutes.txt" in said
    assert "This is no citation." in said
    assert "line 3 (likeness " in said
    assert "The mayor [-told them-] {+said+} that the dam would hold" in said
    assert "lines 12-13 (likeness " in said
    assert "cite:" not in said
    assert "[minutes," not in said


def test_words_copied_with_a_dropped_repeat_are_not_cited_but_explained(
    foedus: Callable, minutes: Path
) -> None:
    line = "although two engineers had written to him that"
    called = foedus("cite", minutes, f"{line}\n{line} the ground")
    assert called.code == 1
    said = " ".join(called.err.split())
    assert "They stand in the file as it was found" in said
    assert "a repeat that was dropped (line 5)" in said
    assert "surplus: The passage runs across a dropped repeat (line 5)" in said


def test_words_copied_with_a_broken_word_are_not_cited_but_explained(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus("cite", minutes, "home to the well- known inn")
    assert called.code == 1
    assert "a hyphen at which lines were joined (lines 14-15)" in " ".join(called.err.split())


@pytest.mark.parametrize(
    ("old", "new"), [("would hold", "would not hold"), ("two", "three"), ("The", "the")]
)
def test_one_altered_word_is_never_cited(
    foedus: Callable, minutes: Path, old: str, new: str
) -> None:
    called = foedus("cite", minutes, SENTENCE.replace(old, new, 1))
    assert called.code == 1
    assert not called.out


def test_nothing_like_the_words_is_said_plainly(foedus: Callable, minutes: Path) -> None:
    called = foedus("cite", minutes, "Quantum fields fluctuate")
    assert called.code == 1
    assert "Nothing there is like them." in called.err


def test_a_key_of_the_case_is_used_and_a_wrong_one_refused(foedus: Callable, minutes: Path) -> None:
    assert "cite: [protocol, " in foedus("cite", minutes, "the ground", "--key", "protocol").out
    assert foedus("cite", minutes, "the ground", "--key", "two words").is_refused_in_sentences


def test_a_file_whose_name_no_case_can_use_is_told(foedus: Callable, minutes: Path) -> None:
    path = minutes.rename(minutes.with_name("the minutes (2).txt"))
    called = foedus("cite", path, "the ground")
    assert called.code == 0
    assert "--key" in called.err


def test_json_tells_a_citation_places_or_what_may_be_meant(foedus: Callable, minutes: Path) -> None:
    once = json.loads(foedus("cite", minutes, "the ground was", "--json").out)
    assert once["found"] == 1
    assert once["citation"]["in_a_case"].startswith('[minutes, "The mayor said that the dam",')
    assert once["passage"]["text"] == SENTENCE
    assert once["passage"]["marks"][0]["kind"] == "surplus"
    several = foedus("cite", minutes, "The mayor said", "--json")
    assert several.code == 1
    told = json.loads(several.out)
    assert (told["citation"], told["found"]) == (None, 2)
    assert [place["first_line"] for place in told["places"]] == [3, 12]
    nowhere = json.loads(foedus("cite", minutes, "The major said that the dam", "--json").out)
    assert nowhere["citation"] is None
    assert nowhere["suggestion"]["is_citation"] is False
    assert nowhere["suggestion"]["passage"]["first_line"] == 3
    assert {"asked": "major", "found": "mayor"} in nowhere["suggestion"]["difference"]


def test_an_annotation_selects_the_passage_in_the_file(foedus: Callable, minutes: Path) -> None:
    annotation = json.loads(foedus("cite", minutes, "ground was soft", "--annotation").out)
    by_words, by_place = annotation["target"]["selector"]
    raw = minutes.read_text(encoding="utf-8")
    assert annotation["target"]["source"] == "minutes.txt"
    assert raw[by_place["start"] : by_place["end"]] == by_words["exact"]
    assert by_words["exact"].count("although two engineers") == 2
    refused = foedus("cite", minutes, "The mayor said", "--annotation")
    assert (refused.code, refused.out) == (1, "")
    assert "2 places" in refused.err
    assert foedus("cite", minutes, "ford", "--annotation", "--json").is_refused_in_sentences


@pytest.mark.parametrize("words", ["", "  ", "x" * 10_001])
def test_no_words_or_too_many_are_refused(foedus: Callable, minutes: Path, words: str) -> None:
    assert foedus("cite", minutes, words).is_refused_in_sentences
