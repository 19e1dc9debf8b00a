"""Which sources are copies of others, and do all copies lead to an original?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Mapping
from foedus.case.problems import did_you_mean
from foedus.case.shape import is_excused

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.read.context import Context
    from foedus.case.values import SourceReference


def check_copies(context: Context, sources: tuple[SourceReference, ...]) -> None:
    """Refuse a copy of what is not declared, one with another origin, and a copy of itself."""
    places = {
        key.text: (node.get("copy of") or node).place
        for key, node in context.section("sources")
        if isinstance(node, Mapping)
    }
    original = {source.key: source.copy_of for source in sources if source.copy_of is not None}
    told: set[str] = set()
    for source in sources:
        if source.copy_of is None:
            continue
        place = places[source.key]
        _check_original(context, source, source.copy_of, place)
        path = _copied_in_turn(source.key, original)
        if original.get(path[-1]) == source.key and source.key not in told:
            told |= set(path)
            way = ", a copy of ".join(f'"{key}"' for key in (*path, source.key))
            context.problems.add(place, f"{way}: one of them must be the original")


def _check_original(context: Context, source: SourceReference, original: str, place: Place) -> None:
    if source.origin is not None:
        context.problems.add(
            place, f'"copy of" and "origin" at once: a copy has the origin of "{original}"'
        )
    if original not in context.sources and not is_excused(original, context.damaged):
        others = tuple(key for key in context.sources if key != source.key)
        context.problems.add(
            place, f'there is no source "{original}" to copy: {did_you_mean(original, others)}'
        )


def _copied_in_turn(key: str, original: dict[str, str]) -> list[str]:
    """A source, what it copies, what that copies and so on, each once."""
    path = [key]
    while path[-1] in original and original[path[-1]] not in path:
        path.append(original[path[-1]])
    return path
