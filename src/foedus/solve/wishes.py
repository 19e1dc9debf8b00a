"""What is wanted of a batch, besides the play?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.solve.names import nearest_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.answers import QueryGroup
    from foedus.solve.extensive_form import ExtensiveForm


@dataclass(frozen=True, eq=False)
class Wishes:
    """What is wanted of a batch, besides the play.

    Attributes
    ----------
    groups
        The queries.
    kept : int32[kept]
        Entries of the behaviour strategy.
    is_behaviour_kept
        Whether any were asked for.
    is_worth_wanted
        Whether each player's expected payoff is.
    is_certified
        Whether a certificate is.
    dtype
        In which precision the play may be found where no certificate is wanted.
    """

    groups: Sequence[QueryGroup] = ()
    kept: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    is_behaviour_kept: bool = False
    is_worth_wanted: bool = True
    is_certified: bool = True
    dtype: type[np.floating[Any]] = np.float64


def kept_entries(form: ExtensiveForm, wanted: bool | Sequence[str]) -> NDArray[np.int32]:
    """The entries of the behaviour strategy that are wanted: int32[kept]."""
    if isinstance(wanted, bool):
        return np.arange(form.first_strategy[-1] if wanted else 0, dtype=np.int32)
    unknown = [name for name in wanted if name not in form.information_sets]
    if unknown:
        raise ValueError(
            f"keep_behaviour names {unknown[0]!r}, which is no information set of the game"
            f"{nearest_name(unknown[0], form.information_sets)}"
        )
    numbers = sorted({form.information_sets.index(name) for name in wanted})
    runs = [np.arange(*form.first_strategy[number : number + 2]) for number in numbers]
    return np.concatenate([np.zeros(0), *runs]).astype(np.int32)
