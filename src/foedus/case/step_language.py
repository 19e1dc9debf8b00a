"""What can stand in a play?

Moves, events, types and the institutions, each with its words.
"""

from __future__ import annotations

from foedus.case.grammar import Either, ListOf, Others, Shape, Tagged, Value, Word
from foedus.case.kinds import (
    CITES,
    CONDITION,
    DEFERRALS,
    NAME,
    NAMES,
    OPTION_NAME,
    PARTIES,
    PRICE_OR_PRICES,
    PRICES,
    QUANTITY,
    STEP_OPTION,
    TEXT,
    YES_NO,
)

WHEN = Word("when", CONDITION, "The step is reached only while this holds.")
SEEN_BY = Word("seen by", NAMES, "Who sees it; everyone unless said.")
WHY = Word("why", TEXT, "Why the step is there.")
CITE = Word("cite", CITES, "The passages behind the step.")
AGAINST = Word("against", CITES, "The passages that speak against it.")
TYPE = Value("type", choices=("type",))

OPTION = Shape(
    "an option",
    "One thing that may be done.",
    (
        Word("option", OPTION_NAME, "Its name.", is_required=True),
        Word("when", CONDITION, "It is offered only while this holds."),
    ),
)
_OPTION_DETAILS = Either(
    (
        Value("nothing, or a condition", language="condition", can_be_empty=True),
        Shape("an option", "What is said of an option.", OPTION.words[1:]),
    )
)
OPTIONS = Either(
    (
        ListOf(Either((OPTION_NAME, OPTION)), "a list of options", least=1),
        Shape(
            "options",
            "Options, each with its condition.",
            others=Others(OPTION_NAME, _OPTION_DETAILS, "An option, with its condition.", least=1),
        ),
    )
)

MOVE = Shape(
    "a move",
    "One actor chooses among options.",
    (
        Word("move", NAME, "What the move is called.", is_required=True),
        Word("by", NAME, "Who moves.", is_required=True),
        Word("options", OPTIONS, "What may be done.", is_required=True),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
EVENT = Shape(
    "an event",
    "Chance decides; each viewpoint has its own probabilities (see beliefs).",
    (
        Word("event", NAME, "What the event is called.", is_required=True),
        Word("options", OPTIONS, "What may happen.", is_required=True),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
TYPE_STEP = Shape(
    "a type",
    "Chance at the start that only some actors learn.",
    (
        Word("type", NAME, "What the type is called.", is_required=True),
        Word("options", OPTIONS, "What may be the case.", is_required=True),
        Word("known to", NAMES, "Who learns it.", is_required=True),
        WHY,
        CITE,
        AGAINST,
    ),
)
CONSENT = Shape(
    "a consent",
    "Several parties must agree; a negative voice defers the matter.",
    (
        Word("consent", NAME, "What the consent is called.", is_required=True),
        Word("of", NAMES, "The parties, in the order in which they speak.", is_required=True),
        Word(
            "rule",
            Either(
                (
                    Value('"unanimous" or "2 of 3"', pattern=r"unanimous|[0-9]{1,2} of [0-9]{1,2}"),
                    Shape(
                        "a rule",
                        "When a round is carried.",
                        (
                            Word("at least", PARTIES, "So many parties must agree."),
                            Word("veto", NAMES, "None of these may object."),
                        ),
                    ),
                )
            ),
            "When a round of voices is carried; unanimous unless said.",
        ),
        Word(
            "otherwise",
            Shape(
                "a deferral",
                "What a negative voice leads to.",
                (
                    Word(
                        "defer",
                        DEFERRALS,
                        "How many further rounds it allows.",
                        is_required=True,
                        reads_on=True,
                    ),
                    Word("at", PRICE_OR_PRICES, "What each party pays for each further round."),
                    Word("replay from", NAME, "The step to which it sends the play back."),
                ),
            ),
            "What a negative voice leads to; the matter lapses unless said.",
        ),
        Word("all speak", YES_NO, "A round goes on after it is settled (no)."),
        Word("at once", YES_NO, "The parties of a round do not hear each other (no)."),
        Word("forbids", STEP_OPTION, "What may not be done without consent."),
        Word("binding", YES_NO, "Takes the forbidden option away, instead of pricing it (no)."),
        Word("breach costs", PRICES, "What each actor pays if it is done without consent."),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
PLEDGE = Shape(
    "a pledge",
    "A promise to act if something happens.",
    (
        Word("pledge", NAME, "What the pledge is called.", is_required=True),
        Word("by", NAME, "Who promises.", is_required=True),
        Word("to", NAME, "To whom.", is_required=True),
        Word("if", CONDITION, "When it comes due.", is_required=True),
        Word("then", STEP_OPTION, "What keeps it; a move of its own unless said."),
        Word("breaking costs", QUANTITY, "What breaking it costs."),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
BAR = Shape(
    "a bar",
    "An obligation to a third party.",
    (
        Word("bar", NAME, "What the bar is called.", is_required=True),
        Word("forbids", STEP_OPTION, "What it forbids.", is_required=True),
        Word("owed to", TEXT, "To whom; it need not be an actor."),
        Word("binding", YES_NO, "Takes the option away, instead of pricing it (no)."),
        Word("costs", QUANTITY, "What it costs to do it all the same."),
        WHEN,
        WHY,
        CITE,
        AGAINST,
    ),
)
PLAN = Shape(
    "a plan",
    "Phases, each with a condition for starting, in the service of a purpose.",
    (
        Word("plan", NAME, "What the plan is called.", is_required=True),
        Word("by", NAME, "Whose plan it is.", is_required=True),
        Word(
            "phases",
            ListOf(
                Shape(
                    "a phase",
                    "A stage that the owner starts, or stops at.",
                    (
                        Word("phase", NAME, "What the phase is called.", is_required=True),
                        Word("when", CONDITION, "It can start only while this holds."),
                        Word("answer by", NAME, "Whose answer it waits for."),
                        SEEN_BY,
                        WHY,
                        CITE,
                        AGAINST,
                    ),
                ),
                "a list of phases",
                least=1,
            ),
            "The phases, in order.",
            is_required=True,
        ),
        Word(
            "purpose",
            Shape(
                "a purpose",
                "What the plan is for.",
                (
                    Word("options", OPTIONS, "What it may be for.", is_required=True),
                    Word("seen by", NAMES, "Who knows it; the owner alone unless said."),
                    Word("as", TYPE, "Makes it chance that the audience learns, and no move."),
                ),
            ),
            "What the plan is for, unseen by others.",
        ),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
MESSAGE = Shape(
    "a message",
    "One actor tells another what it alone knows, truthfully or not.",
    (
        Word("message", NAME, "What the message is called.", is_required=True),
        Word("from", NAME, "Who tells.", is_required=True),
        Word("to", NAME, "Who is told.", is_required=True),
        Word("about", NAME, "The step that it is about.", is_required=True),
        Word("options", ListOf(OPTION_NAME, "a list of options", least=1), "What can be told."),
        Word(
            "verify",
            Shape(
                "a verification",
                "The hearer may ask through another channel.",
                (
                    Word("asks", NAME, "Who is asked.", is_required=True),
                    Word("costs", QUANTITY, "What asking costs the hearer."),
                    Word("truthful", YES_NO, "The answer is true, and no move (no)."),
                ),
            ),
            "Lets the hearer ask another actor.",
        ),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)
_SIDE = Either(
    (
        QUANTITY.kinds[0],
        Shape(
            "a side",
            "One side of a contest.",
            (
                Word("strength", QUANTITY, "Its strength; unknown unless said."),
                Word(
                    "adds",
                    ListOf(
                        Shape(
                            "an addition",
                            "What adds to a strength.",
                            (
                                Word("when", CONDITION, "While this holds.", is_required=True),
                                Word("strength", QUANTITY, "What it adds.", is_required=True),
                            ),
                        ),
                        "a list of additions",
                    ),
                    "What adds to it, and when.",
                ),
            ),
        ),
    )
)
CONTEST = Shape(
    "a contest",
    "An event whose odds follow from strengths.",
    (
        Word("contest", NAME, "What the contest is called.", is_required=True),
        Word(
            "between",
            Shape("sides", "Two sides.", others=Others(OPTION_NAME, _SIDE, "A side.", least=2)),
            "The two sides, each with its strength.",
            is_required=True,
        ),
        Word("decisiveness", QUANTITY, "How much strength decides; unknown unless said."),
        Word(
            "estimates",
            Shape(
                "estimates",
                "Where actors see it differently.",
                others=Others(
                    NAME,
                    Shape(
                        "an estimate",
                        "An actor's own view of the contest.",
                        (
                            Word("strengths", PRICES, "The strength of each side, as it sees it."),
                            Word("decisiveness", QUANTITY, "How much strength decides."),
                        ),
                    ),
                    "The estimate of an actor.",
                ),
            ),
            "Actors' own estimates.",
        ),
        WHEN,
        SEEN_BY,
        WHY,
        CITE,
        AGAINST,
    ),
)

STEPS = (MOVE, EVENT, TYPE_STEP, CONSENT, PLEDGE, BAR, PLAN, MESSAGE, CONTEST)
STEP = Tagged("a step", STEPS)


def _any_word_but_the_first() -> tuple[Word, ...]:
    """Every word that some step has, none required, for readings that change a step."""
    words: dict[str, Word] = {}
    for shape in STEPS:
        for word in shape.words[1:]:
            words.setdefault(word.name, Word(word.name, word.kind, word.says, can_be_empty=True))
    return tuple(words.values())


STEP_CHANGES = Shape(
    "changes to a step", "Words of the step, with their new values.", _any_word_but_the_first()
)
