"""The games that the referee judges: of many shapes, each at several rationalities."""

from __future__ import annotations

import numpy as np
from solve_games import (
    beer_or_quiche,
    centipede,
    matching_pennies,
    random_form,
    random_variants,
    seltens_horse,
    stag_hunt,
)

from foedus.solve import ExtensiveForm, Variants, make_variants

RATIONALITIES = (0.3, 1.0, 4.0)


def catalogue() -> dict[str, tuple[ExtensiveForm, Variants]]:
    """Games by name, with one variant each; its rationality is 1 for every player."""
    games = {
        "beer or quiche": (beer_or_quiche(), {"strong": 0.9, "weak": 0.1}),
        "beer or quiche, mostly weak": (beer_or_quiche(), {"strong": 0.3, "weak": 0.7}),
        "Selten's horse": (seltens_horse(), {}),
        "centipede of four": (centipede(4), {}),
        "centipede of six": (centipede(6), {}),
        "matching pennies": (matching_pennies(), {}),
        "stag hunt": (stag_hunt(), {}),
    }
    result = {
        name: (form, make_variants(form, rationality=1.0, chance=chance))
        for name, (form, chance) in games.items()
    }
    shapes = {
        "two players, all seen": {"players": 2, "has_types": False, "hidden": 0.0},
        "three players, all seen": {"players": 3, "has_types": False, "hidden": 0.0},
        "two players, a hidden type": {"players": 2, "hidden": 0.0},
        "three players, a hidden type": {"players": 3, "hidden": 0.0},
        "five players, a hidden type": {"players": 5, "hidden": 0.0, "nodes": 60},
        "two players, hidden moves": {"players": 2, "has_types": False, "hidden": 0.6},
        "three players, hidden moves": {"players": 3, "has_types": False, "hidden": 0.6},
        "four players, types and hidden moves": {"players": 4, "hidden": 0.5, "nodes": 50},
        "much chance": {"players": 2, "hidden": 0.3, "chance_share": 0.5},
        "many actions": {"players": 3, "hidden": 0.3, "most_actions": 5, "nodes": 60},
    }
    for seed, (name, shape) in enumerate(shapes.items()):
        generator = np.random.default_rng(100 + seed)
        form = random_form(generator, **shape)  # pyright: ignore[reportArgumentType]
        drawn = random_variants(form, generator, 1, has_common_priors=True, digits=3)
        result[name] = (
            form,
            Variants(drawn.worths, drawn.chance, np.ones_like(drawn.rationality)),
        )
    return result


def at_rationality(variants: Variants, rationality: float) -> Variants:
    """The same numbers, every player with the same λ."""
    return Variants(
        variants.worths, variants.chance, np.full_like(variants.rationality, rationality)
    )
