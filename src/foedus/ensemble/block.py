"""Assumptions that hang together, and the space that their blocks make up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Method = Literal["interval", "ordered", "dirichlet", "box"]


def block_key(names: Iterable[str]) -> int:
    """The identity of a block of assumptions: a stable hash of their names, 64 bits.

    >>> block_key(["loss", "payment"]) == block_key(["payment", "loss"])
    True
    """
    text = "\x1f".join(sorted(names)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Sum:
    """Dimensions of a block that make up a total, or no more than it.

    Attributes
    ----------
    remainder
        The dimension that takes what the others leave; -1 where the sum may be less.
    """

    parts: tuple[int, ...]
    total: float
    remainder: int


@dataclass(frozen=True)
class Block:
    """Assumptions that hang together, and how they are drawn.

    Attributes
    ----------
    key
        Its identity in the generator (see `block_key`).
    method
        How it is drawn (see `foedus.ensemble.space`).
    low, high, is_log
        The tightest box, and whether a dimension is uniform in its logarithm.
    orders
        Pairs of dimensions of which the first is less than the second.
    acceptance
        Which fraction of draws is accepted; 1 where none is rejected.
    how
        The same in words.
    """

    names: tuple[str, ...]
    key: int
    method: Method
    low: tuple[float, ...]
    high: tuple[float, ...]
    is_log: tuple[bool, ...]
    orders: tuple[tuple[int, int], ...] = ()
    sums: tuple[Sum, ...] = ()
    acceptance: float = 1.0
    how: str = ""


@dataclass(frozen=True)
class Space:
    """What the assumptions of a case may be: numbers, and blocks to be drawn.

    Attributes
    ----------
    fixed
        Assumptions that are one number.
    blocks
        The others.
    names
        All assumptions, in the order of the case.
    """

    names: tuple[str, ...]
    fixed: tuple[tuple[str, float], ...]
    blocks: tuple[Block, ...]

    def __repr__(self) -> str:
        """Say how many assumptions are open."""
        return (
            f"Space({len(self.names)} assumptions: {len(self.fixed)} fixed, the others in "
            f"{len(self.blocks)} blocks)"
        )
