"""Which conditions have names, and into which classes do the histories fall?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Always, Condition, Fact, Not, Or
from foedus.case.nodes import Mapping, Scalar
from foedus.case.read.context import text
from foedus.case.values import Outcome

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.read.context import Context


def read_facts(context: Context) -> dict[str, tuple[Condition, Place]]:
    """Read the section ``facts``; names in conditions are checked later."""
    found: dict[str, tuple[Condition, Place]] = {}
    for key, node in context.section("facts"):
        before = len(context.problems.found)
        found[key.text] = (context.condition(node), key.place)
        if len(context.problems.found) > before:
            context.damaged.add(key.text)
    return found


def read_outcomes(context: Context) -> tuple[Outcome, ...]:
    """Read the section ``outcomes``; ``otherwise`` becomes whatever those before it leave."""
    found: list[Outcome] = []
    entries = context.section("outcomes")
    for number, (key, node) in enumerate(entries, start=1):
        when = node.get("when") if isinstance(node, Mapping) else node
        label = text(node, "label") if isinstance(node, Mapping) else None
        if isinstance(when, Scalar) and when.text.strip() == "otherwise":
            condition = _otherwise(found)
            if number < len(entries):
                context.problems.add(when.place, '"otherwise" is for the last outcome only')
        else:
            condition = context.condition(when)
        found.append(Outcome(key.text, condition, label, key.place))
    return tuple(found)


def _otherwise(found: list[Outcome]) -> Condition:
    facts = tuple(Fact(outcome.name, outcome.place) for outcome in found)
    if not facts:
        return Always()
    return Not(facts[0] if len(facts) == 1 else Or(facts))
