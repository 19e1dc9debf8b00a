"""Are these numbers a game at all?

In a batch a variant whose numbers are no game is marked `Status.INVALID` and the others go on. If
none is left the first fault is told as a `ValueError` that names the quantity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.extensive_form import CHANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from foedus.solve.batch import Variants
    from foedus.solve.extensive_form import ExtensiveForm

CHANCE_TOLERANCE = 1e-9


def check_shapes(form: ExtensiveForm, variants: Variants) -> None:
    """Refuse arrays that do not fit the game.

    Raises
    ------
    ValueError
        Says which array has which shape, and which it should have.
    """
    count = variants.count
    players = len(form.players)
    wanted = {
        "worths": (variants.worths, (len(form.quantities), count), "quantity, variant"),
        "chance": (
            variants.chance,
            (players + 1, len(form.chance_slots), count),
            "viewpoint, slot, variant; the analyst is the last viewpoint",
        ),
        "rationality": (variants.rationality, (players, count), "player, variant"),
    }
    for name, (array, shape, meaning) in wanted.items():
        if array.shape != shape:
            raise ValueError(
                f"variants.{name} has the shape {array.shape}; this game needs {shape} ({meaning})"
            )


def valid_variants(form: ExtensiveForm, variants: Variants) -> NDArray[np.bool_]:
    """Which variants are a game: bool[variant]."""
    is_valid = np.ones(variants.count, dtype=np.bool_)
    for is_wrong, _ in _faults(form, variants):
        is_valid &= ~is_wrong.any(axis=0)
    return is_valid


def first_fault(form: ExtensiveForm, variants: Variants) -> str:
    """What is wrong with the first variant that is no game, in a sentence."""
    is_valid = valid_variants(form, variants)
    variant = int(np.flatnonzero(~is_valid)[0])
    for is_wrong, describe in _faults(form, variants):
        rows = np.flatnonzero(is_wrong[:, variant])
        if rows.size:
            return f"{describe(int(rows[0]), variant)} (variant {variant})"
    raise AssertionError("no fault was found in a variant marked as faulty")


def _faults(form: ExtensiveForm, variants: Variants) -> Iterator[tuple[NDArray[np.bool_], _Says]]:
    """Pairs of bool[row, variant] and of what to say of a row and a variant."""
    worths, chance, rationality = variants.worths, variants.chance, variants.rationality
    viewpoints = [*form.players, "the analyst"]

    def bad_worth(row: int, variant: int) -> str:
        return f"the worth of {form.quantities[row]!r} is {worths[row, variant]}; it must be finite"

    def bad_rationality(row: int, variant: int) -> str:
        return (
            f"the rationality of {form.players[row]!r} is {rationality[row, variant]}; it must be "
            "zero or positive, and infinite for all players or for none"
        )

    yield ~np.isfinite(worths), bad_worth
    is_infinite = np.isposinf(rationality)
    is_mixed = is_infinite.any(axis=0) & ~is_infinite.all(axis=0)
    yield ~(rationality >= 0.0) | (is_infinite & is_mixed), bad_rationality
    for viewpoint, name in enumerate(viewpoints):
        probability = chance[viewpoint]

        def bad_chance(
            row: int, variant: int, name: str = name, probability: NDArray[np.float64] = probability
        ) -> str:
            return (
                f"the probability of {form.chance_slots[row]!r} for {name!r} is "
                f"{probability[row, variant]}; it must be between 0 and 1"
            )

        yield ~((probability >= 0.0) & (probability <= 1.0 + CHANCE_TOLERANCE)), bad_chance
        for slots in _slots_of_chance_nodes(form):
            total = probability[list(slots)].sum(axis=0)

            def bad_sum(
                _row: int,
                variant: int,
                name: str = name,
                slots: tuple[int, ...] = slots,
                total: NDArray[np.float64] = total,
            ) -> str:
                named = ", ".join(repr(form.chance_slots[slot]) for slot in slots)
                return (
                    f"the probabilities of {named} for {name!r} sum to {total[variant]}; "
                    "they must sum to 1"
                )

            yield ~(np.abs(total - 1.0) <= CHANCE_TOLERANCE)[None, :], bad_sum


def _slots_of_chance_nodes(form: ExtensiveForm) -> list[tuple[int, ...]]:
    """The chance slots that must sum to one, each combination once."""
    found = {
        tuple(form.chance_slot_of_edge[form.first_edge[node] : form.first_edge[node + 1]].tolist())
        for node in np.flatnonzero(form.player_of_node == CHANCE)
    }
    return sorted(found)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Says = Callable[[int, int], str]
