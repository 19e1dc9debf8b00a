"""`foedus check` explains every citation that does not hold, each in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MINUTES = """\
The council met in spring, when the river stood
high and the lower fields could not be reached
on foot. The mayor said that the dam would hold,
although two engineers had written to him that
although two engineers had written to him that
the ground was soft. He did not read the letters
to the others, and nobody asked for them. The
town\u2019s own clerk wrote that the rule had lapsed.

In the second week the river town sent three men
to the capital. The minister, who was tired, had
promised the same to the miners, and he promised
to think about it. The mayor said that the town
would get its pledge in writing. Nobody asked
for a date, and the ground was soft.
"""
LETTERS = (
    "I was told yesterday that the treasurer had resigned, and that nobody would follow him.\n"
)
CHRONICLE = (
    "It began here with a quarrel. "
    + " ".join(f"On day {day} nothing of note was done by the board." for day in range(400))
    + " It ended there in peace.\n"
)
SENTENCE = (
    "The mayor said that the dam would hold, although two engineers had written to him that the "
    "ground was soft."
)
LONGER = " ".join(MINUTES.split()).split("written to him that ")[2]
LONGER = f"two engineers had written to him that {LONGER}"

CASE = """\
foedus: 1
title: The dam
actors: {upland: {}, river: {}}
sources:
  minutes: {title: Minutes, file: minutes.txt}
  letters: {title: Letters, file: letters.txt}
  chronicle: {title: A chronicle, file: chronicle.txt}
play:
  - {move: proposes, by: upland, options: [dam, nothing]}
outcomes: {dam: proposes = dam, none: otherwise}
preferences: {upland: {dam: 100}, river: {dam: -harm}}
assumptions:
  harm: {between: [10, 60], cite: %s}
"""


def _marked(end: str, passage: str) -> str:
    """Cite the mayor's sentence by other last words, or with the fingerprint of another one."""
    return f'[minutes, "The mayor said that the dam", "{end}", "{fingerprint(passage)}"]'


FAILURES = {
    "absent": (
        '[minutes, "An astronomer royal observed comets over Greenwich", ""]',
        ["do not stand in minutes", "Nothing in it is more like them than by chance"],
    ),
    "one word": (
        '[minutes, "The mayor said that the dam would not hold", ""]',
        ["Perhaps line 3", "would [-not-] hold", "Or, the next most like", "lines 13-14", "paste:"],
    ),
    "ambiguous": (
        '[minutes, "The mayor said", ""]',
        ["ambiguous", "fits 2 places in minutes (line 3, line 13)", "more of its words"],
    ),
    "changed between the ends": (
        _marked("ground was soft.", SENTENCE.replace("two", "three")),
        ["changed", "It reads there: \u201cThe mayor said that the dam would hold", "paste:"],
    ),
    "only the first words": (
        '[minutes, "The mayor said that the dam", "and everybody was well pleased"]',
        ["Only the first words do (line 3)", "Perhaps lines 3-"],
    ),
    "only the last words": (
        '[minutes, "The major thought that a dam", "the rule had lapsed."]',
        ["Only the last words do (line 8)", "[-major thought-] {+mayor said+}"],
    ),
    "found by the fingerprint": (
        _marked("as all the world was told", SENTENCE),
        ["The fingerprint is that of lines 3-6", 'paste: [minutes, "The mayor said'],
    ),
    "a later end": (
        f'[minutes, "two engineers", "the ground was soft.", "{fingerprint(LONGER)}"]',
        ["ambiguous", "the passage that ends later (lines 4-15)", "more of its last words"],
    ),
    "typography": (
        '[minutes, "The town\'s own clerk wrote that", ""]',
        ["other quotation marks or dashes (lines 7-8)", "[-town's-] {+town\u2019s+}"],
    ),
    "capitals": (
        '[minutes, "the Mayor said that the Dam", ""]',
        ["other capitals (line 3)", "every letter counts"],
    ),
    "parts of words": (
        '[minutes, "ayor said that the dam", ""]',
        ["not as whole words", "[-ayor-] {+mayor+}"],
    ),
    "only in the file as it was found": (
        '[minutes, "written to him that although two engineers had written", ""]',
        ["They stand in the file as it was found", "a repeat that was dropped (line 5)"],
    ),
    "too far apart": (
        '[chronicle, "It began here", "ended there in peace."]',
        ["too far behind them", "at most 10,000 characters", "would have 19,944"],
    ),
    "in the other order": (
        '[minutes, "the rule had lapsed.", "The mayor said that the dam"]',
        ["do not follow them", "in the other order they make a passage", "paste:"],
    ),
    "overlapping": (
        '[minutes, "The mayor said that the dam", "the dam would hold"]',
        ["share a word (line 3)", "cite fewer of them"],
    ),
    "another source": (
        '[minutes, "told yesterday that the treasurer", "nobody would follow him."]',
        ["not stand in minutes, but in letters, line 1", 'cite that source: [letters, "told'],
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (("minutes", MINUTES), ("letters", LETTERS), ("chronicle", CHRONICLE)):
        (papers / f"{name}.txt").write_text(text, encoding="utf-8")

    def write(citation: str) -> tuple[Path, Path]:
        path = tmp_path / "case.yaml"
        path.write_text(CASE % citation, encoding="utf-8")
        return path, papers

    return write


@pytest.mark.parametrize("failure", FAILURES)
def test_every_failure_is_explained_in_its_own_way(
    foedus: Callable, case: Callable[[str], tuple[Path, Path]], failure: str
) -> None:
    citation, told = FAILURES[failure]
    path, papers = case(citation)
    called = foedus("check", path, "--sources", papers)
    assert called.is_refused_in_sentences
    for words in told:
        assert words in called.err
    assert "1 that do not hold" in called.out


@pytest.mark.parametrize("failure", FAILURES)
def test_what_is_to_be_pasted_holds(
    foedus: Callable, case: Callable[[str], tuple[Path, Path]], failure: str
) -> None:
    path, papers = case(FAILURES[failure][0])
    told = foedus("check", path, "--sources", papers).err
    pasted = [line.partition("paste: ")[2] for line in told.splitlines() if "paste: " in line]
    pasted += [
        line.partition("cite that source: ")[2]
        for line in told.splitlines()
        if "cite that source: " in line
    ]
    for citation in pasted:
        path, papers = case(citation)
        called = foedus("check", path, "--sources", papers)
        assert called.code == 0
        assert "1 valid" in called.out


def test_a_wrong_key_of_a_source_is_told_with_the_nearest(
    foedus: Callable, case: Callable[[str], tuple[Path, Path]]
) -> None:
    path, papers = case('[leters, "told yesterday", "follow him."]')
    called = foedus("check", path, "--sources", papers)
    assert called.is_refused_in_sentences
    assert 'did you mean "letters"' in called.err
