"""Who says what, and what happened when?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.read.chains import Chain, agreed_chain, agreed_remove
from foedus.case.read.near_names import warn_of_near_names
from foedus.case.values import Entry, Testimony
from foedus.sources import Relay

if TYPE_CHECKING:
    from foedus.case.read.context import Context


def read_date(context: Context, node: Node | None) -> str | None:
    """A date as written, after making sure that there was such a day."""
    if not isinstance(node, Scalar):
        return None
    written = node.text.strip()
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        context.problems.add(node.place, f'"{written}" is no date of the calendar')
    return written


def read_relays(context: Context, node: Node | None) -> tuple[Relay, ...]:
    """Those who passed words on: one, or a list of them."""
    if isinstance(node, Scalar):
        return (Relay(context.named(node.text.strip()) or ""),)
    if isinstance(node, Mapping):
        by = context.named(text(node, "by")) or ""
        return (Relay(by, read_date(context, node.get("when"))),)
    items = node.items if isinstance(node, Listing) else ()
    return tuple(relay for item in items for relay in read_relays(context, item))


def read_testimony(context: Context) -> tuple[Testimony, ...]:
    """The section ``testimony``."""
    found: list[Testimony] = []
    node = context.root.get("testimony")
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Mapping):
            continue
        by, to, remove = text(item, "by") or "", text(item, "to"), text(item, "remove")
        supports = item.get("supports")
        grounds, when = context.grounds(item), read_date(context, item.get("when"))
        chain = agreed_chain(
            Chain(
                read_relays(context, item.get("from")),
                context.named(by) or by,
                read_relays(context, item.get("through")),
            ),
            grounds.cites,
            item.place,
            context.problems,
        )
        found.append(
            Testimony(
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
                layer=cast(
                    "Literal['fact', 'report', 'inference']", text(item, "layer") or "report"
                ),
                supports=None if supports is None else context.checked_condition(supports),
                speaker=context.speaker(by),
                hearer=context.speaker(to),
                cites=grounds.cites,
                place=item.place,
                against=grounds.against,
                heard_from=() if chain is None else chain.before,
                through=() if chain is None else chain.behind,
                position=text(item, "position"),
                origin=text(item, "origin"),
            )
        )
    warn_of_near_names(
        context,
        [(one.matter, one.position, one.place) for one in found if one.position is not None],
        "position",
    )
    return tuple(found)


def read_record(context: Context) -> tuple[Entry, ...]:
    """The section ``record``."""
    found: list[Entry] = []
    node = context.root.get("record")
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Mapping):
            continue
        name = text(item, "entry") or ""
        if any(entry.name == name for entry in found):
            context.problems.add(item.place, f'the entry "{name}" stands here twice')
        found.append(
            Entry(
                name=name,
                when=read_date(context, item.get("on")) or "",
                says=text(item, "says") or "",
                taken=context.step_option(item.get("step")),
                cites=(grounds := context.grounds(item)).cites,
                place=item.place,
                against=grounds.against,
            )
        )
    return tuple(found)
