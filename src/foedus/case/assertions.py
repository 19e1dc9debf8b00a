"""What does a case assert, and with which citations?

Everything that cites or could cite, in one form: quantities, beliefs, preferences, steps, readings,
theses, testimonies, entries of the record and what was said in them, claims, agreements and rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import ALWAYS
from foedus.case.steps import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.events import Agreement, Claim, Entry, RecordRule, Told
    from foedus.case.model import Case
    from foedus.case.problems import Place
    from foedus.case.values import Assumption, Belief, Cite, Preference, Testimony
    from foedus.dates import HistoricalDate
    from foedus.sources import Relay

__all__ = ["Assertion", "Section", "assertions", "stated_under"]

Section = Literal[
    "assumption",
    "belief",
    "preference",
    "step",
    "reading",
    "thesis",
    "testimony",
    "record",
    "said",
    "claim",
    "agreement",
    "rule",
]


@dataclass(frozen=True)
class Assertion:
    """One thing that a case asserts, in words; what does not apply is empty.

    Attributes
    ----------
    name
        By which the case calls it, or its number in the section.
    says
        The author's words, or the quantity as stated.
    cites, against
        The passages behind it, and those that speak against it.
    place
        Where it stands in the case.
    by, to, when, heard_from, through, remove, layer, matter, supports, position, origin
        As in a testimony; `by` is also the holder of a belief or preference, `matter` the axis of a
        reading, and `when` the date of an entry.
    step, test
        The option that an entry records or a claim is about; what a thesis is judged by.
    is_expected
        Of an entry: whether no source tells it.
    note
        What the author says about it.
    under
        The readings that it belongs to; empty where it holds without any.
    value
        What the record has there, with all its words: an entry, what was said in one, a claim, an
        agreement or a rule; None of others.
    """

    section: Section
    name: str
    says: str
    cites: tuple[Cite, ...]
    against: tuple[Cite, ...]
    place: Place = field(compare=False)
    by: str = ""
    to: str = ""
    when: HistoricalDate | None = None
    heard_from: tuple[Relay, ...] = ()
    through: tuple[Relay, ...] = ()
    remove: str = ""
    layer: str = ""
    matter: str = ""
    supports: str = ""
    position: str = ""
    origin: str = ""
    step: str = ""
    test: str = ""
    is_expected: bool = False
    note: str = ""
    under: str = ""
    value: Entry | Told | Claim | Agreement | RecordRule | None = None


def assertions(case: Case) -> tuple[Assertion, ...]:
    """Everything that a case asserts, in the order of the file, then what its readings change.

    Examples
    --------
    >>> from foedus.case import load
    >>> [one.name for one in assertions(load("dam")) if one.cites and one.section != "record"]
    ['loss', 'P[river](ground = soft)', 'the-town-could-stop-it', 'testimony.1', 'asked-first']
    """
    found: dict[Assertion, list[set[str]]] = {}
    for combination in case.combinations:
        for one in stated_under(case.under(combination)):
            found.setdefault(one, []).append(set(combination))
    alone = {names[0] for names in case.axes.values() if len(names) == 1}
    return tuple(
        replace(one, under=_under(set.intersection(*readings), alone))
        for one, readings in found.items()
    )


def _under(readings: set[str], alone: set[str]) -> str:
    """Name the readings behind a change; one that is alone on its axis only where no other is."""
    return " + ".join(sorted((readings - alone) or readings))


def stated_under(case: Case) -> Iterator[Assertion]:
    """What a case asserts under its own combination of readings."""
    yield from _quantities(case)
    yield from (_belief(one) for one in case.beliefs if _is_cited_by_itself(one))
    yield from (_preference(one, case) for one in case.preferences)
    yield from _steps(case)
    for reading in case.readings:
        yield Assertion(
            "reading",
            reading.name,
            reading.says or "",
            reading.cites,
            reading.against,
            reading.place,
            by=reading.by or "",
            matter=reading.axis,
        )
    for thesis in case.theses:
        yield Assertion(
            "thesis",
            thesis.name,
            thesis.says,
            thesis.cites,
            thesis.against,
            thesis.place,
            by=thesis.by or "",
            test=str(thesis.test),
        )
    yield from _accounts(case)


def _quantities(case: Case) -> Iterator[Assertion]:
    holders: dict[str, list[str]] = {}
    for belief in case.beliefs:
        if belief.assumption is not None:
            holders.setdefault(belief.assumption, []).append(belief.holder)
    own = {one.worth.terms[0][0] for one in case.preferences if _is_own_worth(one)}
    for one in case.assumptions:
        if not one.is_stated or one.name in own:
            continue
        is_belief = one.name in holders and one.kind == "probability"
        yield Assertion(
            "belief" if is_belief else "assumption",
            one.name,
            one.stated,
            one.cites,
            one.against,
            one.place,
            by=_holder(one, holders[one.name]) if is_belief else "",
            note=one.note or "",
        )


def _holder(assumption: Assumption, holders: list[str]) -> str:
    """Whose belief it is: ``river`` of ``P[river](ground = soft)``, even if others share it."""
    name = assumption.name
    return name[2 : name.index("]")] if name.startswith("P[") else ", ".join(dict.fromkeys(holders))


def _is_cited_by_itself(belief: Belief) -> bool:
    """Does it cite passages, while its quantity is one of the section ``assumptions``?"""
    is_named = belief.assumption is not None and not belief.assumption.startswith("P[")
    return is_named and bool(belief.cites or belief.against)


def _belief(one: Belief) -> Assertion:
    given = "" if one.given == ALWAYS else f" | {one.given}"
    return Assertion(
        "belief",
        f"P[{one.holder}]({one.step} = {one.option}{given})",
        one.assumption or "",
        one.cites,
        one.against,
        one.place,
        by=one.holder,
    )


def _is_own_worth(preference: Preference) -> bool:
    """Is the worth a quantity written there, rather than one of the section ``assumptions``?"""
    terms = preference.worth.terms
    return len(terms) == 1 and terms[0][0].startswith("worth[")


def _preference(one: Preference, case: Case) -> Assertion:
    worth, note = str(one.worth), ""
    if _is_own_worth(one):
        quantity = case.assumption[one.worth.terms[0][0]]
        worth, note = quantity.stated, quantity.note or ""
    says, name = f"{worth} where {one.when}", f"worth[{one.actor}]({one.when})"
    return Assertion(
        "preference", name, says, one.cites, one.against, one.place, by=one.actor, note=note
    )


def _steps(case: Case) -> Iterator[Assertion]:
    for step in case.play:
        options = " or ".join(step.names().get(step.name, ()))
        kind = type(step).__name__.lower()
        told = step.why or (f"{kind}: {options}" if options else kind)
        yield Assertion("step", step.name, told, step.cites, step.against, step.place)
        for phase in step.phases if isinstance(step, Plan) else ():
            name = f"{step.name}.{phase.name}"
            told = phase.why or f"phase of {step.name}"
            yield Assertion("step", name, told, phase.cites, phase.against, phase.place)


def _accounts(case: Case) -> Iterator[Assertion]:
    for number, one in enumerate(case.testimony, 1):
        yield _testimony(one, number)
    expected = {entry.name for entry in case.expected}
    for entry in sorted((*case.record, *case.expected), key=lambda one: one.place):
        yield Assertion(
            "record",
            entry.name,
            entry.says,
            entry.cites,
            entry.against,
            entry.place,
            when=_unless_open(entry.when),
            step=_in_words(entry.taken),
            is_expected=entry.name in expected,
            value=entry,
        )
        yield from (_said(told, entry, at) for at, told in enumerate(entry.said, 1))
    for claim in case.claims:
        yield replace(_of_record("claim", claim), step=_in_words(claim.about))
    yield from (_of_record("agreement", one) for one in case.agreements)
    yield from (_of_record("rule", one) for one in case.rules)


def _of_record(section: Section, one: Claim | Agreement | RecordRule) -> Assertion:
    return Assertion(section, one.name, one.says, one.cites, one.against, one.place, value=one)


def _in_words(option: tuple[str, str] | None) -> str:
    return "" if option is None else " = ".join(option)


def _unless_open(date: HistoricalDate) -> HistoricalDate | None:
    """The date of an entry; None where nothing is said of it."""
    is_open = date.edtf == "../.." and not (date.relation or date.written or date.basis)
    return None if is_open else date


def _said(told: Told, entry: Entry, number: int) -> Assertion:
    return Assertion(
        "said",
        f"{entry.name}.{number}",
        told.says,
        told.cites,
        told.against,
        told.place,
        by=told.by.written,
        to=", ".join(one.written for one in told.to),
        when=_unless_open(entry.when),
        layer=told.layer,
        value=told,
    )


def _testimony(one: Testimony, number: int) -> Assertion:
    return Assertion(
        "testimony",
        f"testimony.{number}",
        one.says,
        one.cites,
        one.against,
        one.place,
        by=one.by,
        to=one.to or "",
        when=one.when,
        heard_from=one.heard_from,
        through=one.through,
        remove="" if one.remove is None else str(one.remove),
        layer=one.layer,
        matter=one.matter,
        supports="" if one.supports is None else str(one.supports),
        position=one.position or "",
        origin=one.origin or "",
    )
