"""At which places of a text may words like these stand?

Short runs of characters (grams) that the words and the text share vote for the place where the
words would then begin; rare grams weigh more, by the logarithm of their rarity. The index of a text
is made once. It takes no part in what is valid: it only proposes places to be looked at closely.
Seeds on diagonals are the way of Wilbur & Lipman (1983); lengths and weights are our own.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final
from weakref import WeakKeyDictionary

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from foedus.sources.fold import FoldedText

__all__ = ["GramIndex", "index_of"]

_BLOCK = 1 << 20
_OVERLAP = 2_000
_KEPT_BLOCKS = 16
_BUCKETS = 1 << 16
_MULTIPLIER = np.uint32(2654435761)  # Knuth's, 2^32 over the golden ratio
_MOST_VOTES = 12_000
_FEWEST_GRAMS = 16
_LEAST_SHARE = 0.1  # of the votes for the likeliest place
_FINEST_BIN = 16
_LEAST_BITS = 1.0


class _Block(NamedTuple):
    """A stretch of the text: its places in the order of their grams, and where each gram's begin.

    `places` is int32[place], `starts` int64[bucket + 1].
    """

    offset: int
    places: NDArray[np.int32]
    starts: NDArray[np.int64]


@final
class GramIndex:
    """The grams of a text, and the places where each stands.

    Parameters
    ----------
    text : str
        The text. Capitals count as small letters here.

    Notes
    -----
    A gram has as many characters as it takes to be rare in a text of this length, were characters
    drawn by their frequency: log2(length) over their entropy, rounded down. That is four in a
    million letters of English and two in Chinese. Four bytes are kept for each character; of texts
    longer than sixteen million the index is made anew, a block after the other, for each question.
    """

    def __init__(self, text: str) -> None:
        """Note the text; the index is made when it is first asked."""
        self._text = text
        self._kept: dict[int, _Block] = {}

    @cached_property
    def gram_length(self) -> int:
        """The number of characters of a gram."""
        sample = _codes(self._text[:_BLOCK])
        if len(sample) == 0:
            return 2
        _, counts = np.unique(sample, return_counts=True)
        shares = counts / len(sample)
        entropy = max(_LEAST_BITS, -float(np.sum(shares * np.log2(shares))))
        return max(2, min(6, int(np.log2(max(2, len(self._text))) / entropy)))

    def places(self, words: str, most: int) -> list[int]:
        """Find where words like these may begin, the likeliest first.

        Parameters
        ----------
        words : str
            What is looked for, folded as the text is.
        most : int
            The most places wanted.

        Returns
        -------
        list of int
            Offsets in the text, or a little before it, none near another.
        """
        grams = _grams(_codes(words), self.gram_length)
        if len(grams) == 0:
            return []
        found: list[tuple[float, int]] = []
        for block in self._blocks():
            found += _voted(block, grams, len(words), most)
        found.sort(reverse=True)
        return [place for _, place in found[:most]]

    def _blocks(self) -> Iterator[_Block]:
        is_kept = len(self._text) <= _KEPT_BLOCKS * _BLOCK
        for offset in range(0, max(1, len(self._text) - _OVERLAP), _BLOCK - _OVERLAP):
            block = self._kept.get(offset)
            if block is None:
                block = self._block(offset)
                if is_kept:
                    self._kept[offset] = block
            yield block

    def _block(self, offset: int) -> _Block:
        grams = _grams(_codes(self._text[offset : offset + _BLOCK]), self.gram_length)
        # numpy sorts 16 bits by their digits, in a time that grows with the length alone
        places = np.argsort(grams, kind="stable").astype(np.int32)
        starts = np.zeros(_BUCKETS + 1, dtype=np.int64)
        np.cumsum(np.bincount(grams, minlength=_BUCKETS), out=starts[1:])
        return _Block(offset, places, starts)


_INDICES: WeakKeyDictionary[FoldedText, GramIndex] = WeakKeyDictionary()


def index_of(folded: FoldedText) -> GramIndex:
    """Take the index of a folded text, which is made once and kept as long as the text is."""
    if folded not in _INDICES:
        _INDICES[folded] = GramIndex(folded.text)
    return _INDICES[folded]


def _codes(text: str) -> NDArray[np.uint32]:
    small = text.lower()
    # a few capitals have small letters of two characters, and places must not move
    kept = small if len(small) == len(text) else text
    return np.frombuffer(kept.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _grams(codes: NDArray[np.uint32], length: int) -> NDArray[np.uint16]:
    """Number the gram that begins at each character, 0 to 65,535; different ones seldom alike."""
    count = max(0, len(codes) - length + 1)
    mixed = np.zeros(count, dtype=np.uint32)
    for at in range(length):
        mixed += codes[at : at + count]
        mixed *= _MULTIPLIER
        mixed ^= mixed >> np.uint32(15)
    return (mixed >> np.uint32(16)).astype(np.uint16)


def _voted(
    block: _Block, grams: NDArray[np.uint16], length: int, most: int
) -> list[tuple[float, int]]:
    """Count the votes of a block: the heaviest places, each with its weight."""
    offsets = np.arange(len(grams))
    counts = block.starts[grams.astype(np.int64) + 1] - block.starts[grams]
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    votes_so_far = np.cumsum(counts[order])
    is_cheap = votes_so_far <= _MOST_VOTES
    is_cheap[:_FEWEST_GRAMS] = votes_so_far[:_FEWEST_GRAMS] <= _BLOCK
    is_cheap[:1] = True
    order = order[is_cheap]
    if len(order) == 0:
        return []
    counts = counts[order]
    firsts = block.starts[grams[order]]
    ends = np.cumsum(counts)
    at = np.arange(ends[-1]) + np.repeat(firsts - ends + counts, counts)
    begins = block.places[at] - np.repeat(offsets[order], counts)
    weights = np.repeat(np.log2((len(block.places) + 1) / counts), counts)
    width = max(_FINEST_BIN, length // 6)
    bins = (begins + length) // width
    votes = np.bincount(bins, weights)
    moments = np.bincount(bins, weights * begins)
    # words that were put in or lost move the places behind them into the next bin
    pairs = votes + np.append(votes[1:], 0.0)
    means = moments + np.append(moments[1:], 0.0)
    likely = np.flatnonzero(pairs > _LEAST_SHARE * pairs.max())
    found: list[tuple[float, int]] = []
    taken: set[int] = set()
    for bin_ in likely[np.argsort(-pairs[likely])].tolist():
        if len(found) == most:
            break
        if not taken.intersection((bin_ - 1, bin_, bin_ + 1)):
            taken.add(bin_)
            found.append((float(pairs[bin_]), block.offset + int(means[bin_] / pairs[bin_])))
    return found
