"""What may follow a word of the case language?

Names, texts, dates, conditions, quantities and citations: the values that many words share.
"""

from __future__ import annotations

from foedus.case.grammar import Either, ListOf, Others, Shape, Value, Word
from foedus.sources import Voicing

NAME_PATTERN = r"(?=.*[^\W\d_])\w(?:[\w.-]*\w)?"
NUMBER_PATTERN = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"

TEXT = Value("a text")
NOTE = Value("a note")
NAME = Value("a name (letters, digits, _ - and . inside, no spaces)", pattern=NAME_PATTERN)
ASSUMPTION_NAME = NAME
NAMES = Either((NAME, ListOf(NAME, "a list of names")))
OPTION_NAME = Value(
    "the name of an option (letters, digits, _ - and . inside, no spaces)",
    pattern=r"\w(?:[\w.-]*\w)?",
)
NUMBER = Value("a number", pattern=NUMBER_PATTERN)
MOST_DEFERRALS = 20
DEFERRALS = Value(f"a whole number from 0 to {MOST_DEFERRALS}", pattern="[0-9]{1,3}")
MOUTHS = Value("a whole number from 0 to 999", pattern="[0-9]{1,3}")
PARTIES = Value("a whole number from 1 to 999", pattern="[0-9]{1,3}")
YES_NO = Value("yes or no", choices=("yes", "no"))
_MOMENT = (
    r"(?:[?~%]?-?[0-9X]{4}(?:S[0-9]+)?[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"
    r"|Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?[?~%]?)"
)
EDTF_PATTERN = rf"{_MOMENT}|(?:{_MOMENT}|[.]{{2}})?/(?:{_MOMENT}|[.]{{2}})?|\[.+\]|\{{.+\}}"
_EDTF = Value("a date (1950, 1950-05, 1950-05-13, 1950?, 195X, …)", EDTF_PATTERN, language="date")
_UNQUOTED = 'a set of dates needs quotes: "[1950,1951]", one of these, or "{1950,1951}", all'
_AN_ENTRY = Value("the name of an entry", language="entry")
DATE = Either(
    (
        _EDTF,
        Shape(
            "a date",
            "When something was: by a reading of what the source writes, or by other entries.",
            (
                Word("as written", TEXT, "The date in the words of the source."),
                Word(
                    "edtf",
                    Either((_EDTF,), _UNQUOTED),
                    "The reading: a date of EDTF (ISO 8601-2), levels 0 to 2.",
                ),
                Word("basis", NOTE, "On what ground the year, month or day was supplied."),
                Word("after", _AN_ENTRY, "An entry of the record than which it is later."),
                Word("before", _AN_ENTRY, "An entry than which it is earlier."),
                Word(
                    "by",
                    Value("a number of days, weeks, months or years", language="distance"),
                    "How much later or earlier: 1 day, 2 to 3 weeks.",
                ),
                Word("same day as", _AN_ENTRY, "An entry on whose day it was."),
                Word(
                    "between",
                    ListOf(_AN_ENTRY, "two entries [earlier, later]", least=2, most=2),
                    "Two entries between which it was.",
                ),
            ),
            one_of=("edtf", "after", "before", "same day as", "between"),
        ),
    ),
    _UNQUOTED,
)
CONDITION = Value("a condition", language="condition")
STEP_OPTION = Value("a step and its option (step = option)", language="condition")
TEST = Value("a test", language="test")

_CITE_PART = Value("a source, or words of the passage", can_be_empty=True)
CITE = ListOf(_CITE_PART, "a citation: [source, first words, last words]", least=1, most=4)
RELAY = Shape(
    "one who passed words on",
    "Somebody between the speaker and the page.",
    (
        Word("by", TEXT, "Who it was: a voice, an actor or anybody else.", is_required=True),
        Word("when", DATE, "When it was passed on."),
    ),
)
RELAYS = Either(
    (
        Value("a name"),
        ListOf(Either((Value("a name"), RELAY)), "a list of those who passed it on", least=1),
        RELAY,
    )
)
WRITTEN_OUT = Shape(
    "a citation written out",
    "A passage, whose words it is, and through whom they came.",
    (
        Word("passage", CITE, "The citation as a list.", is_required=True),
        Word("words of", TEXT, "Whose words they are: a voice, an actor or anybody else."),
        Word(
            "as",
            Value("a form of words", choices=tuple(form.value for form in Voicing)),
            "The narrator's own, a document's, word for word, or in another's words.",
            is_required=True,
        ),
        Word("through", RELAYS, "Who passed them on, the one next to the speaker first."),
        Word("origin", TEXT, "The utterance or document that the passage goes back to."),
    ),
)
CITES = Either(
    (
        Value("a source"),
        ListOf(
            Either((_CITE_PART, CITE, WRITTEN_OUT)),
            "a citation [source, first words, last words], or a list of citations",
            least=1,
        ),
        WRITTEN_OUT,
    )
)

_BOUND = Either(
    (
        Value("a number or an assumption", language="bound"),
        ListOf(
            Value("a number or an assumption", language="bound"),
            "a list of numbers and assumptions",
            least=1,
        ),
    )
)
QUANTITY_WORDS = (
    Word("value", Value("a quantity", language="quantity"), "A number, a range or a word."),
    Word(
        "between",
        ListOf(NUMBER, "two numbers", least=2, most=2),
        "The least and the largest value.",
    ),
    Word("word", Value("a word of the lexicon"), "A word of estimative probability."),
    Word("unknown", Value("nothing", choices=("yes",), can_be_empty=True), "Nothing is known."),
    Word("as written", TEXT, "The phrase of the source that the word stands for."),
    Word("less than", _BOUND, "Numbers or assumptions that it is less than."),
    Word("more than", _BOUND, "Numbers or assumptions that it is more than."),
    Word(
        "distribution",
        Value("uniform or log-uniform", choices=("uniform", "log-uniform")),
        "How variants are drawn from the range.",
    ),
    Word("cite", CITES, "The passages behind it."),
    Word("against", CITES, "The passages that speak against it."),
    Word("note", NOTE, "What the author has to say about it."),
)
_QUANTITY_SHAPE = Shape("a quantity", "A quantity with what is known of it.", QUANTITY_WORDS)
ASSUMPTION = Either(
    (
        Value("a number, a range (10 to 40), a word of the lexicon, or unknown", language="given"),
        _QUANTITY_SHAPE,
    )
)
QUANTITY = Either(
    (
        Value(
            "a number, a range (10 to 40), a word of the lexicon, an assumption, a sum, or unknown",
            language="quantity",
        ),
        _QUANTITY_SHAPE,
    )
)
NUMBER_OR_RANGE = Either(
    (Value("a number, a range (5 to 20), or unknown", language="given"), _QUANTITY_SHAPE)
)
PRICES = Shape(
    "prices",
    "What each actor pays.",
    others=Others(NAME, QUANTITY, "What this actor pays.", least=1),
)
PRICE_OR_PRICES = Either((QUANTITY.kinds[0], PRICES))
