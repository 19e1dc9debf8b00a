"""What stands in the cells of the record: who took part, what came before, what was agreed?

Of each column that the record shares with testimony or has alone, what is written there for one
assertion; nothing where its section has no such word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.events import Agreement, Entry, RecordRule, Told, those_in
from foedus.case.table.chained import cell_of_chain
from foedus.case.table.dated import DateCells, cells_of_date, date_in_one_cell
from foedus.case.table.listed import cell_of_names, cell_of_states
from foedus.dates import Distance
from foedus.sources import Relay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.assertions import Assertion
    from foedus.case.events import Party

__all__ = [
    "after",
    "before",
    "between",
    "binds",
    "by_whom",
    "claim",
    "denies",
    "follows",
    "from_whom",
    "kind",
    "makes",
    "needs",
    "only_after",
    "received",
    "recorded",
    "taking_part",
    "through_whom",
    "to_whom",
    "when",
    "where",
    "within",
]

_WEEK = 7


def _names(parties: Iterable[Party]) -> str:
    """People, as the case writes them."""
    return cell_of_names(one.written for one in parties)


def by_whom(one: Assertion) -> str:
    """Who says it, or whose it was; the sender of a message stands in ``from``."""
    match one.value:
        case Told(by=by):
            return _names((by,))
        case RecordRule(by=by):
            return "" if by is None else _names((by,))
        case Entry(kind=kind, by=by):
            return "" if kind == "message" else _names(by)
        case _:
            return one.by


def to_whom(one: Assertion) -> str:
    """Who heard or received it, or to whom it was promised."""
    match one.value:
        case Told(to=to) | Entry(to=to):
            return _names(to)
        case RecordRule(to=to):
            return "" if to is None else _names((to,))
        case _:
            return one.to


def when(one: Assertion) -> DateCells:
    """The date; what was said in an entry has that of the entry, which stands there."""
    return DateCells() if one.section == "said" else cells_of_date(one.when)


def from_whom(one: Assertion) -> str:
    """Whom the speaker had it from, or who sent the message."""
    match one.value:
        case Entry(kind="message", by=by):
            return _chain(by)
        case _:
            return cell_of_chain(one.heard_from)


def through_whom(one: Assertion) -> str:
    """Who passed it on."""
    value = one.value
    return _chain(value.through) if isinstance(value, Entry) else cell_of_chain(one.through)


def _chain(parties: Iterable[Party]) -> str:
    return cell_of_chain(tuple(Relay(one.written) for one in parties))


def kind(one: Assertion) -> str:
    """What an entry is."""
    return one.value.kind if isinstance(one.value, Entry) else ""


def received(one: Assertion) -> str:
    """When a message arrived, in one cell."""
    date = one.value.received if isinstance(one.value, Entry) else None
    return "" if date is None else date_in_one_cell(date)


def after(one: Assertion) -> str:
    """What came before an entry, or on what something had to follow."""
    match one.value:
        case Entry(after=entries):
            return cell_of_names(entries)
        case RecordRule(pattern="response", occasion=occasion):
            return occasion
        case _:
            return ""


def where(one: Assertion) -> str:
    """The place of an entry."""
    return (one.value.where or "") if isinstance(one.value, Entry) else ""


def taking_part(one: Assertion) -> str:
    """Who took part, of an entry that names them.

    Where those are just the people who spoke and heard, it is they who are named, and naming them
    here would make hearers of people of whom nobody says that they heard.
    """
    entry = one.value
    if not isinstance(entry, Entry) or entry.kind not in {"entry", "meeting"}:
        return ""
    is_told_by_said = entry.kind == "entry" and entry.who == those_in(entry.said)
    return "" if is_told_by_said else _names(entry.who)


def makes(one: Assertion) -> str:
    """Which agreements an entry brings to which state."""
    changes = one.value.makes if isinstance(one.value, Entry) else ()
    return cell_of_states({name: state.value for name, state in changes})


def recorded(one: Assertion) -> str:
    """Whether a source tells it, if none does."""
    return "no" if one.is_expected else ""


def claim(one: Assertion) -> str:
    """The claim that was made."""
    return (one.value.claim or "") if isinstance(one.value, Told) else ""


def denies(one: Assertion) -> str:
    """The claim that was contradicted."""
    return (one.value.denies or "") if isinstance(one.value, Told) else ""


def between(one: Assertion) -> str:
    """The parties of an agreement."""
    return _names(one.value.between) if isinstance(one.value, Agreement) else ""


def binds(one: Assertion) -> str:
    """How an agreement comes to bind."""
    return (one.value.binds or "") if isinstance(one.value, Agreement) else ""


def only_after(one: Assertion) -> str:
    """Before what an agreement is not to be in force."""
    return (one.value.only_after or "") if isinstance(one.value, Agreement) else ""


def needs(one: Assertion) -> str:
    """What had to come first."""
    return _of_rule(one, "precedence", is_answer=True)


def before(one: Assertion) -> str:
    """Before what it had to come."""
    return _of_rule(one, "precedence", is_answer=False)


def follows(one: Assertion) -> str:
    """What had to follow."""
    return _of_rule(one, "response", is_answer=True)


def _of_rule(one: Assertion, pattern: str, *, is_answer: bool) -> str:
    rule = one.value
    if not isinstance(rule, RecordRule) or rule.pattern != pattern:
        return ""
    return rule.answer if is_answer else rule.occasion


def within(one: Assertion) -> str:
    """In what time it had to follow, in weeks where they are whole."""
    days = one.value.within if isinstance(one.value, RecordRule) else None
    if days is None:
        return ""
    weeks, rest = divmod(days, _WEEK)
    count, unit = (days, "day") if rest or not weeks else (weeks, "week")
    return str(Distance(count, count, unit))
