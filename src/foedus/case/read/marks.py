"""What do people say of places of a source?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.values import MarkByHand
from foedus.sources import Certainty, MarkKind, Remark, Side
from foedus.sources.mark import FOEDUS

if TYPE_CHECKING:
    from foedus.case.read.context import Context

_BESIDE = (MarkKind.SUPPLIED, MarkKind.GAP)
"""Marks that stand beside words, because what they speak of is not there."""


def read_marks(context: Context, node: Node | None) -> tuple[MarkByHand, ...]:
    """The word ``marks`` of a source."""
    items = node.items if isinstance(node, Listing) else ()
    return tuple(
        MarkByHand(remark, item.place)
        for item in items
        if isinstance(item, Mapping) and (remark := _remark(context, item)) is not None
    )


def _remark(context: Context, item: Mapping) -> Remark | None:
    kind = next((one for one in MarkKind if item.key(one.value) is not None), None)
    by = text(item, "by") or ""
    if by == FOEDUS:
        _complain(context, item.get("by"), f"{FOEDUS} makes its own marks: name the person")
        return None
    placed = _beside(context, item, kind) if kind in _BESIDE else None
    if kind in _BESIDE and placed is None:
        return None
    side, words = placed or (Side.ON, text(item, "settled" if kind is None else kind.value) or "")
    reading = text(item, "supplied" if kind is MarkKind.SUPPLIED else "reading")
    certainty, settles = text(item, "certainty"), text(item, "kind")
    if certainty is not None and reading is None:
        _complain(context, item.get("certainty"), 'a certainty is that of a reading: add "reading"')
        return None
    return Remark(
        kind=kind,
        words=words,
        by=by,
        side=side,
        within=text(item, "within"),
        note=text(item, "note") or "",
        reading=reading,
        certainty=None if certainty is None else Certainty(certainty),
        extent=(text(item, "gap") or None) if kind is MarkKind.GAP else None,
        settles=None if settles is None else MarkKind(settles),
    )


def _beside(context: Context, item: Mapping, kind: MarkKind | None) -> tuple[Side, str] | None:
    """On which side of which words it stands."""
    sides = [(one, found) for one in (Side.AFTER, Side.BEFORE) if (found := text(item, one.value))]
    if len(sides) == 1:
        return sides[0]
    what = "" if kind is None else kind.value
    few = "one of them" if sides else "the words"
    context.problems.add(
        item.place,
        f'a mark "{what}" stands after or before words of the source: give {few} '
        '("after" or "before")',
    )
    return None


def _complain(context: Context, node: Node | None, message: str) -> None:
    if isinstance(node, Scalar):
        context.problems.add(node.place, message)
