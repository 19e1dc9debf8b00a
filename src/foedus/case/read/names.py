"""Whom does a source mean by a name?

Each source has names of its own: what it calls Kim is Kim for this source alone. A name that a
source does not claim means whom the actors and voices of the case say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.people import written_voices
from foedus.case.values import SourceName, folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.read.context import Context
    from foedus.case.values import Cite, SourceReference


def with_names(
    context: Context, sources: tuple[SourceReference, ...]
) -> tuple[SourceReference, ...]:
    """The sources with their own names; after the names of the case, which say whom they mean."""
    nodes = {key.text: node for key, node in context.section("sources")}
    found = tuple(
        replace(source, names=tuple(_names(context, nodes[source.key]))) for source in sources
    )
    for source in found:
        for one in source.names:
            context.own_names.setdefault(folded_name(one.name), {})[source.key] = one.means
    return found


def _names(context: Context, node: Node) -> Iterator[SourceName]:
    written = node.get("names") if isinstance(node, Mapping) else None
    known: dict[str, SourceName] = {}
    declared = {folded_name(name): name for name in context.speakers.values()}
    for whom, names in written_voices(written):
        means = context.speaker(whom.text)
        if means is None:
            _complain_of_stranger(context, whom)
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
            elif declared.get(folded_name(found.name), means) != means:
                context.problems.add(
                    name.place,
                    f'"{found.name}" is the name by which the case declares somebody else: declare '
                    "him under another, with this one as what sources call him",
                )
            else:
                yield found


def _complain_of_stranger(context: Context, whom: Scalar) -> None:
    name = whom.text.strip()
    if "actors" in context.lost or context.damaged - set(context.sources):
        return  # it may be a voice of an actor that was left out
    allowed = tuple(dict.fromkeys((*context.speakers.values(), *context.actors)))
    context.problems.add(
        whom.place, f'there is no voice or actor "{name}": {did_you_mean(name, allowed)}'
    )


def meant(
    context: Context, node: Node | None, cites: tuple[Cite, ...], what: str = "this testimony"
) -> str | None:
    """The declared voice or actor that a name means, as the sources that are cited use it.

    `what` stands in a warning for that which cites them.
    """
    if not isinstance(node, Scalar):
        return None
    cited = {cite.source for cite in cites}
    folded = folded_name(node.text)
    own = context.own_names.get(folded, {})
    here = {source: means for source, means in own.items() if source in cited}
    if len(set(here.values())) > 1:
        told = ", ".join(f'"{means}" in {source}' for source, means in here.items())
        context.problems.add(
            node.place,
            f'"{node.text.strip()}" means {told}: write the name that the case declares',
        )
    found = context.speaker(node.text, here)
    if found is None and own:
        told = ", ".join(f'"{means}" in {source}' for source, means in own.items())
        context.problems.warn(
            node.place,
            f'"{node.text.strip()}" means {told} alone, which {what} does not cite: '
            "it is taken for somebody whom the case does not declare",
        )
    return found
