"""How clearly does a test hold, in each variant?

For a single comparison, by how much its sides differ, counted so that more speaks for the thesis;
for other tests 1 where it holds and 0 where it fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.case import Comparison
from foedus.ensemble.testing import UNDEFINED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.case import Thesis


def support_of(
    thesis: Thesis, held: NDArray[np.float64], margin: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """How clearly a thesis holds: float64[variant], NaN where that is not known.

    Parameters
    ----------
    thesis
        The thesis.
    held : float64[variant]
        1, 0, -1 (undefined) or NaN (not solved).
    margin : float64[variant] or None
        Left side less right side, where the test is a single comparison.
    """
    if margin is None or not isinstance(thesis.test, Comparison):
        return np.where(held == UNDEFINED, np.nan, held)
    return -margin if thesis.test.operator in {"<", "<="} else margin
