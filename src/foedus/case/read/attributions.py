"""Whose words does the case say that its passages are, and what do they go back to?

What is said at one citation of a passage holds wherever the passage is cited, so that it is said
once. All citations are therefore looked through before any is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.accounts import read_relays
from foedus.case.read.chains import refuse_repetition
from foedus.case.read.context import Said, text
from foedus.sources import Attribution, Voicing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.problems import Place
    from foedus.case.read.context import Context, PassageKey
    from foedus.sources import Relay

CITING = {"cite", "against"}


def read_attributions(context: Context) -> None:
    """Note what citations that are written out say of their passages; two must not disagree."""
    for node in _written_out(context.root):
        key = _passage(node)
        if key is None:
            continue
        new = Said(_attribution(context, node, key[0]), text(node, "origin"), node.place)
        old = context.said.setdefault(key, new)
        _refuse_contradiction(context, new, old)
        context.said[key] = replace(old, origin=old.origin or new.origin)


def _refuse_contradiction(context: Context, new: Said, old: Said) -> None:
    """Refuse another voice or another origin of a passage than is said of it elsewhere."""
    for word, first, second in (
        ("words", old.attribution, new.attribution),
        ("origin", old.origin, new.origin),
    ):
        if first is not None and second is not None and first != second:
            context.problems.add(
                new.place,
                f"line {old.place.line} says otherwise of the {word} of this passage ({first}): "
                f"here it is {second}",
            )


def _written_out(node: Node, *, is_cited: bool = False) -> Iterator[Mapping]:
    """Every citation that is written out, in the order of the file."""
    if isinstance(node, Mapping):
        if is_cited and node.get("passage") is not None:
            yield node
            return
        for key, value in node.entries:
            yield from _written_out(value, is_cited=key.text in CITING)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _written_out(item, is_cited=is_cited)


def _passage(node: Mapping) -> PassageKey | None:
    """The source and the ends of a passage; None where the list cannot be read."""
    passage = node.get("passage")
    if not isinstance(passage, Listing):
        return None
    parts = [item.text for item in passage.items if isinstance(item, Scalar)]
    source, start, end = (*parts, None, None, None)[:3]
    return None if source is None else (source.strip(), start, end)


def _attribution(context: Context, node: Mapping, source: str) -> Attribution:
    kind, voice = Voicing(text(node, "as") or ""), text(node, "words of")
    named = context.named(voice, (source,))
    through = read_relays(context, node.get("through"), (source,))
    if kind is not Voicing.NARRATOR and voice is None:
        context.problems.add(
            node.place, f'"as: {kind}" needs "words of": whose words the passage gives'
        )
    _check_chain(context, kind, named, through, (node.get("through") or node).place)
    return Attribution(kind, named, through)


def _check_chain(
    context: Context, kind: Voicing, voice: str | None, through: tuple[Relay, ...], place: Place
) -> None:
    if kind is Voicing.NARRATOR and through:
        context.problems.add(
            place, 'the narrator\'s words come through nobody: leave "through" out'
        )
        return
    refuse_repetition((voice or "", *(relay.by for relay in through)), place, context.problems)
