"""Which entries does the record have, of what kind and by what name?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from foedus.case.events import EntryKind
from foedus.case.nodes import Listing, Mapping, Scalar
from foedus.case.read.context import text

if TYPE_CHECKING:
    from foedus.case.read.context import Context

KINDS = frozenset(get_args(EntryKind))


@dataclass(frozen=True)
class WrittenEntry:
    """An entry as it stands in the file.

    Attributes
    ----------
    is_recorded
        Whether a source tells it; if not, it is expected.
    """

    kind: EntryKind
    name: str
    node: Mapping
    is_recorded: bool


def written_entries(context: Context) -> tuple[WrittenEntry, ...]:
    """Everything in the section ``record``, in the order of the file."""
    section = context.root.get("record")
    items = section.items if isinstance(section, Listing) else ()
    return tuple(_written(item) for item in items if isinstance(item, Mapping))


def _written(item: Mapping) -> WrittenEntry:
    key, name = next((key, value) for key, value in item.entries if key.text in KINDS)
    named = name.text.strip() if isinstance(name, Scalar) else ""
    is_recorded = text(item, "recorded") != "no"
    return WrittenEntry(cast("EntryKind", key.text), named, item, is_recorded)
