"""What does a case assert, and with which citations?

Everything that cites or could cite, in one form: quantities, beliefs, preferences, steps, readings,
theses, testimonies and entries of the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from foedus.case.steps import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.model import Case
    from foedus.case.values import Assumption, Cite, Preference

__all__ = ["Assertion", "Section", "assertions"]

Section = Literal[
    "assumption", "belief", "preference", "step", "reading", "thesis", "testimony", "record"
]


@dataclass(frozen=True)
class Assertion:
    """One thing that a case asserts, as texts; what does not apply is empty.

    Attributes
    ----------
    name
        By which the case calls it, or its number in the section.
    says
        The author's words, or the quantity as stated.
    by, to, when, remove, layer, matter, supports
        As in a testimony; `by` is also the holder of a belief or preference, and `matter` the axis
        of a reading.
    step, test
        What an entry records; what a thesis is judged by.
    note
        What the author says about it.
    under
        The readings that it belongs to; empty where it holds without any.
    """

    section: Section
    name: str
    says: str
    cites: tuple[Cite, ...]
    by: str = ""
    to: str = ""
    when: str = ""
    remove: str = ""
    layer: str = ""
    matter: str = ""
    supports: str = ""
    step: str = ""
    test: str = ""
    note: str = ""
    under: str = ""


def assertions(case: Case) -> tuple[Assertion, ...]:
    """Everything that a case asserts, in the order of the file, then what its readings change.

    Examples
    --------
    >>> from foedus.case import load
    >>> [one.name for one in assertions(load("dam")) if one.cites]
    ['loss', 'P[river](ground = soft)', 'the-proposal']
    """
    found: dict[Assertion, list[set[str]]] = {}
    for combination in case.combinations:
        for one in _of_one(case.under(combination)):
            found.setdefault(one, []).append(set(combination))
    alone = {names[0] for names in case.axes.values() if len(names) == 1}
    return tuple(
        replace(one, under=_under(set.intersection(*readings), alone))
        for one, readings in found.items()
    )


def _under(readings: set[str], alone: set[str]) -> str:
    """Name the readings behind a change; one that is alone on its axis only where no other is."""
    return " + ".join(sorted((readings - alone) or readings))


def _of_one(case: Case) -> Iterator[Assertion]:
    yield from _quantities(case)
    yield from (_preference(one, case) for one in case.preferences)
    yield from _steps(case)
    for reading in case.readings:
        yield Assertion(
            "reading",
            reading.name,
            reading.says or "",
            reading.cites,
            by=reading.by or "",
            matter=reading.axis,
        )
    for thesis in case.theses:
        yield Assertion(
            "thesis",
            thesis.name,
            thesis.says,
            thesis.cites,
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
            by=_holder(one, holders[one.name]) if is_belief else "",
            note=one.note or "",
        )


def _holder(assumption: Assumption, holders: list[str]) -> str:
    """Whose belief it is: ``river`` of ``P[river](ground = soft)``, even if others share it."""
    name = assumption.name
    return name[2 : name.index("]")] if name.startswith("P[") else ", ".join(dict.fromkeys(holders))


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
    return Assertion("preference", name, says, one.cites, by=one.actor, note=note)


def _steps(case: Case) -> Iterator[Assertion]:
    for step in case.play:
        options = " or ".join(step.names().get(step.name, ()))
        kind = type(step).__name__.lower()
        told = step.why or (f"{kind}: {options}" if options else kind)
        yield Assertion("step", step.name, told, step.cites)
        for phase in step.phases if isinstance(step, Plan) else ():
            name = f"{step.name}.{phase.name}"
            yield Assertion("step", name, phase.why or f"phase of {step.name}", phase.cites)


def _accounts(case: Case) -> Iterator[Assertion]:
    for number, one in enumerate(case.testimony, 1):
        yield Assertion(
            "testimony",
            f"testimony.{number}",
            one.says,
            one.cites,
            by=one.by,
            to=one.to or "",
            when="" if one.when is None else str(one.when),
            remove="" if one.remove is None else str(one.remove),
            layer=one.layer,
            matter=one.matter,
            supports="" if one.supports is None else str(one.supports),
        )
    for entry in case.record:
        yield Assertion(
            "record",
            entry.name,
            entry.says,
            entry.cites,
            when=str(entry.when),
            step="" if entry.taken is None else " = ".join(entry.taken),
        )
