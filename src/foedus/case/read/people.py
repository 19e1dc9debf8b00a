"""Who decides, and which documents are cited?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.roles import CHANCE, mover_of
from foedus.case.values import ANALYST, Actor, SourceReference, Voice

if TYPE_CHECKING:
    from foedus.case.read.context import Context

RESERVED_ACTORS = {
    ANALYST: "the analyst is a viewpoint of every case",
    "others": "it means the rest",
}


def read_sources(context: Context) -> tuple[SourceReference, ...]:
    """The section ``sources``."""
    found = tuple(
        SourceReference(
            key.text,
            text(node, "title") or "",
            text(node, "author"),
            text(node, "year"),
            text(node, "file"),
            text(node, "where"),
            key.place,
        )
        for key, node in context.section("sources")
        if isinstance(node, Mapping)
    )
    context.sources = tuple(source.key for source in found)
    return found


def read_actor_names(context: Context) -> None:
    """Take the names of the section ``actors``, before anything refers to them."""
    names: list[str] = []
    for key, _ in context.section("actors"):
        names.append(key.text)
        if key.text in RESERVED_ACTORS:
            why = RESERVED_ACTORS[key.text]
            context.problems.add(key.place, f'"{key.text}" cannot name an actor: {why}')
        context.claim_name(key.text, "an actor", key.place)
    context.actors = tuple(names)


def read_actors(context: Context) -> tuple[Actor, ...]:
    """The section ``actors``; after the play, because restraints name its steps."""
    return tuple(
        Actor(
            key.text,
            text(node, "name") or key.text,
            _voices(node.get("voices")),
            _restraint(context, key.text, node.get("restraint")),
            key.place,
        )
        for key, node in context.section("actors")
        if isinstance(node, Mapping)
    )


def _restraint(context: Context, actor: str, node: Node | None) -> tuple[str, str] | None:
    """An option that the actor itself can take."""
    found = context.step_option(node)
    mover = None if found is None else mover_of(found[0], context.scope.play)
    is_known = found is not None and found[0] in context.scope.options
    is_wrong = is_known and mover != actor and (not mover or mover in context.actors)
    if found is not None and node is not None and is_wrong:
        who = f'"{mover}" chooses' if mover else "no single actor chooses"
        who = "chance decides" if mover == CHANCE else who
        context.problems.add(node.place, f'"{actor}" cannot hold back there: {who} at "{found[0]}"')
    return found


def _voices(node: Node | None) -> tuple[Voice, ...]:
    if isinstance(node, Listing):
        return tuple(Voice(item.text) for item in node.items if isinstance(item, Scalar))
    if isinstance(node, Mapping):
        return tuple(Voice(key.text, _aliases(value)) for key, value in node.entries)
    return ()


def _aliases(node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return (node.text,) if node.text else ()
    if isinstance(node, Listing):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return ()


def speaker(name: str | None, actors: tuple[Actor, ...]) -> str | None:
    """The declared voice or actor that a name means, perhaps by an alias; None for others."""
    if name is None:
        return None
    wanted = " ".join(name.casefold().split())
    for actor in actors:
        for voice in actor.voices:
            if wanted in (" ".join(one.casefold().split()) for one in (voice.name, *voice.aliases)):
                return voice.name
        if wanted in (actor.key.casefold(), actor.name.casefold()):
            return actor.name
    return None
