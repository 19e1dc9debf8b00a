"""What is an information set called?

By the step that is played there, and, where the same step is played knowing different things, by
what its actor has seen: ``council.1.river (relief = give, proposes = dam)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.game.expansion import Expansion
    from foedus.game.unroll import Unrolled


def name_information_sets(
    expansion: Expansion, tree: Unrolled
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Names of the information sets, and the labels of their actions."""
    count: dict[int, int] = {}
    for at, _, _ in tree.set_memory:
        count[at] = count.get(at, 0) + 1
    names: list[str] = []
    actions: list[tuple[str, ...]] = []
    taken_names: dict[str, int] = {}
    for at, memory, offer in tree.set_memory:
        primitive = expansion.primitives[at]
        name = primitive.name
        if count[at] > 1:
            name = f"{name} ({seen_in_words(expansion, tree, memory)})"
        # Only offers on the way can tell two such sets apart.
        taken_names[name] = taken_names.get(name, 0) + 1
        names.append(name if taken_names[name] == 1 else f"{name} #{taken_names[name]}")
        actions.append(tuple(primitive.options[value - 1].name for value in offer))
    return tuple(names), tuple(actions)


def seen_in_words(expansion: Expansion, tree: Unrolled, memory: int) -> str:
    """What an actor has seen, oldest first."""
    seen = [
        f"{expansion.primitives[at].name} = {expansion.primitives[at].options[value - 1].name}"
        for at, value, _ in tree.memories.events(memory)
    ]
    return ", ".join(seen) or "having seen nothing"
