"""What does the file say as a whole, under one combination of readings?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict, cast

from foedus.case.bounds import Settlement
from foedus.case.language import CASE
from foedus.case.lexicon import DEFAULT_LEXICON
from foedus.case.model import Case
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import Problems
from foedus.case.quantities import given_text
from foedus.case.read.accounts import read_testimony
from foedus.case.read.attributions import read_attributions
from foedus.case.read.beliefs import BeliefReader, chance_steps
from foedus.case.read.context import Context, text
from foedus.case.read.dates import read_date, read_record_dates
from foedus.case.read.facts import read_facts, read_outcomes
from foedus.case.read.names import with_names
from foedus.case.read.near_names import warn_of_near_names
from foedus.case.read.overlay import read_readings
from foedus.case.read.people import (
    declared_speakers,
    read_actor_names,
    read_actors,
    read_sources,
)
from foedus.case.read.play import read_play
from foedus.case.read.play_checks import check_facts, check_play, claim, claim_step_names
from foedus.case.read.record import read_record
from foedus.case.read.theses import read_theses
from foedus.case.read.wants import read_preferences, read_rationality
from foedus.case.register import Register
from foedus.case.scope import Scope
from foedus.case.shape import Conformity

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case.conditions import Condition
    from foedus.case.register import Draft
    from foedus.case.steps import AnyStep
    from foedus.case.values import Outcome, SourceReference, Testimony
    from foedus.dates import HistoricalDate


@dataclass(frozen=True)
class Origin:
    """Where a case comes from, and which readings are laid over it."""

    path: Path
    text_hash: str
    combination: tuple[str, ...]


class _Head(TypedDict):
    """What stands at the top of a case, as keywords of `Case`."""

    title: str
    question: str
    lexicon: str
    perception: Literal["disagreement", "mirror"]
    evidence_until: HistoricalDate | None


def read_case(root: Node, origin: Origin, problems: Problems) -> tuple[Case, list[Draft]] | None:
    """Read the case that a tree says, and the assumptions it declares without using them.

    All mistakes are added to `problems`; with any there, the case is not to be used.
    """
    context = _context(root, problems)
    if context is None:
        return None
    read_record_dates(context)
    sources = read_sources(context)
    sources = _read_names(context, sources)
    _declare_assumptions(context)
    play, facts, outcomes = _read_play_and_facts(context)
    actors = read_actors(context)
    beliefs = BeliefReader(context, {step.name: step for step in chance_steps(play)})
    beliefs.read()
    preferences = read_preferences(context)
    read_rationality(context)
    record = read_record(context)
    context.scope.has_record = any(entry.taken is not None for entry in record.entries)
    theses = read_theses(context, {actor.key for actor in actors if actor.restraint is not None})
    settlement = Settlement(context.register, problems)
    settlement.settle(tuple(beliefs.simplexes))
    case = Case(
        **_head(context),
        path=origin.path,
        text_hash=origin.text_hash,
        combination=origin.combination,
        sources=sources,
        actors=actors,
        play=play,
        facts=facts,
        outcomes=outcomes,
        beliefs=tuple(beliefs.beliefs),
        preferences=preferences,
        assumptions=tuple(settlement.assumptions.values()),
        orders=tuple(settlement.orders),
        simplexes=tuple(beliefs.simplexes),
        readings=read_readings(context),
        theses=theses,
        testimony=_read_testimony(context, sources),
        record=record.entries,
        expected=record.expected,
        claims=record.claims,
        agreements=record.agreements,
        rules=record.rules,
        warnings=tuple(sorted(set(problems.warnings))),
    )
    return case, settlement.unused


def _read_names(
    context: Context, sources: tuple[SourceReference, ...]
) -> tuple[SourceReference, ...]:
    """Take the names of whoever decides or speaks, and what is said of whose words passages are.

    Gives the sources with the names that are their own.
    """
    read_actor_names(context)
    context.speakers = declared_speakers(context)
    sources = with_names(context, sources)
    read_attributions(context)
    return sources


def _read_testimony(
    context: Context, sources: tuple[SourceReference, ...]
) -> tuple[Testimony, ...]:
    """Read the testimony; two names that are probably meant for one origin would count twice."""
    testimony = read_testimony(context)
    named = (*sources, *context.said.values(), *testimony)
    origins = [("", one.origin, one.place) for one in named if one.origin is not None]
    warn_of_near_names(context, sorted(origins, key=lambda one: one[2]), "origin")
    return testimony


def _head(context: Context) -> _Head:
    return {
        "title": text(context.root, "title") or "",
        "question": text(context.root, "question") or "",
        "lexicon": context.register.lexicon,
        "perception": cast(
            "Literal['disagreement', 'mirror']", text(context.root, "perception") or "disagreement"
        ),
        "evidence_until": read_date(context, context.root.get("evidence until")),
    }


def _read_play_and_facts(
    context: Context,
) -> tuple[tuple[AnyStep, ...], tuple[tuple[str, Condition], ...], tuple[Outcome, ...]]:
    """Read what defines names, then check every condition in it."""
    play, facts, outcomes = read_play(context), read_facts(context), read_outcomes(context)
    claim_step_names(context, play)
    _claim_other_names(context)
    context.scope_ = Scope(
        context.problems,
        play,
        {name: condition for name, (condition, _) in facts.items()},
        {outcome.name: outcome.when for outcome in outcomes},
        context.damaged,
        is_play_lost="play" in context.lost,
        are_facts_lost=bool({"facts", "outcomes"} & context.lost),
    )
    check_play(context, play)
    check_facts(
        context, facts | {outcome.name: (outcome.when, outcome.place) for outcome in outcomes}
    )
    return play, tuple((name, condition) for name, (condition, _) in facts.items()), outcomes


def _context(root: Node, problems: Problems) -> Context | None:
    """Hold the file against the grammar, and note which sections are lost to mistakes."""
    conformity = Conformity(problems)
    fitted = conformity.fit(root, CASE)
    if not isinstance(fitted, Mapping):
        fitted = _what_is_left(root, conformity)
    if fitted is None or not isinstance(root, Mapping):
        return None
    written = {key.text for key, _ in root.entries}
    there = {key.text for key, _ in fitted.entries}
    required = {word.name for word in CASE.words if word.is_required}
    lost = ((written | required) - there) & {word.name for word in CASE.words}
    lexicon = text(fitted, "lexicon") or DEFAULT_LEXICON
    register = Register(lexicon, problems, conformity.damaged, is_lost="assumptions" in lost)
    return Context(fitted, problems, conformity.damaged, lost, register)


def _what_is_left(root: Node, conformity: Conformity) -> Mapping | None:
    """The sound sections of a file that lacks a required one, to find the mistakes in them too."""
    if not isinstance(root, Mapping):
        return None
    silent = Conformity(Problems(), conformity.damaged)
    entries: list[tuple[Scalar, Node]] = []
    for key, value in root.entries:
        word = CASE.word(key.text)
        fitted = None if word is None else silent.fit(value, word.kind)
        if fitted is not None:
            entries.append((key, fitted))
    return root.having(tuple(entries))


def _declare_assumptions(context: Context) -> None:
    context.register.declared = tuple(key.text for key, _ in context.section("assumptions"))
    for key, node in context.section("assumptions"):
        if given_text(key, context.register.lexicon, Problems()) is not None:
            context.problems.add(
                key.place, f'"{key.text}" is a quantity itself and cannot name an assumption'
            )
        context.register.declare(key.text, node, context.grounds(node))


def _claim_other_names(context: Context) -> None:
    kinds = (("facts", "a fact"), ("outcomes", "an outcome"), ("assumptions", "an assumption"))
    for section, what in kinds:
        for key, _ in context.section(section):
            claim(context, key.text, what, key.place)
