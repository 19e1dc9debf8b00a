"""Derivatives by central differences, with one column of a batch for every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from solve_games import slots_of_chance_nodes

from foedus.solve import Gradients, Variants, solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Query

STEPS = (-2.0, -1.0, 1.0, 2.0)
WEIGHTS = (1.0 / 12.0, -8.0 / 12.0, 8.0 / 12.0, -1.0 / 12.0)
"""Two central differences, so combined that errors of the second order cancel (Richardson)."""


@dataclass(frozen=True)
class Direction:
    """A way to change the numbers of one variant and leave them a game, and how far."""

    worths: NDArray[np.float64]
    chance: NDArray[np.float64]
    rationality: NDArray[np.float64]
    step: float


def directions(form: ExtensiveForm, variants: Variants, variant: int) -> list[Direction]:
    """Each worth and each λ by itself, and each two slots of a chance node against each other."""
    worths = np.zeros(variants.worths.shape[0])
    chance = np.zeros(variants.chance.shape[:2])
    rationality = np.zeros(variants.rationality.shape[0])
    found = [Direction(one, chance, rationality, 2e-4) for one in np.eye(worths.size)]
    found += [
        Direction(worths, chance, one, 5e-4 * variants.rationality[player, variant])
        for player, one in enumerate(np.eye(rationality.size))
        if 0.0 < variants.rationality[player, variant] < np.inf
    ]
    for viewpoint in range(len(chance)):
        for slots in slots_of_chance_nodes(form):
            for slot in slots[1:]:
                against = np.zeros_like(chance)
                against[viewpoint, slot] += 1.0
                against[viewpoint, slots[0]] -= 1.0
                least = variants.chance[viewpoint, [slot, slots[0]], variant].min()
                found.append(Direction(worths, against, rationality, 1e-3 * least))
    return [one for one in found if one.step > 0.0]


def nudged(variants: Variants, variant: int, ways: Sequence[Direction]) -> Variants:
    """A batch with a column for every direction and step."""
    steps = [(way, step * way.step) for way in ways for step in STEPS]
    return Variants(
        np.stack([variants.worths[:, variant] + size * way.worths for way, size in steps], 1),
        np.stack([variants.chance[:, :, variant] + size * way.chance for way, size in steps], 2),
        np.stack(
            [variants.rationality[:, variant] + size * way.rationality for way, size in steps], 1
        ),
    )


def by_differences(
    form: ExtensiveForm,
    variants: Variants,
    variant: int,
    queries: Sequence[Query],
    entries: Sequence[int],
    *,
    fixed: NDArray[np.int32] | None = None,
    perception: Literal["disagreement", "mirror"] = "disagreement",
) -> NDArray[np.float64]:
    """How every answer changes in every direction: float64[row, direction]."""
    ways = directions(form, variants, variant)
    solution = solve(
        form,
        nudged(variants, variant, ways),
        queries,
        keep_behaviour=True,
        fixed=fixed,
        perception=perception,
    )
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    answers = np.concatenate([solution.values, solution.behaviour[list(entries)]])
    differences = answers.reshape(len(answers), len(ways), len(STEPS)) @ np.array(WEIGHTS)
    return differences / np.array([way.step for way in ways])


def along(
    form: ExtensiveForm, variants: Variants, variant: int, found: Gradients
) -> NDArray[np.float64]:
    """The same from gradients."""
    return np.stack(
        [
            found.worths[:, :, variant] @ way.worths
            + np.tensordot(found.chance[..., variant], way.chance, 2)
            + found.rationality[:, :, variant] @ way.rationality
            for way in directions(form, variants, variant)
        ],
        1,
    )
