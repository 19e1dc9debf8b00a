"""Who decides, and which documents are cited?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.beside import names_elsewhere
from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.read.copies import check_copies
from foedus.case.read.marks import read_marks
from foedus.case.read.play_checks import claim
from foedus.case.roles import CHANCE, mover_of
from foedus.case.values import ANALYST, Actor, SourceReference, Voice, folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.problems import Place
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
            _file(context, node),
            text(node, "where"),
            key.place,
            text(node, "copy of"),
            text(node, "origin"),
            read_marks(context, node.get("marks")),
        )
        for key, node in context.section("sources")
        if isinstance(node, Mapping)
    )
    context.sources = tuple(source.key for source in found)
    check_copies(context, found)
    return found


def _file(context: Context, node: Mapping) -> str | None:
    """The file of a source, which stands in the folder of sources or below."""
    name, written = text(node, "file"), node.get("file")
    if name is None or written is None or not names_elsewhere(name):
        return name
    context.problems.add(
        written.place,
        f'"{name}" leads out of the folder of sources: put the file into the folder that --sources '
        "names, or below, and write its name there",
    )
    return None


def read_actor_names(context: Context) -> None:
    """Take the names of the section ``actors``, before anything refers to them."""
    names: list[str] = []
    for key, _ in context.section("actors"):
        names.append(key.text)
        if key.text in RESERVED_ACTORS:
            why = RESERVED_ACTORS[key.text]
            context.problems.add(key.place, f'"{key.text}" cannot name an actor: {why}')
        claim(context, key.text, "an actor", key.place)
    context.actors = tuple(names)


def read_actors(context: Context) -> tuple[Actor, ...]:
    """The section ``actors``; after the play, because restraints name its steps."""
    _refuse_shared_names(context)
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
    return tuple(
        Voice(voice.text, tuple(alias.text for alias in aliases))
        for voice, aliases in written_voices(node)
    )


def written_voices(node: Node | None) -> list[tuple[Scalar, tuple[Scalar, ...]]]:
    """Each voice with its aliases, as they stand in the file."""
    if isinstance(node, Listing):
        return [(item, ()) for item in node.items if isinstance(item, Scalar)]
    if isinstance(node, Mapping):
        return [(key, _aliases(value)) for key, value in node.entries]
    return []


def _aliases(node: Node) -> tuple[Scalar, ...]:
    if isinstance(node, Scalar):
        return (node,) if node.text else ()
    if isinstance(node, Listing):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def _refuse_shared_names(context: Context) -> None:
    """Refuse a name by which sources could mean two speakers; each is told where it stands."""
    owners: dict[str, tuple[str, str, Place]] = {}
    for actor, speaks, name in _names_of_speakers(context):
        known, whose, there = owners.setdefault(folded_name(name.text), (speaks, actor, name.place))
        # An actor may be called as one of its own voices is.
        is_same = whose == actor and (known == speaks or actor in {known, speaks})
        if not is_same:
            context.problems.add(
                name.place,
                f'"{name.text.strip()}" means {_meant(known, whose)} in line {there.line}, column '
                f"{there.column}, and {_meant(speaks, actor)} here: who speaks could not be told",
            )


def _meant(speaks: str, actor: str) -> str:
    return f'"{speaks}"' if speaks == actor else f'"{speaks}" ({actor})'


def _names_of_speakers(context: Context) -> Iterator[tuple[str, str, Scalar]]:
    """Every name of an actor or a voice: whose it is, who is meant, and the name."""
    for key, node in context.section("actors"):
        yield key.text, key.text, key
        if not isinstance(node, Mapping):
            continue
        name = node.get("name")
        if isinstance(name, Scalar):
            yield key.text, key.text, name
        for voice, aliases in written_voices(node.get("voices")):
            for one in (voice, *aliases):
                yield key.text, voice.text.strip(), one


def declared_speakers(context: Context) -> dict[str, str]:
    """The voice or actor that each name means, aliases included, by the folded name."""
    found: dict[str, str] = {}
    for key, node in context.section("actors"):
        name = key.text
        if isinstance(node, Mapping):
            name = text(node, "name") or name
            for voice, aliases in written_voices(node.get("voices")):
                found |= {folded_name(one.text): voice.text for one in (voice, *aliases)}
        found = {folded_name(one): name for one in (key.text, name)} | found
    return found
