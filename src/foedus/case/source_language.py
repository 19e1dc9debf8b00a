"""What can be written under a source about its text?

Marks that people add to it, in the words of the Text Encoding Initiative, and the names by which it
calls those who speak.
"""

from __future__ import annotations

from foedus.case.grammar import Either, ListOf, Others, Shape, Tagged, Value, Word
from foedus.case.kinds import NOTE, TEXT

_BY = Word("by", TEXT, "The person who says so.", is_required=True)
_NOTE = Word("note", NOTE, "Why, for the reader.")
_AFTER = Word("after", TEXT, "Words that stand there once, right before the place.")
_BEFORE = Word("before", TEXT, "Words that stand there once, right behind the place.")
_WITHIN = Word(
    "within", TEXT, "Words around them that stand there once, if they stand there several times."
)
_CERTAINTY = Word(
    "certainty",
    Value("high, medium or low", choices=("high", "medium", "low")),
    "How sure the person is of the words that are supplied or read.",
)

SUPPLIED = Shape(
    "supplied",
    "An editor's guess at words that are lost; it is shown apart and never fills the text.",
    (
        Word("supplied", TEXT, "The words.", is_required=True),
        _AFTER,
        _BEFORE,
        _BY,
        _CERTAINTY,
        _NOTE,
    ),
)
UNCLEAR = Shape(
    "unclear",
    "Words that stand there but may not be right.",
    (
        Word("unclear", TEXT, "The words, as they stand there.", is_required=True),
        _WITHIN,
        Word("reading", TEXT, "What they may be instead."),
        _BY,
        _CERTAINTY,
        _NOTE,
    ),
)
GAP = Shape(
    "gap",
    "A place where something is lost.",
    (
        Word(
            "gap",
            TEXT,
            "How much is lost, such as: about two words; nothing where nobody can tell.",
            is_required=True,
            can_be_empty=True,
        ),
        _AFTER,
        _BEFORE,
        _BY,
        _NOTE,
    ),
)
SURPLUS = Shape(
    "surplus",
    "Words that stand there but do not belong.",
    (
        Word("surplus", TEXT, "The words, as they stand there.", is_required=True),
        _WITHIN,
        _BY,
        _NOTE,
    ),
)
SETTLED = Shape(
    "settled",
    "A mark of Foedus's that a person finds to be no doubt; it is shown as settled.",
    (
        Word("settled", TEXT, "Words that stand there once and touch the mark.", is_required=True),
        Word(
            "kind",
            Value("gap, surplus or unclear", choices=("gap", "surplus", "unclear")),
            "Which mark, if several touch the words.",
        ),
        _BY,
        _NOTE,
    ),
)

MARKS = ListOf(
    Tagged("a mark", (SUPPLIED, UNCLEAR, GAP, SURPLUS, SETTLED), is_named=False),
    "a list of marks",
)

NAMES_THERE = Shape(
    "names",
    "The names by which a source calls a voice or an actor.",
    others=Others(
        Value("a voice or an actor"),
        Either((TEXT, ListOf(TEXT, "a list of names", least=1))),
        "How this source writes the name, letter by letter; here it means nobody else.",
    ),
)
