"""Which columns has the table of claims, and what does each mean?

One line a column: its name, its meaning, what is written there, and the word of a testimony or of
an entry of the record that it is read as. A new word of these needs a line here and a value in
`Assertion`, no more. A date has four columns, see `foedus.case.table.dated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.assertions import Assertion
from foedus.case.table.chained import cell_of_chain, chain_of_cell
from foedus.case.table.dated import cells_of_date

if TYPE_CHECKING:
    from foedus.case.citations import CitedPassage
    from foedus.case.values import Cite

__all__ = [
    "CITATION",
    "COLUMNS",
    "DATE_COLUMNS",
    "Column",
    "cells_of_citation",
    "column_called",
    "folded",
]

OfAssertion = Callable[[Assertion], str]
OfCell = Callable[[str], str | list[object]]


@dataclass(frozen=True)
class Column:
    """One column of the table.

    Attributes
    ----------
    meaning
        A sentence for the documentation.
    of_assertion
        What is written there; None where it is of the citation, see `of_citation`.
    testimony, record, citation
        The word of a testimony, of an entry and of a citation that is written out, that it is read
        as; None where it is not read.
    of_cell
        The value of that word, from a cell with something in it; not asked for dates.
    aliases
        What other people's tables call it.
    """

    name: str
    meaning: str
    of_assertion: OfAssertion | None = None
    testimony: str | None = None
    record: str | None = None
    citation: str | None = None
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
        "When it was said, or when it happened, in EDTF; what `told by` comes to, if that is said.",
        lambda one: cells_of_date(one.when).edtf,
        testimony="when",
        record="on",
        aliases=("date", "on", "edtf"),
    ),
    Column(
        "as written",
        "The date in the words of the source.",
        lambda one: cells_of_date(one.when).written,
        testimony="when",
        record="on",
        aliases=("date as written",),
    ),
    Column(
        "basis",
        "On what ground the year, month or day was supplied.",
        lambda one: cells_of_date(one.when).basis,
        testimony="when",
        record="on",
    ),
    Column(
        "told by",
        "How the date is told by entries of the record: 1 day after NAME, between NAME and NAME.",
        lambda one: cells_of_date(one.when).told_by,
        testimony="when",
        record="on",
    ),
    Column(
        "from",
        "Whom the speaker had it from: NAME > NAME (1911-05), the one at the event first.",
        lambda one: cell_of_chain(one.heard_from),
        testimony="from",
        aliases=("heard from",),
        of_cell=chain_of_cell,
    ),
    Column(
        "through",
        "Who passed it on to the page, in the same form, the one next to the speaker first.",
        lambda one: cell_of_chain(one.through),
        testimony="through",
        of_cell=chain_of_cell,
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
    Column(
        "position",
        "The version told; the same words for all who tell it.",
        lambda one: one.position,
        testimony="position",
    ),
    Column(
        "origin",
        "The utterance or document that it goes back to.",
        lambda one: one.origin,
        testimony="origin",
    ),
    Column("step", "The step and option that it records.", lambda one: one.step, record="step"),
    Column("test", "What a thesis is judged by.", lambda one: one.test),
    Column("note", "What the author says about a quantity.", lambda one: one.note),
    Column("under", "The readings that it belongs to.", lambda one: one.under),
    Column(
        "side",
        "Whether the passage speaks for the claim or against it; for unless said.",
        aliases=("for or against",),
    ),
    Column("source", "The source's name in the case.", aliases=("cites", "reference")),
    Column("first words", "The first few words of the passage.", aliases=("start", "quote")),
    Column("last words", "The last few words of the passage.", aliases=("end",)),
    Column("fingerprint", "Of the whole passage."),
    Column("words of", "Whose words the passage is.", citation="words of"),
    Column("words as", "narrator, document, quotation or reported speech.", citation="as"),
    Column(
        "words through",
        "Who passed these words on, in the form of `through`.",
        citation="through",
        of_cell=chain_of_cell,
    ),
    Column(
        "words origin",
        "The utterance or document that the passage goes back to.",
        citation="origin",
    ),
    Column("status", "What a check of the citation found."),
    Column("where", "Where the passage stands in its file."),
)
DATE_COLUMNS = ("when", "as written", "basis", "told by")
"""The columns of a date, in the order of `DateCells`."""
CITATION = (
    "side",
    "source",
    "first words",
    "last words",
    "fingerprint",
    "words of",
    "words as",
    "words through",
    "words origin",
)
"""The columns that may differ between the rows of one claim, besides those of a check."""


def cells_of_citation(
    cite: Cite | None, checked: CitedPassage | None, *, is_against: bool = False
) -> dict[str, str]:
    """What the columns of a citation hold; nothing where a claim has none."""
    if cite is None:
        return {}
    passage = None if checked is None else checked.check.passage
    said = cite.attribution
    return {
        "side": "against" if is_against else "for",
        "source": cite.source,
        "first words": cite.start or "",
        "last words": cite.end or "",
        "fingerprint": cite.fingerprint or "",
        "words of": "" if said is None else said.voice or "",
        "words as": "" if said is None else said.kind.value,
        "words through": "" if said is None else cell_of_chain(said.through),
        "words origin": cite.origin or "",
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
