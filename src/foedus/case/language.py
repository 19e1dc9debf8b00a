"""What can be written in a case?

The whole language, declared once: every word, what may follow it, whether it must be there, and one
sentence on what it means. Two parts have a file of their own: the steps of the play,
`foedus.case.step_language`, and the record, `foedus.case.record_language`.
"""

from __future__ import annotations

from foedus.case.grammar import Either, ListOf, Others, Shape, Value, Word
from foedus.case.kinds import (
    ASSUMPTION,
    ASSUMPTION_NAME,
    CITES,
    CONDITION,
    DATE,
    MOUTHS,
    NAME,
    NOTE,
    NUMBER_OR_RANGE,
    QUANTITY,
    RELAYS,
    STEP_OPTION,
    TEST,
    TEXT,
)
from foedus.case.lexicon import LEXICON_NAMES
from foedus.case.record_language import AGREEMENTS, CLAIMS, ENTRY, RECORD, RULES
from foedus.case.source_language import MARKS, NAMES_THERE
from foedus.case.step_language import STEP, STEP_CHANGES

__all__ = ["CASE", "ENTRY", "TESTIMONY"]

SOURCE = Shape(
    "a source",
    "A document that citations name; its text stays outside the project.",
    (
        Word(
            "title",
            TEXT,
            "The title, as a bibliography gives it.",
            is_required=True,
            stands_elsewhere=True,
        ),
        Word("author", TEXT, "Who wrote it."),
        Word("year", TEXT, "When it was written or published."),
        Word("file", TEXT, "Name of the file that holds its text, looked up in --sources."),
        Word("where", TEXT, "Archive, pages or address."),
        Word("copy of", NAME, "The source that it reprints, translates or takes over."),
        Word("origin", TEXT, "The utterance or document that it goes back to."),
        Word("marks", MARKS, "What people find lost or doubtful in it, and what they supply."),
        Word("names", NAMES_THERE, "How it writes the names of voices and actors."),
    ),
)

SOURCE_OR_NOTHING = Either(
    (
        Value(
            "the words of a source, or nothing where the bibliography has it",
            pattern="",
            can_be_empty=True,
        ),
        SOURCE,
    )
)

VOICES = Either(
    (
        ListOf(TEXT, "a list of voices"),
        Shape(
            "voices",
            "People and bodies that speak for an actor.",
            others=Others(
                Value("the name of a voice"),
                Either((Value("an alias", can_be_empty=True), ListOf(TEXT, "a list of aliases"))),
                "A voice, with the other names that sources give it.",
            ),
        ),
    )
)

ACTOR = Shape(
    "an actor",
    "A decision maker.",
    (
        Word("name", TEXT, "The name that reports print."),
        Word("voices", VOICES, "Who speaks for it, each with the aliases that sources use."),
        Word("restraint", STEP_OPTION, "The option of a step that counts as holding back."),
    ),
)

OUTCOME = Either(
    (
        Value('a condition, or "otherwise"', language="condition"),
        Shape(
            "an outcome",
            "A class of histories of the play.",
            (
                Word("when", CONDITION, "Which histories belong to it.", is_required=True),
                Word("label", TEXT, "What reports print."),
            ),
        ),
    )
)

BELIEFS_OF_ONE = Shape(
    "beliefs",
    "What one viewpoint holds likely.",
    (
        Word("cite", CITES, "The passages behind all beliefs of this holder here."),
        Word("against", CITES, "The passages that speak against all of them."),
        Word("note", NOTE, "What the author has to say about them."),
    ),
    Others(
        Value("a chance step with its option, such as ground = soft", language="condition"),
        QUANTITY,
        "How likely the holder thinks this option; after 'given', where that belief applies.",
    ),
)
BELIEFS = Shape(
    "beliefs",
    "Each actor's own probabilities, and the analyst's.",
    others=Others(NAME, BELIEFS_OF_ONE, "The beliefs of an actor, or of the analyst."),
)

WORTH_TERM = Shape(
    "a preference",
    "A worth that is received in every history where a condition holds.",
    (
        Word("when", CONDITION, "In which histories.", is_required=True),
        Word(
            "worth", QUANTITY, "What it is worth to the actor, from -100 to 100.", is_required=True
        ),
        Word("cite", CITES, "The passages behind it."),
        Word("against", CITES, "The passages that speak against it."),
        Word("note", NOTE, "What the author has to say about it."),
    ),
)
WORTHY = Value("an outcome, a fact or a condition", language="condition")
WORTH_TERMS = ListOf(WORTH_TERM, "a list of preferences")
OUTCOME_WORTHS = Shape(
    "worths of outcomes",
    "What each outcome is worth to the actor.",
    others=Others(WORTHY, QUANTITY, "The worth of an outcome, a fact or a condition."),
)
PREFERENCES_OF_ONE = Either(
    (
        WORTH_TERMS,
        Shape(
            "preferences",
            "What an actor wants.",
            (
                Word("outcomes", OUTCOME_WORTHS, "The worth of each outcome."),
                Word("terms", WORTH_TERMS, "Worths under conditions, added to those of outcomes."),
            ),
            Others(WORTHY, QUANTITY, "The worth of an outcome, a fact or a condition."),
        ),
    )
)

ASSUMPTIONS = Shape(
    "assumptions",
    "Named quantities that the sources leave open, or that the author sets.",
    others=Others(ASSUMPTION_NAME, ASSUMPTION, "An assumption."),
)

RATIONALITY = Shape(
    "rationality",
    "How sharply each actor sees the difference between its options.",
    others=Others(
        NAME,
        NUMBER_OR_RANGE,
        "κ of an actor, or of all 'others'; unknown means 4.05 to 29.4, log-uniform.",
    ),
)

READING = Shape(
    "a reading",
    "A scholar's interpretation, laid over the case.",
    (
        Word("by", TEXT, "Whose interpretation it is."),
        Word("says", TEXT, "The interpretation in a sentence."),
        Word("cite", CITES, "Where it is put forward."),
        Word("against", CITES, "The passages that speak against it."),
        Word("assumptions", ASSUMPTIONS, "Assumptions that it replaces or adds."),
        Word("beliefs", BELIEFS, "Beliefs that it replaces, step by step of each holder."),
        Word(
            "play",
            Shape(
                "changes to steps",
                "Steps of the play that the reading changes.",
                others=Others(NAME, STEP_CHANGES, "The words of a step that it replaces."),
            ),
            "Steps whose rule it replaces; an empty value takes a word away.",
        ),
    ),
)
READINGS = Shape(
    "readings",
    "Interpretations by axis; one of each axis combines.",
    others=Others(
        Value("the name of an axis"),
        Shape(
            "the readings of an axis",
            "Interpretations that exclude each other.",
            others=Others(NAME, READING, "A reading.", least=1),
        ),
        "What the readings are about.",
    ),
)

THESIS = Shape(
    "a thesis",
    "A claim somebody made about the case.",
    (
        Word("by", TEXT, "Who claims it."),
        Word("says", TEXT, "The claim in a sentence.", is_required=True),
        Word("test", TEST, "The claim as a test of every variant.", is_required=True),
        Word("cite", CITES, "Where it is claimed."),
        Word("against", CITES, "The passages that speak against it."),
    ),
)

TESTIMONY = Shape(
    "a testimony",
    "What somebody says about a matter on which others may say otherwise.",
    (
        Word("matter", TEXT, "What it is about; the same words for all who speak of it.", True),
        Word("by", TEXT, "Who says it: a voice, an actor or anybody else.", True),
        Word("to", TEXT, "Who heard it."),
        Word("says", TEXT, "What is said, in the author's words.", True),
        Word("from", RELAYS, "Whom the speaker had it from, the one who was at the event first."),
        Word("through", RELAYS, "Who passed it on to the page, the one next to the speaker first."),
        Word("remove", MOUTHS, "How many mouths lie between the event and the page."),
        Word("when", DATE, "When it was said."),
        Word(
            "layer",
            Value("fact, report or inference", choices=("fact", "report", "inference")),
            "Whether the source gives it as fact, as somebody's words, or infers it.",
        ),
        Word("supports", CONDITION, "What it would establish about the play."),
        Word("position", TEXT, "The version told; the same words for all who tell it."),
        Word("origin", TEXT, "The utterance or document that it goes back to."),
        Word("cite", CITES, "The passage."),
        Word("against", CITES, "The passages that speak against it."),
    ),
)

CASE = Shape(
    "a case",
    "A sourced account of a joint decision.",
    (
        Word("foedus", Value("1", choices=("1",)), "The version of the language.", True),
        Word("title", TEXT, "What the case is called.", is_required=True),
        Word("question", TEXT, "What is asked of it."),
        Word(
            "lexicon",
            Value("a lexicon", choices=LEXICON_NAMES),
            "Which ranges the words of estimative probability stand for (icd203_2015).",
        ),
        Word(
            "perception",
            Value("disagreement or mirror", choices=("disagreement", "mirror")),
            "Whether actors know each other's beliefs, or take their own for everybody's.",
        ),
        Word("evidence until", DATE, "Up to when the record weighs the variants."),
        Word(
            "sources",
            Shape("sources", "Documents.", others=Others(NAME, SOURCE_OR_NOTHING, "A source.")),
            "The documents that citations name.",
        ),
        Word(
            "bibliography",
            Either((TEXT, ListOf(TEXT, "a list of files", least=1))),
            "Files beside the case (.bib or .json) that say more of its sources.",
        ),
        Word(
            "actors",
            Shape("actors", "Decision makers.", others=Others(NAME, ACTOR, "An actor.", least=1)),
            "Who decides.",
            is_required=True,
        ),
        Word(
            "play",
            ListOf(STEP, "a list of steps", least=1),
            "The ordered steps of the game.",
            is_required=True,
        ),
        Word(
            "facts",
            Shape("facts", "Conditions.", others=Others(NAME, CONDITION, "A named condition.")),
            "Names for conditions.",
        ),
        Word(
            "outcomes",
            Shape("outcomes", "Outcomes.", others=Others(NAME, OUTCOME, "An outcome.", least=1)),
            "Exclusive and exhaustive classes of histories; the last may be 'otherwise'.",
            is_required=True,
        ),
        Word("beliefs", BELIEFS, "Probabilities of chance steps, for each viewpoint."),
        Word(
            "preferences",
            Shape(
                "preferences",
                "What the actors want.",
                others=Others(NAME, PREFERENCES_OF_ONE, "The preferences of an actor."),
            ),
            "What outcomes and facts are worth to each actor.",
        ),
        Word("assumptions", ASSUMPTIONS, "Quantities that the sources leave open."),
        Word("rationality", RATIONALITY, "How sharply each actor sees differences of worth."),
        Word("readings", READINGS, "Interpretations laid over the case."),
        Word(
            "theses",
            Shape("theses", "Claims.", others=Others(NAME, THESIS, "A thesis.")),
            "Claims about the case, as tests.",
        ),
        Word("testimony", ListOf(TESTIMONY, "a list of testimonies"), "Who says what."),
        Word("claims", CLAIMS, "What is told in the record."),
        Word("agreements", AGREEMENTS, "What was agreed, or was to be."),
        Word("record", ListOf(RECORD, "a list of entries"), "What happened, in time."),
        Word("rules", RULES, "What the record is held against."),
    ),
)
