"""What does each actor want, and how sharply does it see differences?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.values import Preference

if TYPE_CHECKING:
    from foedus.case.read.context import Context


def read_preferences(context: Context) -> tuple[Preference, ...]:
    """The section ``preferences``."""
    found: list[Preference] = []
    for key, node in context.section("preferences"):
        if context.is_actor(key.text, key.place):
            found.extend(_of_one(context, key.text, node))
    return tuple(found)


def _of_one(context: Context, actor: str, node: Node) -> list[Preference]:
    if isinstance(node, Listing):
        return [_term(context, actor, item) for item in node.items if isinstance(item, Mapping)]
    found: list[Preference] = []
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if key.text == "terms" and isinstance(value, Listing):
            found.extend(_of_one(context, actor, value))
        elif key.text == "outcomes" and isinstance(value, Mapping):
            found.extend(_line(context, actor, inner, worth) for inner, worth in value.entries)
        else:
            found.append(_line(context, actor, key, value))
    return found


def _line(context: Context, actor: str, key: Scalar, value: Node) -> Preference:
    """``outcome: worth``."""
    condition = context.checked_condition(key)
    grounds = context.grounds(value)
    name = f"worth[{actor}]({condition})"
    worth = context.register.linear(value, "worth", name, actor, grounds)
    return Preference(actor, condition, worth, grounds.cites, key.place, grounds.against)


def _term(context: Context, actor: str, node: Mapping) -> Preference:
    """``{when: …, worth: …}``."""
    condition = context.checked_condition(node.get("when"))
    value = node.get("worth")
    outer, inner = context.grounds(node), context.grounds(value)
    name = f"worth[{actor}]({condition})"
    worth = context.register.linear(value or node, "worth", name, actor, inner.or_else(outer))
    draft = context.register.drafts.get(name)
    note = text(node, "note")
    if draft is not None and note is not None:
        context.register.annotate(draft, note)
    return Preference(
        actor,
        condition,
        worth,
        tuple(dict.fromkeys((*outer.cites, *inner.cites))),
        node.place,
        tuple(dict.fromkeys((*outer.against, *inner.against))),
    )


def read_rationality(context: Context) -> None:
    """The section ``rationality``: one assumption ``rationality.<actor>`` for each actor."""
    written = {key.text: (key, value) for key, value in context.section("rationality")}
    for name, (key, _) in written.items():
        context.is_actor(name, key.place, "others")
    for actor in context.actors:
        name = f"rationality.{actor}"
        _, node = written.get(actor, written.get("others", (None, None)))
        register = context.register
        if name in register.drafts:
            register.use(name, "rationality", register.drafts[name].place, actor)
        elif node is None:
            register.supply(name, "rationality", context.root.place, actor)
        else:
            register.declare(name, node, context.grounds(node))
            register.use(name, "rationality", node.place, actor)
