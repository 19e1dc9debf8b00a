"""What can be written in the record of a case?

Entries of six kinds, each named by its first word, with who took part and what was said; and what
they are about: claims, agreements, and the rules that the record is held against.
"""

from __future__ import annotations

from foedus.case.events import AgreementState
from foedus.case.grammar import Either, ListOf, Others, Shape, Tagged, Value, Word
from foedus.case.kinds import CITES, DATE, NAME, NAMES, STEP_OPTION, TEXT, YES_NO

__all__ = [
    "AGREEMENT",
    "AGREEMENTS",
    "CLAIM",
    "CLAIMS",
    "ENTRY",
    "RECORD",
    "RULE",
    "RULES",
    "SAID",
]

_SOMEBODY = Value("a voice, an actor or anybody else")
_PEOPLE = Either((_SOMEBODY, ListOf(_SOMEBODY, "a list of voices, actors or others", least=1)))

_CITE = Word("cite", CITES, "The passage.")
_AGAINST = Word("against", CITES, "The passages that speak against it.")

SAID = Shape(
    "something said",
    "What somebody said in an entry.",
    (
        Word("by", _SOMEBODY, "Who said it, of those who took part."),
        Word("to", _PEOPLE, "Who heard it; all others who took part unless said."),
        Word("says", TEXT, "What was said, in the author's words; those of the claim unless said."),
        Word("claim", NAME, "The claim that was made."),
        Word("denies", NAME, "The claim that was contradicted."),
        Word(
            "layer",
            Value("fact, report or inference", choices=("fact", "report", "inference")),
            "Whether the source gives it as fact, as somebody's words, or infers it.",
        ),
        _CITE,
        _AGAINST,
    ),
    one_of=("says", "claim"),
)
_STATE = Value("a state of an agreement", choices=tuple(state.value for state in AgreementState))
_MAKES = Shape(
    "changes of agreements",
    "Which agreements change their state.",
    others=Others(NAME, _STATE, "An agreement, with the state that it comes to.", least=1),
)

_ON = Word("on", DATE, "When it was; open at both ends unless said.")
_AFTER = Word("after", NAMES, "Entries that came before it, perhaps on the same day.")
_WHERE = Word("where", TEXT, "The place.")
_TO = Word("to", _PEOPLE, "Who heard or received it.")
_COMMON = (
    Word("says", TEXT, "What happened, in the author's words.", is_required=True),
    Word("said", ListOf(SAID, "a list of what was said", least=1), "What was said."),
    Word("makes", _MAKES, "The agreements that it brings to a state."),
    Word("step", STEP_OPTION, "The step and option that it records."),
    Word("recorded", YES_NO, "With no: no source tells it, but rules and agreements name it."),
    _CITE,
    _AGAINST,
)


def _name(kind: str) -> Word:
    return Word(kind, NAME, "A name for it.", is_required=True)


def _by(*, is_required: bool) -> Word:
    return Word("by", _PEOPLE, "Whose it was.", is_required=is_required)


ENTRY = Shape(
    "an entry",
    "Something that happened.",
    (_name("entry"), _ON, _AFTER, _WHERE, Word("who", _PEOPLE, "Who took part."), *_COMMON),
)
MEETING = Shape(
    "a meeting",
    "People were together; unless said, all hear what is said.",
    (
        _name("meeting"),
        _ON,
        _AFTER,
        _WHERE,
        Word("who", _PEOPLE, "Who took part.", is_required=True),
        *_COMMON,
    ),
)
MESSAGE = Shape(
    "a message of the record",
    "Words that went from one to others.",
    (
        _name("message"),
        Word("from", _SOMEBODY, "Who sent it.", is_required=True),
        Word("to", _PEOPLE, "Who received it.", is_required=True),
        Word("through", _PEOPLE, "Who passed it on, the one next to the sender first."),
        Word("on", DATE, "When it was sent; open at both ends unless said."),
        Word("received", DATE, "When it arrived."),
        _AFTER,
        *_COMMON,
    ),
)
STATEMENT = Shape(
    "a statement",
    "Somebody said or wrote something.",
    (_name("statement"), _by(is_required=True), _TO, _ON, _AFTER, _WHERE, *_COMMON),
)
DECISION = Shape(
    "a decision",
    "Somebody decided something.",
    (_name("decision"), _by(is_required=True), _TO, _ON, _AFTER, _WHERE, *_COMMON),
)
ACT = Shape(
    "an act",
    "Somebody did something.",
    (_name("act"), _by(is_required=False), _TO, _ON, _AFTER, _WHERE, *_COMMON),
)
RECORD = Tagged("an entry", (ENTRY, MEETING, MESSAGE, STATEMENT, DECISION, ACT))

CLAIM = Shape(
    "a claim",
    "Something that can be told, known and denied.",
    (
        Word("says", TEXT, "The claim in a sentence.", is_required=True),
        Word("about", STEP_OPTION, "The step and option of the play that it is true of."),
        _CITE,
        _AGAINST,
    ),
)
CLAIMS = Shape("claims", "What is told.", others=Others(NAME, CLAIM, "A claim."))

AGREEMENT = Shape(
    "an agreement",
    "What parties agreed, or were to agree.",
    (
        Word("says", TEXT, "The agreement in a sentence.", is_required=True),
        Word(
            "between",
            ListOf(_SOMEBODY, "a list of two parties or more", least=2),
            "The parties.",
            is_required=True,
        ),
        Word("binds", TEXT, "The rule by which it comes to bind: unanimous, or other words."),
        Word("only after", TEXT, "An entry, or words, before which it is not to be in force."),
        _CITE,
        _AGAINST,
    ),
)
AGREEMENTS = Shape(
    "agreements", "What was agreed.", others=Others(NAME, AGREEMENT, "An agreement.")
)

RULE = Shape(
    "a rule of the record",
    "What had to come first (needs, before), or what had to follow (after, follows).",
    (
        Word("says", TEXT, "The rule in a sentence.", is_required=True),
        Word("needs", NAME, "The entry that had to come first."),
        Word("before", NAME, "The entry before which it had to come."),
        Word("after", NAME, "The entry on which something had to follow."),
        Word("follows", NAME, "The entry that had to follow."),
        Word(
            "within",
            Value("a number of days or weeks", language="distance"),
            "In what time it had to follow; at any time unless said.",
        ),
        Word("by", _SOMEBODY, "Of a pledge: who gave it."),
        Word("to", _SOMEBODY, "Of a pledge: to whom it was given."),
        _CITE,
        _AGAINST,
    ),
    one_of=("needs", "follows"),
)
RULES = Shape("rules", "What the record is held against.", others=Others(NAME, RULE, "A rule."))
