"""What is this game, in a page?

Actors, play, information sets and the size of the tree for each step: what `foedus show` prints.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve import NOWHERE

if TYPE_CHECKING:
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
        lines.append(f"  {actor.key}: {actor.name}{spoken}, {owners.get(at, 0)} information sets")
    return "\n".join(("Actors", *lines))


def _play(game: Game) -> str:
    """One line a primitive: who, options, nodes, information sets."""
    form = game.form
    rows: list[tuple[str, str, str, str, str]] = [("step", "who", "options", "nodes", "sets")]
    for at, one in enumerate(game.expansion.primitives):
        nodes = np.flatnonzero(game.primitive_of_node == at)
        sets = np.unique(form.information_set_of_node[nodes])
        who = {"move": one.actor or "", "chance": "chance", "reveal": "(shown)"}[one.kind]
        rows.append(
            (
                one.name,
                who,
                " | ".join(option.name for option in one.options),
                str(nodes.size) if one.kind != "reveal" else "",
                str(int((sets != NOWHERE).sum())) if one.kind == "move" else "",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = (
        f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:<{widths[2]}}  "
        f"{row[3]:>{widths[3]}}  {row[4]:>{widths[4]}}".rstrip()
        for row in rows
    )
    return "\n".join(("Play", *lines))


def _outcomes(game: Game) -> str:
    counts = np.bincount(game.outcome_of_node[game.form.is_terminal], minlength=len(game.outcomes))
    lines = (
        f"  {name}: {int(count)} histories"
        for name, count in zip(game.outcomes, counts.tolist(), strict=True)
    )
    return "\n".join(("Outcomes", *lines))
