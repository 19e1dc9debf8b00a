"""How is it told to a person where words stand, or which words may have been meant?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from foedus.cli.excerpts import filled, marks_around, printable, visible, words_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources import LookUp, Passage, Source, SpeechQuestion, Suggestion

SHOWN = 10
"""So many places are listed unless all are asked for."""

_WORDS_QUOTED = 60


def in_words(source: Source, found: LookUp) -> str:
    """The passage that holds some words, what is doubtful or to be asked, and the line to paste."""
    check = found.check
    passage = None if check is None else check.passage
    if check is None or passage is None:
        raise ValueError(f"{found.words!r} is not found exactly once")
    parts = [click.style(f"{printable(source.key)}, {passage.where}", bold=True)]
    parts += [filled(printable(line), "  ") for line in passage.text.splitlines()]
    if passage.marks:
        parts += ["", click.style("Doubtful", bold=True), *_doubts(source, passage, "  ")]
    if found.question is not None:
        parts += ["", *_question(found.question)]
    parts += ["", f"cite: {writable(str(check.citation))}"]
    return "\n".join(parts)


def why_not_cited(source: Source, found: LookUp, *, is_whole: bool) -> Iterator[str]:
    """A sentence about words that cannot be cited, and then the places that may be meant."""
    quoted = visible(found.words)
    if len(quoted) > _WORDS_QUOTED:
        quoted = f"{quoted[:_WORDS_QUOTED].rstrip()} …"
    name = source.key if source.path is None else source.path.name
    if found.places:
        yield (
            f'"{quoted}" stands in {len(found.places):,} places of {printable(name)}; give more '
            "words, so that only one can be meant"
            if len(found.places) > 1
            else f'"{quoted}" stands once in {printable(name)}'
        )
        yield from _places(source, found, is_whole=is_whole)
        return
    yield f'these words do not stand in {printable(name)}: "{quoted}"'
    if found.why:
        yield filled(visible(found.why), "  ")
    if found.suggestion is None:
        yield filled("Nothing there is like them.", "  ")
        return
    yield from _suggestion(source, found.suggestion)


def _question(asked: SpeechQuestion) -> Iterator[str]:
    """What a person has to say: whose words these are."""
    yield click.style("Whose words?", bold=True)
    yield filled(
        f"{asked.question} Foedus does not decide it. If so, write the citation out: "
        f"{{passage: […], words of: WHO, as: {asked.kind}}}",
        "  ",
    )


def _doubts(source: Source, passage: Passage, indent: str) -> Iterator[str]:
    for place, here in marks_around(source, passage.marks):
        yield filled(place, indent)
        for mark in here:
            yield filled(visible(f"{mark.kind.value}: {passage.doubt(mark)}"), f"{indent}  ")


def _places(source: Source, found: LookUp, *, is_whole: bool) -> Iterator[str]:
    shown = found.places if is_whole else found.places[:SHOWN]
    for place in shown:
        yield f"  {source.passage(*place).where}: {words_around(source, *place)}"
    if len(found.places) > len(shown):
        yield f"  … and {len(found.places) - len(shown):,} more (--all lists them)"


def _suggestion(source: Source, suggestion: Suggestion) -> Iterator[str]:
    """The nearest place and the next; no line of it can be pasted into a case."""
    yield filled(
        "This is no citation. The place most like them is the following; if it is the one, ask "
        "again with the words that stand there.",
        "  ",
    )
    yield _place(source, suggestion.passage, suggestion.score)
    yield filled("word by word, [-yours-] and {+the source's+}:", "    ")
    yield filled(visible(" ".join(map(str, suggestion.difference))), "      ")
    yield from _doubts(source, suggestion.passage, "    ")
    if suggestion.runner_up is not None:
        yield filled("The next most like them:", "  ")
        yield _place(source, suggestion.runner_up, suggestion.runner_up_score)
    yield filled('Likeness counts letters and not meaning: a lost "not" scores above 90.', "  ")


def _place(source: Source, passage: Passage, likeness: float) -> str:
    around = words_around(source, passage.repaired_start, passage.repaired_end)
    return filled(f"{passage.where} (likeness {likeness:.0f} of 100): {around}", "    ")


def writable(text: str) -> str:
    """Write a citation in the signs that standard output knows; YAML reads the others by number."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
