"""What can be chosen at a step?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.steps import MOST_OPTIONS, Option
from foedus.case.tokens import KEYWORDS

if TYPE_CHECKING:
    from foedus.case.read.context import Context


def read_options(context: Context, node: Node | None) -> tuple[Option, ...]:
    """A list of options, or a mapping from options to their conditions."""
    options: list[Option] = []
    for key, when in _written(node):
        name = key.text.strip()
        if any(option.name == name for option in options):
            context.problems.add(key.place, f'the option "{name}" stands here twice')
        elif can_name_option(context, key):
            options.append(Option(name, context.condition(when), key.place))
    if len(options) > MOST_OPTIONS:
        context.problems.add(
            options[MOST_OPTIONS].place,
            f"{len(options)} options are too many: at most {MOST_OPTIONS}",
        )
    return tuple(options)


def can_name_option(context: Context, key: Scalar) -> bool:
    """Whether conditions can speak of an option of this name; if not, say so."""
    name = key.text.strip()
    if name in KEYWORDS:
        context.problems.add(
            key.place, f'"{name}" is a word of conditions and cannot name an option'
        )
    return name not in KEYWORDS


def _written(node: Node | None) -> list[tuple[Scalar, Node | None]]:
    """Each option with the condition that is written for it."""
    found: list[tuple[Scalar, Node | None]] = []
    if isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Scalar):
                found.append((item, None))
            elif isinstance(item, Mapping):
                name = item.get("option")
                if isinstance(name, Scalar):
                    found.append((name, item.get("when")))
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            found.append((key, value.get("when") if isinstance(value, Mapping) else value))
    return found
