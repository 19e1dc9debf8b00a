"""Which columns has the table of claims, and what does each mean?

One line a column: its name, its meaning, what is written there, and the word of each section that
it is read as. A new word of these needs a line here and a writer, no more. A date has four columns,
see `foedus.case.table.dated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.assertions import Assertion
from foedus.case.table import recorded
from foedus.case.table.chained import cell_of_chain, chain_of_cell
from foedus.case.table.dated import date_of_one_cell
from foedus.case.table.listed import names_of_cell, states_of_cell
from foedus.dates import DateError

if TYPE_CHECKING:
    from foedus.case.citations import CitedPassage
    from foedus.case.values import Cite

__all__ = [
    "COLUMNS",
    "DATE_COLUMNS",
    "OF_THE_CITATION",
    "Column",
    "cells_of_citation",
    "column_called",
    "folded",
]

Cell = str | list[object] | dict[str, object]
OfAssertion = Callable[[Assertion], str]
OfCell = Callable[[str], Cell]


@dataclass(frozen=True)
class Column:
    """One column of the table.

    Attributes
    ----------
    meaning
        A sentence for the documentation.
    of_assertion
        What is written there; None where it is of the citation, see `of_citation`.
    words
        The word that it is read as in each section that has one. The column ``id`` is none of
        these: it names the claim.
    citation
        The word of a citation written out that it is read as; None where it is not read.
    of_cell
        The value of that word, from a cell with something in it; not asked for dates in four cells.
    of_record
        The same outside testimony, if that differs.
    aliases
        What other people's tables call it.
    """

    name: str
    meaning: str
    of_assertion: OfAssertion | None = None
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    citation: str | None = None
    aliases: tuple[str, ...] = ()
    of_cell: OfCell = str
    of_record: OfCell | None = None

    def word_in(self, section: str) -> str | None:
        """The word that it is read as in a section of the case."""
        return self.words.get(section)

    def read(self, section: str, cell: str) -> Cell:
        """The value of its word in a section."""
        is_other = self.of_record is not None and section != "testimony"
        return self.of_record(cell) if is_other and self.of_record else self.of_cell(cell)


def _all(word: str, *sections: str) -> dict[str, str]:
    return dict.fromkeys(sections, word)


def _date(cell: str) -> Cell:
    found = date_of_one_cell(cell)
    if found is None:
        raise DateError(
            f'"{cell}" has another form: write 1911-05 or 1 day after NAME, and perhaps behind it '
            '; as written "in May"; basis "the minutes"'
        )
    return found


_WHEN = {"testimony": "when", "record": "on"}

COLUMNS = (
    Column(
        "id",
        "A name; rows with the same one are one claim with several citations. What was said in an "
        "entry has the entry's, a dot and a number.",
        lambda one: one.name,
        aliases=("name", "entry"),
    ),
    Column(
        "section", "Where it stands in the case; testimony unless said.", lambda one: one.section
    ),
    Column(
        "says",
        "The claim in the author's words, or the quantity as stated.",
        lambda one: one.says,
        _all("says", "testimony", "record", "said", "claim", "agreement", "rule"),
        aliases=("claim", "statement", "assertion"),
    ),
    Column(
        "by",
        "Who says it, or whose it was: A; B.",
        recorded.by_whom,
        _all("by", "testimony", "record", "said", "rule"),
        of_record=names_of_cell,
        aliases=("asserted by", "said by", "speaker", "who"),
    ),
    Column(
        "to",
        "Who heard or received it: A; B.",
        recorded.to_whom,
        _all("to", "testimony", "record", "said", "rule"),
        aliases=("said to", "hearer"),
        of_record=names_of_cell,
    ),
    Column(
        "kind of entry",
        "meeting, message, statement, decision, act or entry; entry unless said.",
        recorded.kind,
    ),
    Column(
        "taking part",
        "Who took part in a meeting or an entry: A; B.",
        recorded.taking_part,
        {"record": "who"},
        aliases=("took part", "participants"),
        of_cell=names_of_cell,
    ),
    Column(
        "when",
        "When it was said, or when it happened, in EDTF; what `told by` comes to, if that is said.",
        lambda one: recorded.when(one).edtf,
        _WHEN,
        aliases=("date", "on", "edtf"),
    ),
    Column(
        "as written",
        "The date in the words of the source.",
        lambda one: recorded.when(one).written,
        _WHEN,
        aliases=("date as written",),
    ),
    Column(
        "basis",
        "On what ground the year, month or day was supplied.",
        lambda one: recorded.when(one).basis,
        _WHEN,
    ),
    Column(
        "told by",
        "How the date is told by entries of the record: 1 day after NAME, between NAME and NAME.",
        lambda one: recorded.when(one).told_by,
        _WHEN,
    ),
    Column(
        "received",
        'When a message arrived, in one cell: 1911-05; as written "in May"; basis "a note".',
        recorded.received,
        {"record": "received"},
        of_cell=_date,
    ),
    Column(
        "after",
        "Entries that came before it: A; B. Of a rule, the entry on which something had to follow.",
        recorded.after,
        _all("after", "record", "rule"),
        of_cell=names_of_cell,
    ),
    Column("place", "Where it happened.", recorded.where, {"record": "where"}),
    Column(
        "from",
        "Whom the speaker had it from: NAME > NAME (1911-05), the one at the event first. Of a "
        "message, who sent it.",
        recorded.from_whom,
        _all("from", "testimony", "record"),
        aliases=("heard from",),
        of_cell=chain_of_cell,
    ),
    Column(
        "through",
        "Who passed it on to the page, in the same form, the one next to the speaker first.",
        recorded.through_whom,
        _all("through", "testimony", "record"),
        of_cell=chain_of_cell,
    ),
    Column(
        "remove",
        "How many mouths lie between the event and the page.",
        lambda one: one.remove,
        {"testimony": "remove"},
    ),
    Column(
        "layer",
        "fact, report or inference.",
        lambda one: one.layer,
        _all("layer", "testimony", "said"),
    ),
    Column(
        "matter",
        "What it is about; the same words for all who speak of it.",
        lambda one: one.matter,
        {"testimony": "matter"},
        aliases=("topic", "subject", "about"),
    ),
    Column(
        "supports",
        "What it would establish about the play.",
        lambda one: one.supports,
        {"testimony": "supports"},
    ),
    Column(
        "position",
        "The version told; the same words for all who tell it.",
        lambda one: one.position,
        {"testimony": "position"},
    ),
    Column(
        "origin",
        "The utterance or document that it goes back to.",
        lambda one: one.origin,
        {"testimony": "origin"},
    ),
    Column(
        "step",
        "The step and option that it records, or of which the claim is true.",
        lambda one: one.step,
        {"record": "step", "claim": "about"},
    ),
    Column(
        "makes",
        "The agreements that it brings to a state: treaty: proposed; truce: in force.",
        recorded.makes,
        {"record": "makes"},
        of_cell=states_of_cell,
    ),
    Column(
        "recorded",
        "With no: no source tells it, but rules and agreements name it.",
        recorded.recorded,
        {"record": "recorded"},
    ),
    Column("claim made", "The claim that was made.", recorded.claim, {"said": "claim"}),
    Column("denies", "The claim that was contradicted.", recorded.denies, {"said": "denies"}),
    Column(
        "between",
        "The parties of an agreement: A; B.",
        recorded.between,
        {"agreement": "between"},
        of_cell=names_of_cell,
    ),
    Column("binds", "How it comes to bind.", recorded.binds, {"agreement": "binds"}),
    Column(
        "only after",
        "The entry, or words, before which it is not to be in force.",
        recorded.only_after,
        {"agreement": "only after"},
    ),
    Column("needs", "The entry that had to come first.", recorded.needs, {"rule": "needs"}),
    Column(
        "before",
        "The entry before which it had to come.",
        recorded.before,
        {"rule": "before"},
    ),
    Column("follows", "The entry that had to follow.", recorded.follows, {"rule": "follows"}),
    Column("within", "In what time it had to follow.", recorded.within, {"rule": "within"}),
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
OF_THE_CITATION = frozenset(one.name for one in COLUMNS if one.of_assertion is None)
"""The columns that may differ between the rows of one claim: of its citations and their checks."""


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
