"""Who says what, and what happened when?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from foedus.case.nodes import Listing, Mapping
from foedus.case.read.context import text
from foedus.case.read.dates import NOT_KNOWN, read_date
from foedus.case.read.people import speaker
from foedus.case.values import Actor, Entry, Testimony

if TYPE_CHECKING:
    from foedus.case.read.context import Context


def read_testimony(context: Context, actors: tuple[Actor, ...]) -> tuple[Testimony, ...]:
    """The section ``testimony``."""
    found: list[Testimony] = []
    node = context.root.get("testimony")
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Mapping):
            continue
        by, to, remove = text(item, "by") or "", text(item, "to"), text(item, "remove")
        supports = item.get("supports")
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
                speaker=speaker(by, actors),
                hearer=speaker(to, actors),
                cites=context.cites(item.get("cite")),
                place=item.place,
            )
        )
    return tuple(found)


def read_record(context: Context) -> tuple[Entry, ...]:
    """The section ``record``."""
    found: list[Entry] = []
    names: set[str] = set()
    node = context.root.get("record")
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Mapping):
            continue
        name = text(item, "entry") or ""
        if name in names:
            context.problems.add(item.place, f'the entry "{name}" stands here twice')
        names.add(name)
        found.append(
            Entry(
                name=name,
                when=context.dated.get(name, NOT_KNOWN),
                says=text(item, "says") or "",
                taken=context.step_option(item.get("step")),
                cites=context.cites(item.get("cite")),
                place=item.place,
            )
        )
    return tuple(found)
