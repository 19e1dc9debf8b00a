"""Which game does an `.efg` file of Gambit's tell?

The text is cut into tokens (`efg_text`), the tokens are read as entries (`efg_entries`), their
numbers are given a meaning (`efg_declarations`), the entries a place in the tree (`efg_tree`), and
the whole becomes arrays (`efg_form`), in which all that has no name of its own gets one
(`efg_names`). Each stage notes every mistake that it finds; one whose mistakes would mislead the
next ends the reading.
"""

from __future__ import annotations

import re
from pathlib import Path

from foedus.solve.efg_declarations import declare
from foedus.solve.efg_entries import TERMINAL_ENTRY, Grammar
from foedus.solve.efg_form import chance_of_slots, make_form
from foedus.solve.efg_text import GambitError, Mistake, Mistakes, tokens_of
from foedus.solve.efg_tree import parents_of
from foedus.solve.gambit_game import GambitGame
from foedus.solve.validation import lapses_of_memory

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_efg(path: str | Path) -> GambitGame:
    """Read a game from a file in Gambit's extensive format, version 2.

    Numbers are read exactly, as decimals or fractions, and rounded once. A player, information
    set, action or chance slot keeps its name if it has one that no other has; else it is called by
    its place as well: ``player 2``; ``Anna, set 3``, or ``left (Anna, set 3)``, for the information
    set that is number 3 of Anna's; ``action 2``, or ``left (action 2)``; ``heads (chance, set 4)``.
    Chance nodes that share a number share their slots.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    GambitGame
        The tree and its numbers.

    Raises
    ------
    GambitError
        A `ValueError` with every mistake of the file: line, column, what was found and what is
        allowed. Also if a player forgets what it knew (the solver needs perfect recall).
    OSError
        If the file cannot be read.

    References
    ----------
    Gambit's documentation, "The extensive game (.efg) file format".
    """
    path = Path(path)
    return parse_efg(_decoded(path.read_bytes(), str(path)), str(path))


def parse_efg(text: str, file: str) -> GambitGame:
    """The game that the text of an `.efg` file tells; `file` is its name in messages."""
    mistakes = Mistakes(text)
    said = Grammar(tokens_of(text, mistakes), mistakes).read()
    if said is None:
        raise GambitError(file, mistakes.found)
    is_whole = not mistakes.found
    known = declare(said, mistakes)
    if not is_whole or any(
        entry.kind != TERMINAL_ENTRY and (entry.player, entry.set_number) not in known.sets
        for entry in said.entries
    ):
        raise GambitError(file, mistakes.found)
    parents = parents_of(said, known, mistakes)
    mistakes.raise_if_any(file)
    form = make_form(said, known, parents)
    for node, message in lapses_of_memory(form):
        mistakes.note(said.entries[node].offset, message)
    mistakes.raise_if_any(file)
    return GambitGame(said.title, said.comment, form, chance_of_slots(known))


def _decoded(content: bytes, file: str) -> str:
    """The text of a file, which is UTF-8.

    Raises
    ------
    GambitError
        If it is something else.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = content[: wrong.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise GambitError(
            file,
            [Mistake(line, column, "this is no text in UTF-8; a game in Gambit's format is one")],
        ) from None
    if control := _CONTROL.search(text):
        mistakes = Mistakes(text)
        mistakes.note(control.start(), f"this is no text: it has the character {control[0]!r}")
        raise GambitError(file, mistakes.found)
    return text
