"""Are these numbers a game at all?

In a batch a variant whose numbers are no game is marked `Status.INVALID` and the others go on. If
none is left the first fault is told as a `ValueError` that names the quantity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.batch import Variants
from foedus.solve.kernels_walk import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

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
    may_be_one = {"worths": {1}, "chance": {0, 2}, "rationality": {0, 1}}
    for name, (array, shape, meaning) in wanted.items():
        fits = array.ndim == len(shape) and all(
            size == needed or (size == 1 and place in may_be_one[name])
            for place, (size, needed) in enumerate(zip(array.shape, shape, strict=True))
        )
        if not fits:
            raise ValueError(
                f"variants.{name} has the shape {array.shape}; this game needs {shape} ({meaning})"
            )


def check_worths(form: ExtensiveForm, worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Worths in a contiguous array, if they fit the game.

    Raises
    ------
    ValueError
        Says which shape they have, and which they should have.
    """
    if worths.ndim != 2 or worths.shape[0] != len(form.quantities):  # noqa: PLR2004 (a table)
        raise ValueError(
            f"worths has the shape {worths.shape}; this game needs ({len(form.quantities)}, "
            "variants) (quantity, variant)"
        )
    return np.ascontiguousarray(worths, dtype=np.float64)


def check_behaviour(behaviour: NDArray[np.float64]) -> None:
    """Refuse probabilities that are none.

    Raises
    ------
    ValueError
        Says which entry of which variant it is.
    """
    is_wrong = ~((behaviour >= 0.0) & (behaviour <= 1.0 + CHANCE_TOLERANCE))
    if is_wrong.any():
        entry, variant = (int(one[0]) for one in np.nonzero(is_wrong))
        raise ValueError(
            f"behaviour[{entry}, {variant}] is {behaviour[entry, variant]}; it must be between 0 "
            "and 1"
        )


def narrow(variants: Variants) -> Variants:
    """The same variants in contiguous arrays, of size 1 where chance or λ only repeats itself."""
    worths = np.broadcast_to(variants.worths, (variants.worths.shape[0], variants.count))
    arrays = (worths, _narrow(variants.chance, (0, 2)), _narrow(variants.rationality, (0, 1)))
    return Variants(*(np.ascontiguousarray(array, dtype=np.float64) for array in arrays))


def _narrow(array: NDArray[np.float64], axes: tuple[int, ...]) -> NDArray[np.float64]:
    for axis in axes:
        if array.strides[axis] == 0 and array.shape[axis] > 1:
            array = array.take([0], axis)
    return array


def look_at(variants: Variants, piece: slice) -> Variants:
    """Some of the variants, where they stand; what all have in common stays of size 1."""
    return Variants(
        *(array if array.shape[-1] == 1 else array[..., piece] for array in vars(variants).values())
    )


def cut(variants: Variants, which: slice | NDArray[np.intp]) -> Variants:
    """Some of the variants, in arrays of their own; what all have in common stays of size 1."""
    return Variants(
        *(
            np.ascontiguousarray(array if array.shape[-1] == 1 else array[..., which])
            for array in vars(variants).values()
        )
    )


def spread(variants: Variants, player_count: int, count: int) -> Variants:
    """The same variants with every dimension at its full size."""
    worths, chance, rationality = vars(variants).values()
    return Variants(
        np.ascontiguousarray(np.broadcast_to(worths, (worths.shape[0], count))),
        np.ascontiguousarray(np.broadcast_to(chance, (player_count + 1, chance.shape[1], count))),
        np.ascontiguousarray(np.broadcast_to(rationality, (player_count, count))),
    )


def take_numbers(variants: Variants) -> Numbers:
    """The numbers of a batch, in contiguous arrays, for the walks."""
    return Numbers(variants.worths, variants.chance, variants.rationality)


class Inspection:
    """Which variants of a batch are a game; what all of them share is looked at once.

    Parameters
    ----------
    form
        The game.
    variants
        The batch.
    """

    def __init__(self, form: ExtensiveForm, variants: Variants) -> None:
        self.form = form
        arrays = vars(variants)
        shared = {name for name, array in arrays.items() if array.shape[-1] == 1}
        faults = _faults(form, variants, shared)
        self.is_sound = not any(is_wrong.any() for is_wrong, _ in faults)
        self.varied = set(arrays) - shared

    def valid(self, piece: Variants, count: int) -> NDArray[np.bool_]:
        """Which variants of a piece are a game: bool[variant]."""
        is_valid = np.full(count, self.is_sound)
        varied = self.varied
        # a sum is finite only if all its parts are, and is quicker looked at than they
        with np.errstate(over="ignore", invalid="ignore"):
            if "worths" in varied and np.isfinite(piece.worths.sum(axis=0)).all():
                varied = varied - {"worths"}
        for is_wrong, _ in _faults(self.form, piece, varied):
            is_valid &= ~is_wrong.any(axis=0)
        return is_valid


def first_fault(form: ExtensiveForm, variants: Variants) -> str:
    """What is wrong with the first variant that is no game, in a sentence."""
    is_valid = Inspection(form, variants).valid(variants, variants.count)
    variant = int(np.flatnonzero(~is_valid)[0])
    one = cut(variants, slice(variant, variant + 1))
    for is_wrong, describe in _faults(form, one, set(vars(one))):
        rows = np.flatnonzero(is_wrong[:, 0])
        if rows.size:
            return f"{describe(int(rows[0]), 0)} (variant {variant})"
    raise AssertionError("no fault was found in a variant marked as faulty")


def _faults(
    form: ExtensiveForm, variants: Variants, names: set[str]
) -> Iterator[tuple[NDArray[np.bool_], _Says]]:
    """Pairs of bool[row, variant] and of what to say of a row and a variant, for some arrays."""
    if "worths" in names:
        yield _worth_faults(form, variants)
    if "rationality" in names:
        yield _rationality_faults(form, variants)
    if "chance" in names:
        yield from _chance_faults(form, variants)


def _worth_faults(form: ExtensiveForm, variants: Variants) -> tuple[NDArray[np.bool_], _Says]:
    worths = variants.worths

    def describe(row: int, variant: int) -> str:
        return f"the worth of {form.quantities[row]!r} is {worths[row, variant]}; it must be finite"

    return ~np.isfinite(worths), describe


def _rationality_faults(form: ExtensiveForm, variants: Variants) -> tuple[NDArray[np.bool_], _Says]:
    rationality = variants.rationality

    def describe(row: int, variant: int) -> str:
        return (
            f"the rationality of {form.players[row]!r} is {rationality[row, variant]}; it must be "
            "zero or positive, and infinite for all players or for none"
        )

    is_infinite = np.isposinf(rationality)
    is_mixed = is_infinite.any(axis=0) & ~is_infinite.all(axis=0)
    return ~(rationality >= 0.0) | (is_infinite & is_mixed), describe


def _chance_faults(
    form: ExtensiveForm, variants: Variants
) -> Iterator[tuple[NDArray[np.bool_], _Says]]:
    chance = variants.chance
    viewpoints = [*form.players, "the analyst"] if chance.shape[0] > 1 else ["all"]

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
        slots, first = form.chance_runs
        total = np.add.reduceat(probability[slots], first) if first.size else probability[:0]

        def bad_sum(
            run: int, variant: int, name: str = name, total: NDArray[np.float64] = total
        ) -> str:
            slots, first = form.chance_runs
            named = ", ".join(
                repr(form.chance_slots[slot]) for slot in np.split(slots, first)[run + 1]
            )
            return (
                f"the probabilities of {named} for {name!r} sum to {total[run, variant]}; "
                "they must sum to 1"
            )

        yield ~(np.abs(total - 1.0) <= CHANCE_TOLERANCE), bad_sum


if TYPE_CHECKING:
    from collections.abc import Callable

    _Says = Callable[[int, int], str]
