"""What is this game, in a page?

Actors, play, information sets and the size of the tree for each step: what `foedus show` prints.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from foedus.game.printing import audience_in_words, everyone_in
from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from foedus.game.expansion import Primitive
    from foedus.game.game import Game


def describe(game: Game) -> str:
    """A game in words and counts."""
    sections = [_heading(game), _actors(game), _play(game), _outcomes(game)]
    if game.warnings:
        sections.append("\n".join(("Warnings", *(f"  {one}" for one in game.warnings))))
    return "\n\n".join(sections)


def _heading(game: Game) -> str:
    form = game.form
    readings = "+".join(game.case.combination) or "base"
    kind = "perfect information" if form.has_perfect_information else "hidden moves or types"
    ends = int(form.is_terminal.sum())
    return (
        f"{game.case.title} (reading {readings})\n"
        f"{game.case.question}\n\n"
        f"{form.node_count:,} nodes, of which {ends:,} end the play; "
        f"{len(form.information_sets):,} information sets ({kind}); "
        f"{len(game.needed)} assumptions"
    )


def _actors(game: Game) -> str:
    owners = Counter(form_owner for form_owner in game.form.player_of_information_set.tolist())
    lines: list[str] = []
    for at, actor in enumerate(game.case.actors):
        voices = ", ".join(voice.name for voice in actor.voices)
        spoken = f" ({voices})" if voices else ""
        sets = owners.get(at, 0)
        counted = f"{sets} information set{'' if sets == 1 else 's'}"
        lines.append(f"  {actor.key}: {actor.name}{spoken}, {counted}")
    return "\n".join(("Actors", *lines))


COUNTS = 4
"""The first column that holds counts."""
LEGEND = (
    "(seen by: besides whoever moves; nodes: places in the tree; sets: situations that whoever "
    "moves there can tell apart)"
)


def _play(game: Game) -> str:
    """One line a primitive: who, options, who sees it, nodes, information sets."""
    form, everyone = game.form, everyone_in(game.expansion)
    rows = [("step", "who", "options", "seen by", "nodes", "sets")]
    for at, one in enumerate(game.expansion.primitives):
        nodes = np.flatnonzero(game.primitive_of_node == at)
        sets = np.unique(form.information_set_of_node[nodes])
        who = {"move": one.actor or "", "chance": "chance", "reveal": "(shown)"}[one.kind]
        rows.append(
            (
                one.name,
                who,
                " | ".join(option.name for option in one.options),
                _audience(one, everyone),
                str(nodes.size) if one.kind != "reveal" else "",
                str(int((sets != NOWHERE).sum())) if one.kind == "move" else "",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = (
        "  ".join(
            f"{cell:<{width}}" if column < COUNTS else f"{cell:>{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
    return "\n".join(("Play", *(f"  {line}" for line in lines), f"  {LEGEND}"))


def _audience(one: Primitive, everyone: frozenset[str]) -> str:
    """Who sees what is chosen, at once or later."""
    later = dict.fromkeys(actor for actor, _ in one.revealed)
    told = audience_in_words(one, everyone)
    return f"{told}, later {', '.join(later)}" if later else told


def _outcomes(game: Game) -> str:
    counts = np.bincount(game.outcome_of_node[game.form.is_terminal], minlength=len(game.outcomes))
    lines = (
        f"  {name}: {int(count)} histories"
        for name, count in zip(game.outcomes, counts.tolist(), strict=True)
    )
    return "\n".join(("Outcomes", *lines))
