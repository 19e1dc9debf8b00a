"""Do the numbers of an `.efg` file mean the same wherever they stand?

Information sets are numbered within their player, outcomes within the file. The first time a
number stands its description must be there; later it may be left out, and what is said again must
be the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.solve.efg_entries import CHANCE_PLAYER, TERMINAL_ENTRY
from foedus.solve.efg_text import quoted
from foedus.solve.inputs import CHANCE_TOLERANCE

if TYPE_CHECKING:
    from foedus.solve.efg_entries import Entry, GambitText, OutcomeText, SetText
    from foedus.solve.efg_text import Mistakes


@dataclass(frozen=True)
class Declarations:
    """What the numbers of a file stand for.

    Attributes
    ----------
    sets
        Information sets by the number of their player (`CHANCE_PLAYER` for chance) and their own,
        in the order of the file.
    outcomes
        Outcomes by their number.
    """

    sets: dict[tuple[int, int], SetText]
    outcomes: dict[int, OutcomeText]


def declare(text: GambitText, mistakes: Mistakes) -> Declarations:
    """Collect the descriptions of a file, and note where they are missing, wrong or differ.

    Parameters
    ----------
    text
        The file.
    mistakes
        Where it is noted what is missing, wrong or different.
    """
    known = Declarations({}, {})
    for entry in text.entries:
        if entry.player > len(text.players):
            named = ", ".join(f"{at} {quoted(name)}" for at, name in enumerate(text.players, 1))
            mistakes.note(
                entry.player_offset,
                f"there is no player {entry.player}; the players are {named or 'none'}",
            )
        if entry.kind != TERMINAL_ENTRY:
            _declare_set(entry, known, mistakes)
        _declare_outcome(entry, known, len(text.players), mistakes)
    return known


def _declare_set(entry: Entry, known: Declarations, mistakes: Mistakes) -> None:
    """Take down what a node says of its information set."""
    key = entry.player, entry.set_number
    here, before = entry.described, known.sets.get(key)
    of_whom = "chance" if entry.player == CHANCE_PLAYER else f"player {entry.player}"
    name = f"information set {entry.set_number} of {of_whom}"
    if here is not None and before is None:
        known.sets[key] = here
        _note_own_faults(here, name, mistakes)
    elif here is not None and before is not None:
        there = f"at line {mistakes.line(before.offset)}"
        if difference := _difference(here, before, there):
            mistakes.note(here.offset, f"{name} {difference}")
    elif before is None:
        mistakes.note(
            entry.set_offset,
            f"{name} stands here for the first time, so that its name and actions must follow",
        )


def _difference(here: SetText, before: SetText, there: str) -> str:
    """How two descriptions of an information set differ, the first of which stands `there`."""
    if len(here.actions) != len(before.actions):
        return (
            f"has {_counted(len(here.actions), 'action')} here and {len(before.actions)} {there}; "
            "the mover could tell its nodes apart"
        )
    if here.actions != before.actions:
        return (
            f"has the actions {_listed(here.actions)} here and {_listed(before.actions)} {there}; "
            "they must be the same, in the same order"
        )
    if here.label != before.label:
        return (
            f"is called {quoted(here.label)} here and {quoted(before.label)} {there}; one "
            "number has one name"
        )
    if here.probabilities != before.probabilities:
        return f"has other probabilities here than {there}; what shares a number has the same"
    return ""


def _note_own_faults(described: SetText, name: str, mistakes: Mistakes) -> None:
    """Note what is wrong with a description by itself."""
    if not described.actions:
        mistakes.note(described.offset, f"{name} has no action; it needs one at least")
    if not described.actions or described.probabilities is None:
        return
    for action, probability in zip(described.actions, described.probabilities, strict=True):
        if not 0 <= probability <= 1:
            mistakes.note(
                described.offset,
                f"the probability of the action {quoted(action)} of {name} is "
                f"{float(probability):g}; it must be between 0 and 1",
            )
    total = sum(described.probabilities)
    if abs(total - 1) > CHANCE_TOLERANCE:
        mistakes.note(
            described.offset,
            f"the probabilities of {name} sum to {float(total):.10g}; they must sum to 1 (a third "
            "is written 1/3)",
        )


def _declare_outcome(
    entry: Entry, known: Declarations, player_count: int, mistakes: Mistakes
) -> None:
    """Take down what a node says of its outcome."""
    number, here = entry.outcome_number, entry.paid
    before = known.outcomes.get(number)
    if here is None:
        if number and before is None:
            mistakes.note(
                entry.outcome_offset,
                f"outcome {number} stands here for the first time, so that its name and payoffs "
                "must follow",
            )
    elif number == 0:
        mistakes.note(here.offset, "outcome 0 stands for none; what is paid needs another number")
    elif before is None:
        known.outcomes[number] = here
        if len(here.payoffs) != player_count:
            mistakes.note(
                here.offset,
                f"outcome {number} has {_counted(len(here.payoffs), 'payoff')}, but there are "
                f"{_counted(player_count, 'player')}, and each needs one",
            )
    elif here.payoffs != before.payoffs or here.label != before.label:
        differing = "other payoffs" if here.payoffs != before.payoffs else "another name"
        mistakes.note(
            here.offset,
            f"outcome {number} has {differing} here than at line {mistakes.line(before.offset)}; "
            "one number is one outcome",
        )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
