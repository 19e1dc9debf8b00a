"""Who says what?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.chains import Chain, agreed_chain, agreed_remove
from foedus.case.read.context import text
from foedus.case.read.dates import read_date
from foedus.case.read.names import meant
from foedus.case.read.near_names import warn_of_near_names
from foedus.case.values import Testimony
from foedus.sources import Relay

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedus.case.read.context import Context
    from foedus.case.values import Cite


def read_relays(
    context: Context, node: Node | None, sources: Collection[str] = ()
) -> tuple[Relay, ...]:
    """Those who passed words on, one or a list of them, as the cited `sources` name them."""
    if isinstance(node, Scalar):
        return (Relay(context.named(node.text.strip(), sources) or ""),)
    if isinstance(node, Mapping):
        by = context.named(text(node, "by"), sources) or ""
        return (Relay(by, read_date(context, node.get("when"))),)
    items = node.items if isinstance(node, Listing) else ()
    return tuple(relay for item in items for relay in read_relays(context, item, sources))


def read_testimony(context: Context) -> tuple[Testimony, ...]:
    """The section ``testimony``."""
    node = context.root.get("testimony")
    items = node.items if isinstance(node, Listing) else ()
    found = tuple(_testimony(context, item) for item in items if isinstance(item, Mapping))
    warn_of_near_names(
        context,
        [(one.matter, one.position, one.place) for one in found if one.position is not None],
        "position",
    )
    return found


def _testimony(context: Context, item: Mapping) -> Testimony:
    by, to, remove = text(item, "by") or "", text(item, "to"), text(item, "remove")
    supports = item.get("supports")
    grounds, when = context.grounds(item), read_date(context, item.get("when"))
    speaker = meant(context, item.get("by"), grounds.cites)
    chain = _chain(context, item, speaker or by, grounds.cites)
    return Testimony(
        matter=text(item, "matter") or "",
        by=by,
        says=text(item, "says") or "",
        to=to,
        remove=agreed_remove(
            chain,
            None if remove is None else int(remove),
            (item.get("remove") or item).place,
            context.problems,
        ),
        when=when or (None if chain is None else chain.when),
        layer=cast("Literal['fact', 'report', 'inference']", text(item, "layer") or "report"),
        supports=None if supports is None else context.checked_condition(supports),
        speaker=speaker,
        hearer=meant(context, item.get("to"), grounds.cites),
        cites=grounds.cites,
        place=item.place,
        against=grounds.against,
        heard_from=() if chain is None else chain.before,
        through=() if chain is None else chain.behind,
        position=text(item, "position"),
        origin=text(item, "origin"),
    )


def _chain(context: Context, item: Mapping, by: str, cites: tuple[Cite, ...]) -> Chain | None:
    sources = tuple(cite.source for cite in cites)
    before, behind = (read_relays(context, item.get(word), sources) for word in ("from", "through"))
    return agreed_chain(Chain(before, by, behind), cites, item.place, context.problems)
