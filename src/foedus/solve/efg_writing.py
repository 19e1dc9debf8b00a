"""How is a game told to Gambit?

As a file in its extensive format, version 2: the tree, with the numbers of one variant in place of
quantities and chance slots. Every node repeats what its numbers stand for, so that any program that
reads the format understands it. Rationality has no place in the format.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.batch import Variants
from foedus.solve.efg_names import one_line
from foedus.solve.efg_text import LONGEST_NUMBER, quoted
from foedus.solve.extensive_form import CHANCE, TERMINAL
from foedus.solve.inputs import Inspection, check_shapes, first_fault
from foedus.solve.validation import validate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm

LONGEST_DECIMAL, LARGEST_DENOMINATOR = 8, 1_000
"""A number with more characters is written as a fraction, if one of no larger denominator is it."""


def write_efg(
    path: str | Path,
    form: ExtensiveForm,
    variants: Variants,
    *,
    variant: int = 0,
    title: str = "",
    comment: str = "",
) -> None:
    """Write one variant of a game to a file in Gambit's extensive format.

    Names are written on one line. Numbers are written so that reading gives the same float64
    again; of the probabilities of a chance node the largest takes what rounding left, because
    Gambit wants a sum of exactly 1.

    Parameters
    ----------
    path
        The file; it is replaced if it exists.
    form
        The game.
    variants, variant
        The numbers, and which column of them to write. Their rationality is not written.
    title, comment
        For the head of the file.

    Raises
    ------
    ValueError
        If the players and the analyst do not share all chance probabilities, which Gambit's format
        cannot say; if the form is malformed, there is no such variant, or its numbers are no game.
    """
    text = efg_text(form, variants, variant=variant, title=title, comment=comment)
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def efg_text(
    form: ExtensiveForm,
    variants: Variants,
    *,
    variant: int = 0,
    title: str = "",
    comment: str = "",
) -> str:
    """The text that `write_efg` writes."""
    validate(form)
    worths, chance = _numbers_of(form, variants, variant)
    moves = _moves(form, chance)
    outcomes = _outcomes(form, worths)
    players = " ".join(map(_name, form.players))
    lines = [f"EFG 2 R {quoted(title)} {{ {players} }}", quoted(comment), ""]
    lines += [f"{move} {outcome}" for move, outcome in zip(moves, outcomes, strict=True)]
    return "\n".join(lines) + "\n"


def _numbers_of(
    form: ExtensiveForm, variants: Variants, variant: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The worth of each quantity and the probability of each slot that all share."""
    check_shapes(form, variants)
    count, viewpoints = variants.count, len(form.players) + 1
    if not 0 <= variant < count:
        raise ValueError(f"there is no variant {variant}; they are numbered 0 to {count - 1}")
    shape = viewpoints, len(form.chance_slots), count
    one = Variants(
        np.broadcast_to(variants.worths, (len(form.quantities), count))[:, [variant]],
        np.broadcast_to(variants.chance, shape)[:, :, [variant]],
        np.zeros((len(form.players), 1)),
    )
    if not Inspection(form, one).valid(one, 1).all():
        raise ValueError(first_fault(form, one))
    chance = one.chance[:, :, 0]
    apart = np.argwhere(chance != chance[0])
    if apart.size:
        viewpoint, slot = (int(number) for number in apart[0])
        name = [*form.players, "the analyst"][viewpoint]
        first = form.players[0] if form.players else "the analyst"
        raise ValueError(
            f"{first!r} gives {form.chance_slots[slot]!r} the probability {chance[0, slot]:g} and "
            f"{name!r} {chance[viewpoint, slot]:g}; Gambit's format has one for all, so that a "
            "game in which they differ cannot be written"
        )
    return one.worths[:, 0], chance[0]


def _moves(form: ExtensiveForm, chance: NDArray[np.float64]) -> list[str]:
    """Who moves at each node, and between what."""
    number_of_set = _numbers_within_players(form)
    chance_sets: dict[tuple[int, ...], int] = {}
    moves: list[str] = []
    for node, player in enumerate(form.player_of_node.tolist()):
        first, last = form.first_edge[node : node + 2]
        if player == TERMINAL:
            moves.append('t ""')
        elif player == CHANCE:
            slots = tuple(form.chance_slot_of_edge[first:last].tolist())
            number = chance_sets.setdefault(slots, len(chance_sets) + 1)
            odds = _probabilities([float(chance[slot]) for slot in slots])
            listed = " ".join(
                f"{_name(form.chance_slots[slot])} {odd}"
                for slot, odd in zip(slots, odds, strict=True)
            )
            moves.append(f'c "" {number} "" {{ {listed} }}')
        else:
            row = int(form.information_set_of_node[node])
            listed = " ".join(map(_name, form.actions[row]))
            name = _name(form.information_sets[row])
            moves.append(f'p "" {player + 1} {number_of_set[row]} {name} {{ {listed} }}')
    return moves


def _numbers_within_players(form: ExtensiveForm) -> list[int]:
    """The number of each information set among those of its player, from 1."""
    counts = Counter[int]()
    numbers: list[int] = []
    for owner in form.player_of_information_set.tolist():
        counts[owner] += 1
        numbers.append(counts[owner])
    return numbers


def _outcomes(form: ExtensiveForm, worths: NDArray[np.float64]) -> list[str]:
    """What is paid at each node; payments that are alike share a number."""
    known: dict[tuple[float, ...], int] = {}
    outcomes: list[str] = []
    for node in range(form.node_count):
        paid = [0.0] * len(form.players)
        for term in range(form.first_term[node], form.first_term[node + 1]):
            worth = float(worths[form.quantity_of_term[term]])
            paid[form.player_of_term[term]] += float(form.coefficient_of_term[term]) * worth
        if not all(map(isfinite, paid)):
            raise ValueError(f"the payoffs at node {node} are too large for a number: {paid}")
        if not any(paid):
            outcomes.append("0")
            continue
        number = known.setdefault(tuple(paid), len(known) + 1)
        outcomes.append(f'{number} "" {{ {", ".join(map(_number, paid))} }}')
    return outcomes


def _name(name: str) -> str:
    return quoted(one_line(name))


def _number(value: float) -> str:
    """A number that reads as the same float64, in the plainest way.

    >>> _number(0.25), _number(1 / 3), _number(-2.0)
    ('0.25', '1/3', '-2')
    """
    decimal = repr(value).removesuffix(".0")
    if len(decimal) <= LONGEST_DECIMAL:
        return decimal
    fraction = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    return str(fraction) if float(fraction) == value else decimal


def _probabilities(values: Sequence[float]) -> list[str]:
    """Probabilities as numbers that sum to exactly 1.

    >>> _probabilities([1 / 3, 2 / 3])
    ['1/3', '2/3']
    >>> _probabilities([0.3000000000000001, 0.7])
    ['0.3000000000000001', '0.6999999999999999']
    """
    simple = [_number(value) for value in values]
    if sum(map(Fraction, simple)) == 1:
        return simple
    decimals = [repr(value) for value in values]
    largest = max(range(len(values)), key=values.__getitem__)
    with localcontext(prec=LONGEST_NUMBER):
        others = sum(Decimal(one) for at, one in enumerate(decimals) if at != largest)
        decimals[largest] = str(1 - others)
    return decimals
