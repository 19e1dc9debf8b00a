"""In which word do the shares of a thesis end?

A thesis is *robust* where the interval of its share lies above 0.95 in every reading, and *refuted*
where it lies below 0.05 in every one. The case under no reading (``base``) counts as one more way
to read it: a thesis that only the readings support is not robust. Where one of these ways makes it
robust and another refutes it, it *depends on the reading*; otherwise it is *contested*. Where no
variant of any reading decides it, because what it speaks of never happens, it is *undefined*.

A verdict turns on the noise where, at some fixed κ or in the rational limit, it could not be what
it is; that fewer variants leave it open there is not enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.findings.values import Share, VerdictWord

ROBUST_ABOVE = 0.95
REFUTED_BELOW = 0.05


def is_robust(share: Share) -> bool:
    """Whether the whole interval lies above 0.95."""
    return share.low > ROBUST_ABOVE


def is_refuted(share: Share) -> bool:
    """Whether the whole interval lies below 0.05."""
    return share.high < REFUTED_BELOW


def is_undefined(share: Share) -> bool:
    """Whether the test is undefined in every variant, all of them being solved."""
    return share.undefined > 0 and share.holds + share.fails + share.unsolved == 0


def verdict_word(shares: Sequence[Share], by_construction: bool | None = None) -> VerdictWord:
    """The word for a thesis.

    Parameters
    ----------
    shares
        For each way to read the case, ``base`` among them.
    by_construction
        Whether it is true, or false, in every variant by the structure of the game; None where it
        is neither.
    """
    if by_construction is not None:
        return "true by construction" if by_construction else "false by construction"
    if all(map(is_undefined, shares)):
        return "undefined"
    if all(map(is_robust, shares)):
        return "robust"
    if all(map(is_refuted, shares)):
        return "refuted"
    if any(map(is_robust, shares)) and any(map(is_refuted, shares)):
        return "depends on the reading"
    return "contested"


def is_possible(word: VerdictWord, shares: Sequence[Share]) -> bool:
    """Whether more variants could still make these shares end in this word."""
    may_be_robust = [share.high > ROBUST_ABOVE for share in shares]
    may_be_refuted = [share.low < REFUTED_BELOW for share in shares]
    match word:
        case "robust":
            return all(may_be_robust)
        case "refuted":
            return all(may_be_refuted)
        case "depends on the reading":
            return any(
                one != other and robust and refuted
                for one, robust in enumerate(may_be_robust)
                for other, refuted in enumerate(may_be_refuted)
            )
        case "contested":
            return verdict_word(shares) == "contested"
        case _:
            return True


def turns_on_noise(word: VerdictWord, levels: Sequence[Sequence[Share]]) -> bool:
    """Whether the verdict would be another one at some level of noise.

    Parameters
    ----------
    word
        The verdict over the ensemble.
    levels
        For each level of noise, the share for each way to read the case.
    """
    return not all(is_possible(word, shares) for shares in levels)
