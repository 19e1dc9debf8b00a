"""What can a worth, a price or a probability be at all?

The range of a quantity of which nothing is known, and the limits beyond which a number is a slip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.case.values import KAPPA_RANGE, plain

Kind = Literal["worth", "price", "probability", "strength", "rationality"]


@dataclass(frozen=True)
class Domain:
    """What a use allows.

    Attributes
    ----------
    low, high
        The range of an unknown quantity.
    least, most
        Beyond these it is absurd.
    """

    kind: Kind
    low: float
    high: float
    least: float
    most: float
    says: str

    def complaint(self, value: float) -> str | None:
        """A sentence on a value that is absurd, None for any other."""
        if self.least <= value <= self.most:
            return None
        hint = ": write a percentage as a fraction" if self.kind == "probability" else ""
        return f"{self.says}, and {plain(value)} does not{hint}"


DOMAINS: dict[str, Domain] = {
    "probability": Domain("probability", 0, 1, 0, 1, "a probability lies between 0 and 1"),
    "worth": Domain("worth", -100, 100, -100, 100, "a worth lies between -100 and 100"),
    "price": Domain("price", 0, 100, 0, 100, "a price, which is a cost, lies between 0 and 100"),
    "strength": Domain("strength", 0, 100, 0, 1e9, "a strength lies at 0 or above"),
    "decisiveness": Domain("strength", 0.5, 3, 0, 20, "a decisiveness lies between 0 and 20"),
    "rationality": Domain("rationality", *KAPPA_RANGE, 1e-6, 1e6, "a rationality lies above 0"),
}
