"""Who has promised what, and what does an older promise forbid?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Taken
from foedus.case.read.context import is_yes, text
from foedus.case.steps import Bar, Pledge

if TYPE_CHECKING:
    from foedus.case.nodes import Mapping
    from foedus.case.read.context import Context
    from foedus.case.read.step_words import StepWords
    from foedus.case.steps import AnyStep


def read_pledge(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Pledge:
    """``pledge: …``."""
    by, cost = context.actor(node.get("by")), node.get("breaking costs")
    name = f"{words['name']}.breaking costs"
    return Pledge(
        **words,
        by=by,
        to=context.actor(node.get("to")),
        trigger=context.condition(node.get("if")),
        then=context.taken(node.get("then")),
        breaking_cost=None if cost is None else context.register.linear(cost, "price", name, by),
    )


def read_bar(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Bar:
    """``bar: …``."""
    price = node.get("costs")
    name = f"{words['name']}.costs"
    forbids = context.taken(node.get("forbids"))
    return Bar(
        **words,
        # Where the text could not be read the case is refused anyway; the value only stands in.
        forbids=forbids or Taken("", ()),
        owed_to=text(node, "owed to"),
        is_binding=is_yes(node, "binding"),
        price=None if price is None else context.register.linear(price, "price", name),
    )
