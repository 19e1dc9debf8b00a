"""How are a source, its passages and its citations told to a program?

As plain values for JSON. Offsets count code points and lines count from one, both in the text as
it was read from the file; where that is in the file, `where` says. Signs beyond ASCII are escaped
when these values are printed, so that no terminal or pipe can change a quotation.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from foedus.sources.paragraphs import paragraphs_in

if TYPE_CHECKING:
    from foedus.sources import Citation, LookUp, Passage, Source, Suggestion

Record = dict[str, Any]

PLACES = 100
"""So many places are told of words that stand in more."""


def source_record(source: Source) -> Record:
    """The file, the repaired text, every operation and every mark."""
    return {
        "key": source.key,
        "file": None if source.path is None else str(source.path),
        "format": source.format,
        "encoding": source.encoding,
        "encoding_is_guessed": source.encoding_is_guessed,
        "notes": list(source.notes),
        "lines": source.line_count,
        "wrap": None if source.wrap is None else asdict(source.wrap),
        "paragraphs": len(paragraphs_in(source)),
        "operations": [asdict(made) for made in source.operations],
        "marks": [asdict(mark) for mark in source.marks],
        "text": source.repaired,
    }


def look_up_record(source: Source, found: LookUp) -> Record:
    """Where words stand, the citation if they stand once, and else what might be meant."""
    once = found.check
    return {
        "words": found.words,
        "found": len(found.places),
        "citation": None if once is None else _citation(once.citation),
        "passage": None if once is None or once.passage is None else _passage(once.passage),
        "places": [_passage(source.passage(*place)) for place in found.places[:PLACES]],
        "suggestion": None if found.suggestion is None else _suggestion(found.suggestion),
        "why": found.why,
        "whose_words": None if found.question is None else asdict(found.question),
    }


def _citation(citation: Citation) -> Record:
    return {**asdict(citation), "in_a_case": str(citation)}


def _passage(passage: Passage) -> Record:
    return {**asdict(passage), "doubts": list(passage.doubts)}


def _suggestion(suggestion: Suggestion) -> Record:
    """The places alone: a program, too, must not take a suggestion for a citation."""
    next_best = suggestion.runner_up
    return {
        "is_citation": False,
        "passage": _passage(suggestion.passage),
        "likeness": suggestion.score,
        "difference": [
            {
                "asked": change.cited,
                "found": change.found,
                **({"beside": change.beside} if change.beside else {}),
            }
            for change in suggestion.difference
        ],
        "runner_up": None if next_best is None else _passage(next_best),
        "runner_up_likeness": suggestion.runner_up_score,
    }
