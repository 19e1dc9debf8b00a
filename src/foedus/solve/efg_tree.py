"""Do the entries of an `.efg` file make a tree?

They stand in prefix order: a node, then all below its first action, then all below its second. So
one pass with a stack of the nodes whose actions still lead nowhere finds every node's parent, at
any depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.efg_entries import TERMINAL_ENTRY
from foedus.solve.efg_text import quoted
from foedus.solve.extensive_form import NOWHERE

if TYPE_CHECKING:
    from foedus.solve.efg_declarations import Declarations
    from foedus.solve.efg_entries import Entry, GambitText
    from foedus.solve.efg_text import Mistakes


def parents_of(text: GambitText, known: Declarations, mistakes: Mistakes) -> list[int]:
    """The parent of each entry, in their order; -1 for the first.

    Parameters
    ----------
    text
        The file, every entry of which is whole.
    known
        What its numbers stand for.
    mistakes
        Where it is noted if nodes are missing or are too many.
    """
    parents: list[int] = []
    open_nodes: list[int] = []
    still_open: list[int] = []
    for number, entry in enumerate(text.entries):
        if number and not open_nodes:
            mistakes.note(
                entry.offset,
                "every action above leads to its node already, so that nothing leads to this one; "
                f"{len(text.entries) - number:,} of {len(text.entries):,} nodes are too many",
            )
            break
        parents.append(open_nodes[-1] if open_nodes else NOWHERE)
        if open_nodes:
            still_open[-1] -= 1
            if not still_open[-1]:
                open_nodes.pop()
                still_open.pop()
        if width := len(actions_of(entry, known)):
            open_nodes.append(number)
            still_open.append(width)
    if not text.entries:
        mistakes.note(text.end, "the game has no node; a tree needs one")
    if open_nodes:
        _note_early_end(text, known, open_nodes[-1], still_open, mistakes)
    return parents


def actions_of(entry: Entry, known: Declarations) -> tuple[str, ...]:
    """The actions that are written at a node, or of its information set; none at an end."""
    if entry.kind == TERMINAL_ENTRY:
        return ()
    return (entry.described or known.sets[entry.player, entry.set_number]).actions


def _note_early_end(
    text: GambitText, known: Declarations, node: int, still_open: list[int], mistakes: Mistakes
) -> None:
    """Say which action leads nowhere."""
    entry = text.entries[node]
    action = actions_of(entry, known)[-still_open[-1]]
    others = sum(still_open) - 1
    more = f", nor for {others:,} actions more" if others else ""
    mistakes.note(
        text.end,
        f"the file ends early: no node follows for the action {quoted(action)} of the node at line "
        f"{mistakes.line(entry.offset)}{more}",
    )
