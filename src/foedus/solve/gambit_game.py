"""What is a game that came from Gambit?

The tree, and the numbers that Gambit's format holds: one probability for each action of chance,
which all players share, and payoffs that are plain numbers. What it does not hold is how rational
the players are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.solve.builder import make_variants
from foedus.solve.names import nearest_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.batch import Variants
    from foedus.solve.builder import Numbers
    from foedus.solve.extensive_form import ExtensiveForm


@dataclass(frozen=True, eq=False)
class GambitGame:
    """A game read from an `.efg` file; see `read_efg`.

    Attributes
    ----------
    title, comment
        As in the file.
    form
        The tree. Every payoff is a multiple of the quantity ``unit``, whose worth is 1.
    chance : float64[slot]
        The probability of each chance slot, the same for all players and the analyst.
    """

    title: str
    comment: str
    form: ExtensiveForm
    chance: NDArray[np.float64]

    def variants(
        self,
        rationality: Numbers | Mapping[str, Numbers],
        *,
        chance: Mapping[str, Numbers | Mapping[str, Numbers]] | None = None,
    ) -> Variants:
        """The numbers of the file, at one rationality or many.

        Parameters
        ----------
        rationality
            λ, the same for all players or for each by name (``"*"`` for all others); ``inf`` is the
            rational limit, a sequence one variant after another.
        chance
            Other probabilities than the file's, by chance slot; as in `make_variants`, also for
            each player apart.

        Raises
        ------
        ValueError
            Where a name is not in the game, with the nearest, or a player has no rationality.
        """
        for given, names, what in (
            (rationality, (*self.form.players, "*"), "player"),
            (chance, self.form.chance_slots, "chance slot"),
        ):
            for name in given if isinstance(given, Mapping) else ():
                if name not in names:
                    raise ValueError(f"there is no {what} {name!r}{_nearest(name, names)}")
        odds: dict[str, Numbers | Mapping[str, Numbers]] = dict(
            zip(self.form.chance_slots, self.chance.tolist(), strict=True)
        )
        return make_variants(self.form, rationality=rationality, chance=odds | dict(chance or {}))

    def __repr__(self) -> str:
        """Give the title and the size."""
        return f"GambitGame({self.title!r}, {self.form})"


def _nearest(name: str, names: tuple[str, ...]) -> str:
    """Words to end a message with: the nearest of the right names, or all of them."""
    listed = ", ".join(repr(one) for one in names if one != "*") or "none"
    return nearest_name(name, names) or f"; there are {listed}"
