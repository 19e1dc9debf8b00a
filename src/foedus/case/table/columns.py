"""Which columns has the table of claims, and what does each mean?

One line a column: its name, its meaning, what is written there, and the word of a testimony or of
an entry of the record that it is read as. A new word of these needs a line here and a value in
`Assertion`, no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.assertions import Assertion

if TYPE_CHECKING:
    from foedus.case.citations import CitedPassage
    from foedus.case.values import Cite

__all__ = ["CITATION", "COLUMNS", "Column", "cells_of_citation", "column_called", "folded"]

OfAssertion = Callable[[Assertion], str]
OfCell = Callable[[str], str | list[str]]


@dataclass(frozen=True)
class Column:
    """One column of the table.

    Attributes
    ----------
    meaning
        A sentence for the documentation.
    of_assertion
        What is written there; None where it is of the citation, see `of_citation`.
    testimony, record
        The word of a testimony, and of an entry, that it is read as; None where it is not read.
    of_cell
        The value of that word, from a cell with something in it.
    aliases
        What other people's tables call it.
    """

    name: str
    meaning: str
    of_assertion: OfAssertion | None = None
    testimony: str | None = None
    record: str | None = None
    aliases: tuple[str, ...] = ()
    of_cell: OfCell = str

    def word_in(self, section: str) -> str | None:
        """The word that it is read as in a section of the case."""
        return self.record if section == "record" else self.testimony


COLUMNS = (
    Column(
        "id",
        "A name; rows with the same one are one claim with several citations.",
        lambda one: one.name,
        record="entry",
        aliases=("name", "entry"),
    ),
    Column(
        "section", "Where it stands in the case; testimony unless said.", lambda one: one.section
    ),
    Column(
        "says",
        "The claim in the author's words, or the quantity as stated.",
        lambda one: one.says,
        testimony="says",
        record="says",
        aliases=("claim", "statement", "assertion"),
    ),
    Column(
        "by",
        "Who says it.",
        lambda one: one.by,
        testimony="by",
        aliases=("asserted by", "said by", "speaker", "who"),
    ),
    Column(
        "to", "Who heard it.", lambda one: one.to, testimony="to", aliases=("said to", "hearer")
    ),
    Column(
        "when",
        "When it was said, or when it happened.",
        lambda one: one.when,
        testimony="when",
        record="on",
        aliases=("date", "on"),
    ),
    Column(
        "remove",
        "How many mouths lie between the event and the page.",
        lambda one: one.remove,
        testimony="remove",
    ),
    Column("layer", "fact, report or inference.", lambda one: one.layer, testimony="layer"),
    Column(
        "matter",
        "What it is about; the same words for all who speak of it.",
        lambda one: one.matter,
        testimony="matter",
        aliases=("topic", "subject", "about"),
    ),
    Column(
        "supports",
        "What it would establish about the play.",
        lambda one: one.supports,
        testimony="supports",
    ),
    Column("step", "The step and option that it records.", lambda one: one.step, record="step"),
    Column("test", "What a thesis is judged by.", lambda one: one.test),
    Column("note", "What the author says about a quantity.", lambda one: one.note),
    Column("under", "The readings that it belongs to.", lambda one: one.under),
    Column("source", "The source's name in the case.", aliases=("cites", "reference")),
    Column("first words", "The first few words of the passage.", aliases=("start", "quote")),
    Column("last words", "The last few words of the passage.", aliases=("end",)),
    Column("fingerprint", "Of the whole passage."),
    Column("status", "What a check of the citation found."),
    Column("where", "Where the passage stands in its file."),
)
CITATION = ("source", "first words", "last words", "fingerprint")
"""The columns that may differ between the rows of one claim, besides those of a check."""


def cells_of_citation(cite: Cite | None, checked: CitedPassage | None) -> dict[str, str]:
    """What the columns of a citation hold; nothing where a claim has none."""
    if cite is None:
        return {}
    passage = None if checked is None else checked.check.passage
    return {
        "source": cite.source,
        "first words": cite.start or "",
        "last words": cite.end or "",
        "fingerprint": cite.fingerprint or "",
        "status": "" if checked is None else checked.check.status.value,
        "where": "" if passage is None else passage.where,
    }


def folded(name: str) -> str:
    """A heading whatever its case and spacing: ``asserted_by`` is ``asserted by``."""
    return " ".join(re.sub(r"[_\s-]+", " ", name).casefold().split())


def column_called(heading: str) -> Column | None:
    """The column of this name, or with this alias."""
    name = folded(heading)
    return next((one for one in COLUMNS if name in (one.name, *one.aliases)), None)
