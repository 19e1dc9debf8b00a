"""Who says what, and what happened when?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.values import Entry, Testimony

if TYPE_CHECKING:
    from foedus.case.read.context import Context
    from foedus.case.read.names import Speakers


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


def read_testimony(context: Context, speakers: Speakers) -> tuple[Testimony, ...]:
    """The section ``testimony``."""
    found: list[Testimony] = []
    node = context.root.get("testimony")
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Mapping):
            continue
        by, to, remove = text(item, "by") or "", text(item, "to"), text(item, "remove")
        supports, cites = item.get("supports"), context.cites(item.get("cite"))
        found.append(
            Testimony(
                matter=text(item, "matter") or "",
                by=by,
                says=text(item, "says") or "",
                to=to,
                remove=None if remove is None else int(remove),
                when=read_date(context, item.get("when")),
                layer=cast(
                    "Literal['fact', 'report', 'inference']", text(item, "layer") or "report"
                ),
                supports=None if supports is None else context.checked_condition(supports),
                speaker=speakers.meant(item.get("by"), cites),
                hearer=speakers.meant(item.get("to"), cites),
                cites=cites,
                place=item.place,
            )
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
                cites=context.cites(item.get("cite")),
                place=item.place,
            )
        )
    return tuple(found)
