"""Which random number belongs to this place?

Philox4x64-10: a counter-based generator. The number at a place follows from the place alone, so that
a variant is the same numbers on one worker or fifty, in any order, after any crash.

The place of a draw is (seed, block, variant, attempt, word). Seed and block are the key; word,
attempt and variant are the counter.

References
----------
Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KernelFunction = TypeVar("KernelFunction", bound="Callable[..., object]")

FIRST_MULTIPLIER = np.uint64(0xD2E7470EE14C6C93)
SECOND_MULTIPLIER = np.uint64(0xCA5A826395121157)
FIRST_KEY_STEP = np.uint64(0x9E3779B97F4A7C15)
SECOND_KEY_STEP = np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10
WORDS = 4
_LOW_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_DROPPED_BITS = np.uint64(12)
_SPACING = 2.0**-52


def kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function: without Python's lock, and kept on disk."""
    compiled: Any = njit(nogil=True, cache=True, error_model="numpy")(function)
    return cast("KernelFunction", compiled)


def block_key(names: Iterable[str]) -> int:
    """The identity of a block of assumptions: a stable hash of their names, 64 bits.

    >>> block_key(["loss", "payment"]) == block_key(["payment", "loss"])
    True
    """
    text = "\x1f".join(sorted(names)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


@kernel
def high_product(first: np.uint64, second: np.uint64) -> np.uint64:
    """The upper 64 of the 128 bits of a product."""
    first_low, first_high = first & _LOW_HALF, first >> _HALF
    second_low, second_high = second & _LOW_HALF, second >> _HALF
    cross = first_high * second_low + ((first_low * second_low) >> _HALF)
    carry = (first_low * second_high + (cross & _LOW_HALF)) >> _HALF
    return first_high * second_high + (cross >> _HALF) + carry


@kernel
def philox(
    first: np.uint64,
    second: np.uint64,
    third: np.uint64,
    fourth: np.uint64,
    first_key: np.uint64,
    second_key: np.uint64,
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four words for a counter of four words and a key of two."""
    for _ in range(ROUNDS):
        first, second, third, fourth = (
            high_product(SECOND_MULTIPLIER, third) ^ second ^ first_key,
            SECOND_MULTIPLIER * third,
            high_product(FIRST_MULTIPLIER, first) ^ fourth ^ second_key,
            FIRST_MULTIPLIER * first,
        )
        first_key += FIRST_KEY_STEP
        second_key += SECOND_KEY_STEP
    return first, second, third, fourth


@kernel
def unit(word: np.uint64) -> float:
    """A number strictly between 0 and 1, on a grid of 2^-52."""
    return (np.float64(word >> _DROPPED_BITS) + 0.5) * _SPACING


@kernel
def fill_units(
    seed: np.uint64,
    block: np.uint64,
    variant: np.uint64,
    attempt: np.uint64,
    out: np.ndarray,
) -> None:
    """Fill ``out: float64[dimension]`` with independent numbers strictly between 0 and 1."""
    zero = np.uint64(0)
    for start in range(0, out.size, WORDS):
        words = philox(np.uint64(start // WORDS), attempt, variant, zero, seed, block)
        out[start] = unit(words[0])
        if start + 1 < out.size:
            out[start + 1] = unit(words[1])
        if start + 2 < out.size:
            out[start + 2] = unit(words[2])
        if start + 3 < out.size:
            out[start + 3] = unit(words[3])
