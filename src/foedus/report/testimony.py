"""Who testifies to what, in which version, and from how many origins?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import assertions
from foedus.case.values import folded_name
from foedus.report.dates import date_view, record_anchors
from foedus.report.typeset import actor_names, counted
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.case import Case, Cite, Testimony
    from foedus.findings import Findings
    from foedus.record import Matter, Position, Statement
    from foedus.report.apparatus import Apparatus
    from foedus.report.dates import DateView
    from foedus.report.weighing import Weighed

NOT_SAID = "position not said"
LAYERS = {"fact": "given as fact", "report": "reported", "inference": "inferred"}


@dataclass(frozen=True)
class StatementView:
    """A statement as the report shows it.

    Attributes
    ----------
    by
        Who says it, as the case writes it.
    known_as
        The declared name, where the case wrote an alias; else empty.
    speaks_for
        The name of an actor; empty where the speaker is nobody's voice, or the actor itself.
    way
        From whom and through whom it came and to whom it was said, each a phrase.
    date
        When it was said; None where that is not known.
    standing
        At what remove, and how the source gives it.
    supports
        What it would establish; empty where that is not said.
    readings
        Names of readings that cite the same passage, for themselves or for what they change.
    """

    anchor: str
    says: str
    by: str
    known_as: str
    speaks_for: str
    way: tuple[str, ...]
    date: DateView | None
    standing: str
    supports: str
    readings: tuple[str, ...]
    weighed: Weighed


@dataclass(frozen=True)
class PositionView:
    """A version of a matter, and those who tell it.

    Attributes
    ----------
    basis
        How many statements, of how many origins.
    warning
        What a reader should not overlook; else empty.
    """

    name: str
    is_said: bool
    basis: str
    warning: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True)
class MatterView:
    """A matter with its positions side by side.

    Attributes
    ----------
    summary
        Whether positions contradict one another, and what all statements rest on.
    has_positions
        Whether the case says of any statement which position it takes.
    """

    anchor: str
    name: str
    summary: str
    has_positions: bool
    positions: tuple[PositionView, ...]


@dataclass(frozen=True)
class _Context:
    """What statements are shown by.

    Attributes
    ----------
    names, anchors
        Of actors by key; where entries of the record stand.
    readings
        What each reading cites, for itself or for what it changes.
    """

    names: Mapping[str, str]
    anchors: Mapping[str, str]
    readings: Mapping[str, frozenset[Cite]]
    apparatus: Apparatus


def matter_views(findings: Findings, apparatus: Apparatus) -> tuple[MatterView, ...]:
    """Every matter on which somebody testifies, in the order of the case."""
    context = _Context(
        actor_names(findings.case),
        record_anchors(findings.chronicle),
        _cited_by_readings(findings.case),
        apparatus,
    )
    return tuple(
        MatterView(
            anchor=f"matter-{number + 1}",
            name=matter.name,
            summary=summary(matter, {one.key: one.title for one in findings.case.sources}),
            has_positions=bool(matter.told),
            positions=tuple(
                _position(position, matter, f"testimony-{number + 1}", context)
                for position in matter.positions
            ),
        )
        for number, matter in enumerate(findings.chronicle.matters)
    )


def _cited_by_readings(case: Case) -> dict[str, frozenset[Cite]]:
    """What each reading rests on: the passages that it cites, and those behind what it changes."""
    stated = assertions(case)
    return {
        reading.name: frozenset(
            cite
            for one in (reading, *(one for one in stated if reading.name in one.under.split(" + ")))
            for cite in one.cites
        )
        for reading in case.readings
    }


def summary(matter: Matter, titles: Mapping[str, str]) -> str:
    """What a reader should know of a matter before weighing its statements."""
    told: list[str] = []
    if matter.is_disputed:
        told.append(f"{counted(len(matter.told), 'position')} contradict one another")
    told.append(matter.origins.in_words("statement"))
    cited = sum(bool(statement.testimony.cites) for statement in matter.statements)
    if cited > 1 and len(matter.documents) == 1:
        told.append(f"all that is cited comes through one document: {titles[matter.documents[0]]}")
    return f"{'; '.join(told)}."


def _position(
    position: Position,
    matter: Matter,
    anchor: str,
    context: _Context,
) -> PositionView:
    at = {id(statement): number + 1 for number, statement in enumerate(matter.statements)}
    return PositionView(
        name=position.name or NOT_SAID,
        is_said=position.name is not None,
        basis=position.origins.in_words("statement"),
        warning="It rests on one origin, however many tell it."
        if position.rests_on_one_origin
        else "",
        statements=tuple(
            _statement(statement, f"{anchor}-{at[id(statement)]}", context)
            for statement in position.statements
        ),
    )


def _statement(statement: Statement, anchor: str, context: _Context) -> StatementView:
    said = statement.testimony
    actor = context.names.get(statement.actor or "", "")
    is_alias = statement.voice is not None and not _is_same(statement.voice, said.by)
    return StatementView(
        anchor=anchor,
        says=said.says,
        by=said.by,
        known_as=(statement.voice or "") if is_alias else "",
        speaks_for="" if _is_same(actor, said.by) or actor == statement.voice else actor,
        way=tuple(_way(said)),
        date=None if said.when is None else date_view(said.when, context.anchors),
        standing=f"{statement.remove_in_words}, {LAYERS[said.layer]}",
        supports="" if said.supports is None else str(said.supports),
        readings=tuple(
            name for name, cites in context.readings.items() if not cites.isdisjoint(said.cites)
        ),
        weighed=weigh(context.apparatus, said.cites, said.against),
    )


def _way(said: Testimony) -> Iterator[str]:
    """From whom the speaker had it, whom he told, and who passed it on."""
    if said.heard_from:
        yield f"as heard from {', who had it from '.join(map(str, reversed(said.heard_from)))}"
    behind = list(map(str, said.through))
    if said.to is not None:
        is_first = bool(behind) and _is_same(said.hearer or said.to, behind[0])
        yield f"to {said.to}, who passed it on" if is_first else f"to {said.to}"
        behind = behind[is_first:]
    if behind:
        yield f"passed on by {', then by '.join(behind)}"
    if said.origin is not None:
        yield f"goes back to {said.origin}"


def _is_same(one: str, other: str) -> bool:
    return folded_name(one) == folded_name(other)
