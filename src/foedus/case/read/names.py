"""Whom does a source mean by a name?

Each source has names of its own: what it calls Kim is Kim for this source alone. A name that a
source does not claim means whom the actors and voices of the case say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.people import folded_name, speaker, written_voices
from foedus.case.values import SourceName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.read.context import Context
    from foedus.case.values import Actor, Cite, SourceReference


def with_names(
    context: Context, sources: tuple[SourceReference, ...], actors: tuple[Actor, ...]
) -> tuple[SourceReference, ...]:
    """The sources with their own names; after the actors, because these are whom they mean."""
    nodes = {key.text: node for key, node in context.section("sources")}
    return tuple(
        replace(source, names=tuple(_names(context, nodes[source.key], actors)))
        for source in sources
    )


def _names(context: Context, node: Node, actors: tuple[Actor, ...]) -> Iterator[SourceName]:
    written = node.get("names") if isinstance(node, Mapping) else None
    known: dict[str, SourceName] = {}
    for whom, names in written_voices(written):
        means = speaker(whom.text, actors)
        if means is None:
            _complain_of_stranger(context, whom, actors)
            continue
        for name in names:
            found = SourceName(name.text.strip(), means, name.place)
            before = known.setdefault(folded_name(found.name), found)
            if before.means != means:
                context.problems.add(
                    name.place,
                    f'"{found.name}" means "{before.means}" in line {before.place.line}, column '
                    f'{before.place.column}, and "{means}" here: whom this source means could not '
                    "be told",
                )
            elif before is not found and before.name == found.name:
                context.problems.add(name.place, f'"{found.name}" stands here twice')
            else:
                yield found


def _complain_of_stranger(context: Context, whom: Scalar, actors: tuple[Actor, ...]) -> None:
    name = whom.text.strip()
    if "actors" in context.lost or context.damaged - set(context.sources):
        return  # it may be a voice of an actor that was left out
    allowed = tuple(
        dict.fromkeys(
            one
            for actor in actors
            for one in (*(voice.name for voice in actor.voices), actor.key, actor.name)
        )
    )
    context.problems.add(
        whom.place, f'there is no voice or actor "{name}": {did_you_mean(name, allowed)}'
    )


@dataclass(frozen=True)
class Speakers:
    """Finds who is meant by a name in a testimony, as the sources that it cites use it."""

    context: Context
    actors: tuple[Actor, ...]
    sources: tuple[SourceReference, ...]

    def meant(self, node: Node | None, cites: tuple[Cite, ...]) -> str | None:
        """The declared voice or actor that a name means; None for others."""
        if not isinstance(node, Scalar):
            return None
        cited = {cite.source for cite in cites}
        own = {
            source.key: one.means
            for source in self.sources
            for one in source.names
            if folded_name(one.name) == folded_name(node.text)
        }
        meant = {key: means for key, means in own.items() if key in cited}
        if len(set(meant.values())) > 1:
            told = ", ".join(f'"{means}" in {key}' for key, means in meant.items())
            self.context.problems.add(
                node.place,
                f'"{node.text.strip()}" means {told}: write the name that the case declares',
            )
        found = next(iter(meant.values()), None) or speaker(node.text, self.actors)
        if found is None and own:
            told = ", ".join(f'"{means}" in {key}' for key, means in own.items())
            self.context.problems.warn(
                node.place,
                f'"{node.text.strip()}" means {told} alone, which this testimony does not cite: '
                "it is taken for somebody whom the case does not declare",
            )
        return found
