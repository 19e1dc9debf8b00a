"""Who must agree, and what does a negative voice lead to?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.kinds import MOST_DEFERRALS
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import is_yes, mapping
from foedus.case.shape import is_excused
from foedus.case.steps import Consent, Plan, Rule, Type

if TYPE_CHECKING:
    from foedus.case.read.context import Context
    from foedus.case.read.step_words import StepWords
    from foedus.case.steps import AnyStep
    from foedus.case.values import Linear


def read_consent(
    context: Context, node: Mapping, words: StepWords, earlier: tuple[AnyStep, ...]
) -> Consent:
    """``consent: …``."""
    name = words["name"]
    parties = _parties(context, node)
    otherwise = mapping(node.get("otherwise"))
    forbids = context.taken(node.get("forbids"))
    for word in ("binding", "breach costs"):
        key = node.key(word)
        if key is not None and node.get("forbids") is None:
            context.problems.add(
                key.place, f'"{word}" needs "forbids": what may not be done without consent'
            )
            break
    deferrals, delay_prices, replay_from = 0, (), None
    if otherwise is not None:
        deferrals = _deferrals(context, otherwise)
        delay_prices = _delay_prices(context, otherwise.get("at"), name, parties)
        replay_from = _replay_from(context, otherwise.get("replay from"), earlier)
    return Consent(
        **words,
        parties=parties,
        rule=_rule(context, node.get("rule"), parties),
        deferrals=deferrals,
        delay_prices=delay_prices,
        replay_from=replay_from,
        all_speak=is_yes(node, "all speak"),
        at_once=is_yes(node, "at once"),
        forbids=forbids,
        is_binding=is_yes(node, "binding"),
        breach_costs=_prices(context, node.get("breach costs"), f"{name}.breach costs"),
    )


def _parties(context: Context, node: Mapping) -> tuple[str, ...]:
    of = node.get("of")
    if of is not None and not context.names(of):
        context.problems.add(of.place, "a consent of nobody: name at least one party")
    return context.actors_in(of)


def _rule(context: Context, node: Node | None, parties: tuple[str, ...]) -> Rule:
    if isinstance(node, Mapping):
        return _rule_in_words(context, node, parties)
    if not isinstance(node, Scalar) or node.text.strip() == "unanimous":
        return Rule("unanimous")
    count, total = (int(part) for part in node.text.split(" of "))
    if total != len(parties):
        context.problems.add(
            node.place, f'"{node.text.strip()}", but the consent is of {len(parties)} parties'
        )
    return _count(context, node, count, total)


def _rule_in_words(context: Context, node: Mapping, parties: tuple[str, ...]) -> Rule:
    at_least, veto = node.get("at least"), node.get("veto")
    if (at_least is None) == (veto is None):
        context.problems.add(node.place, 'a rule says either "at least" or "veto"')
        return Rule("unanimous")
    if isinstance(at_least, Scalar):
        return _count(context, at_least, int(at_least.text), len(parties))
    holders = context.actors_in(veto)
    if veto is not None and not context.names(veto):
        context.problems.add(veto.place, "a veto of nobody: name at least one party")
    for scalar in context.names(veto):
        holder = scalar.text.strip()
        if holder in context.actors and holder not in parties:
            context.problems.add(
                scalar.place, f'"{holder}" has a veto but no voice: name it in "of"'
            )
    return Rule("veto", holders=holders)


def _count(context: Context, node: Scalar, count: int, total: int) -> Rule:
    if not 1 <= count <= total:
        context.problems.add(node.place, f"{count} of {total} parties can never be the rule")
        return Rule("unanimous")
    return Rule("count", count=count)


def _deferrals(context: Context, node: Mapping) -> int:
    value = node.get("defer")
    deferrals = int(value.text) if isinstance(value, Scalar) else 0
    if value is not None and deferrals > MOST_DEFERRALS:
        context.problems.add(
            value.place, f"{deferrals} deferrals are too many: at most {MOST_DEFERRALS}"
        )
        return 0
    return deferrals


def _delay_prices(
    context: Context, node: Node | None, name: str, parties: tuple[str, ...]
) -> tuple[tuple[str, Linear], ...]:
    if isinstance(node, Mapping):
        prices = _prices(context, node, f"{name}.at")
        for key, _ in node.entries:
            if key.text in context.actors and key.text not in parties:
                context.problems.add(key.place, f'"{key.text}" is no party of this consent')
        return prices
    if node is None:
        return ()
    return tuple(
        (party, context.register.linear(node, "price", f"{name}.at[{party}]", party))
        for party in parties
    )


def _prices(context: Context, node: Node | None, name: str) -> tuple[tuple[str, Linear], ...]:
    """What each actor pays."""
    if not isinstance(node, Mapping):
        return ()
    return tuple(
        (key.text, context.register.linear(value, "price", f"{name}[{key.text}]", key.text))
        for key, value in node.entries
        if context.is_actor(key.text, key.place)
    )


def _replay_from(context: Context, node: Node | None, earlier: tuple[AnyStep, ...]) -> str | None:
    if not isinstance(node, Scalar):
        return None
    name, names = node.text.strip(), tuple(step.name for step in earlier)
    if name not in names and not is_excused(name, context.damaged):
        context.problems.add(
            node.place,
            f'"replay from" names a step before the consent, and "{name}" is none: '
            f"{did_you_mean(name, names)}",
        )
    for step in earlier[names.index(name) :] if name in names else ():
        drawn = step.name if isinstance(step, Type) else _purpose_by_chance(step)
        if drawn is not None:
            context.problems.add(
                node.place, f'"{drawn}" is drawn once and not replayed: begin with a later step'
            )
    return name


def _purpose_by_chance(step: AnyStep) -> str | None:
    """The purpose of a plan that is a type."""
    if isinstance(step, Plan) and step.purpose is not None and step.purpose.is_type:
        return f"{step.name}.purpose"
    return None
