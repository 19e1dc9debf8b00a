"""How fast are citations found, and how good is what is suggested where they are not?

uv run python benchmarks/citations.py

prints every figure in one run, on formulaic minutes of 1 MB and on the documentation of Python's
language, and then what a text of 100 MB takes in a process of its own. Quotes of 40 to 300
characters stand once in the text. `--tuning` takes the seeds on which the search was tuned instead
of those that are reported; `--quick` runs everything small, and its figures mean nothing.
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import rapidfuzz
from citations_damage import (
    altered_characters,
    altered_letter,
    altered_word,
    damaged_page,
    damaged_quote,
)
from citations_large import report_large
from citations_text import documentation, minutes
from engine_timing import processor_name

from foedus.sources import Citation, CitationStatus, Source, check_citation, fingerprint, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citations_damage import Damaged

    from foedus.sources import CitationCheck

TUNING = (1,)
REPORTED = (101, 102)
SHORTEST, LONGEST = 40, 300
WORDS_AT_AN_END = 6
_WORD = re.compile(r"\S+")


class Quote(NamedTuple):
    """Words of a text, the white space between them as one space, and where they stand."""

    text: str
    start: int
    end: int


@dataclass
class Tally:
    """What came of one kind of quote."""

    asked: int = 0
    valid: int = 0
    suggested: int = 0
    found: int = 0
    seconds: float = 0.0
    off: list[float] = field(default_factory=list[float])

    def __str__(self) -> str:
        """Write a row of the table."""
        off = f"{statistics.fmean(self.off):6.2f}" if self.off else "     -"
        share = 1 / self.asked
        return (
            f"{self.asked:6,} {self.valid * share:8.1%} {self.suggested * share:10.1%} "
            f"{self.found * share:8.2%} {off} {1e3 * self.seconds * share:9.3f}"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="run everything small")
    parser.add_argument("--tuning", action="store_true", help="take the seeds of the tuning")
    parser.add_argument("--quotes", type=int, default=1_000, help="so many of each kind")
    chosen = parser.parse_args()
    size, count = (60_000, 40) if chosen.quick else (1_000_000, chosen.quotes)
    print(
        f"{processor_name()}; Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}"
    )
    for name, seeds in (("minutes", REPORTED), ("documentation", REPORTED)):
        used = TUNING if chosen.tuning else seeds
        each = count // len(used)
        tallies: dict[str, Tally] = {}
        length = 0
        for seed in used:
            text, *others = _texts(name, seed, size)
            length = len(text)
            for kind, tally in _rows(text, others, each, seed):
                total = tallies.setdefault(kind, Tally())
                for part in ("asked", "valid", "suggested", "found", "seconds", "off"):
                    setattr(total, part, getattr(total, part) + getattr(tally, part))
        print(f"\n{name}, {length:,} characters, seeds {used}")
        print(f"{'':36}  asked    valid  suggested    found    off        ms")
        for kind, tally in tallies.items():
            print(f"  {kind:34} {tally}")
    print("  off: characters from the right end, both ends' mean; ms: mean for one check")
    if chosen.tuning:
        return
    report_large(1 if chosen.quick else 100)


def _texts(name: str, seed: int, size: int) -> tuple[str, ...]:
    return minutes(size, seed) if name == "minutes" else documentation(seed)


def _rows(text: str, others: Sequence[str], count: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Ask for every kind of quote."""
    chance = random.Random(f"quotes {seed}")  # noqa: S311 (no secret)
    source, whole = Source("text", text), " ".join(text.split())
    quotes = [_quote(text, chance) for _ in range(count)]
    check_citation(source, Citation("text", quotes[0].text))  # folds the text, once
    yield "exact", _ask(source, quotes, lambda quote: quote.text)
    shorter = [_short(text, chance) for _ in range(count)]
    check_citation(source, Citation("text", altered_word(quotes[0].text, chance)))
    for share in (0.05, 0.15):
        yield (
            f"{share:.0%} of the characters changed",
            _ask(
                source,
                quotes,
                lambda quote, share=share: altered_characters(quote.text, share, chance),
            ),
        )

    def changed(quote: Quote) -> str:
        while (new := altered_word(quote.text, chance)) in whole:
            pass  # a formula with another number may stand elsewhere, and is rightly found
        return new

    yield "one word or number changed", _ask(source, quotes, changed)
    yield (
        "quote damaged as the page is",
        _ask(source, quotes, lambda q: damaged_quote(q.text, chance)),
    )
    yield from _page(text, count, chance)
    yield (
        "3 to 8 words, one letter changed",
        _ask(source, shorter, lambda quote: altered_letter(quote.text, chance)),
    )
    yield from _ends(source, quotes, chance)
    absent = list(_absent(text, others[-1], count, chance, most=0.1))
    yield "not in the text", _ask(source, absent, lambda quote: quote.text)
    alike = list(_absent(text, others[0], count, chance, most=1.0))
    yield "not there, but much like others", _ask(source, alike, lambda quote: quote.text)


def _page(text: str, count: int, chance: random.Random) -> Iterator[tuple[str, Tally]]:
    """Ask a damaged text, once repaired, for what stood in the whole one."""
    page = damaged_page(text, chance)
    damaged = repair(Source("text", page.text))
    moved = list(_on_page(text, page, damaged, count, chance))
    as_meant = [meant for _, meant in moved]
    asked = {meant: quote for quote, meant in moved}
    yield "text damaged so, at every quote", _ask(damaged, as_meant, lambda q: asked[q])
    yield (
        "both damaged so",
        _ask(damaged, as_meant, lambda quote: damaged_quote(asked[quote], chance)),
    )


def _ends(
    source: Source, quotes: list[Quote], chance: random.Random
) -> Iterator[tuple[str, Tally]]:
    """Ask by first and last words, with a fingerprint and the change at an end or between."""
    parted = {quote: parts for quote in quotes if (parts := _parted(source.raw, quote))}
    longer = list(parted)

    def by_ends(first: float, last: float, *, is_marked: bool) -> Callable[[Quote], Citation]:
        def cited(quote: Quote) -> Citation:
            start, _, end = parted[quote]
            start = altered_characters(start, first, chance) if first else start
            end = altered_characters(end, last, chance) if last else end
            return Citation("text", start, end, fingerprint(quote.text) if is_marked else None)

        return cited

    def changed_between(quote: Quote) -> Citation:
        start, middle, end = parted[quote]
        changed = altered_word(middle, chance)
        return Citation("text", start, end, fingerprint(f"{start} {changed} {end}"))

    def nowhere(quote: Quote) -> Citation:
        start, _, _ = parted[quote]
        return Citation("text", start, "\u2207 \u2207\u2207 \u2207", fingerprint(quote.text))

    yield "two ends, exact, with fingerprint", _ask(source, longer, by_ends(0, 0, is_marked=True))
    yield "the same, a word between changed", _ask(source, longer, changed_between)
    yield "first words 15 % changed", _ask(source, longer, by_ends(0.15, 0, is_marked=False))
    yield "last words 15 % changed", _ask(source, longer, by_ends(0, 0.15, is_marked=False))
    yield "both ends 15 % changed", _ask(source, longer, by_ends(0.15, 0.15, is_marked=False))
    yield "the same, with fingerprint", _ask(source, longer, by_ends(0.15, 0.15, is_marked=True))
    yield "last words lost, with fingerprint", _ask(source, longer, nowhere)


def _parted(text: str, quote: Quote) -> tuple[str, str, str] | None:
    """Part a quote: first words that stand once, words between, and as many last words."""
    words = quote.text.split()
    for count in range(WORDS_AT_AN_END, len(words) // 2 - 1):
        start = " ".join(words[:count])
        if _stands_once(text, Quote(start, 0, 0)):
            return start, " ".join(words[count:-count]), " ".join(words[-count:])
    return None


def _ask(source: Source, quotes: list[Quote], change: Callable[[Quote], str | Citation]) -> Tally:
    tally = Tally()
    for quote in quotes:
        cited = change(quote)
        citation = Citation("text", cited) if isinstance(cited, str) else cited
        start = time.process_time()
        check = check_citation(source, citation)
        tally.seconds += time.process_time() - start
        tally.asked += 1
        tally.valid += check.is_valid
        _judge(tally, check, quote)
    return tally


def _judge(tally: Tally, check: CitationCheck, quote: Quote) -> None:
    """Is the passage, found or suggested, the right one: does it share half of its length?"""
    passage = check.passage
    if check.suggestion is not None:
        tally.suggested += 1
        passage = check.suggestion.passage
    if passage is None or check.status is CitationStatus.AMBIGUOUS:
        return
    shared = min(quote.end, passage.repaired_end) - max(quote.start, passage.repaired_start)
    if shared >= 0.5 * max(quote.end - quote.start, passage.repaired_end - passage.repaired_start):
        tally.found += 1
        off = abs(passage.repaired_start - quote.start) + abs(passage.repaired_end - quote.end)
        tally.off.append(off / 2)


def _quote(text: str, chance: random.Random) -> Quote:
    """Draw words that stand once in the text."""
    while True:
        quote = _drawn(text, chance.randint(SHORTEST, LONGEST), chance)
        if len(quote.text) >= SHORTEST and _stands_once(text, quote):
            return quote


def _short(text: str, chance: random.Random) -> Quote:
    while True:
        wanted = chance.randint(3, 8)
        start = chance.randrange(len(text) - 200)
        words = list(_WORD.finditer(text, start, start + 200))[1 : wanted + 1]
        quote = (
            Quote(" ".join(w[0] for w in words), words[0].start(), words[-1].end())
            if words
            else None
        )
        if quote and len(words) == wanted and _stands_once(text, quote):
            return quote


def _drawn(text: str, length: int, chance: random.Random) -> Quote:
    start = chance.randrange(len(text) - LONGEST)
    words = list(_WORD.finditer(text, start, start + length))[1:-1]
    if not words:
        return Quote("", start, start)
    return Quote(" ".join(word[0] for word in words), words[0].start(), words[-1].end())


def _stands_once(text: str, quote: Quote) -> bool:
    return len(re.findall(r"\s+".join(map(re.escape, quote.text.split())), text)) == 1


def _on_page(
    text: str, page: Damaged, damaged: Source, count: int, chance: random.Random
) -> Iterator[tuple[str, Quote]]:
    """Draw quotes of the whole text that run across a damaged place of the page."""
    copies: dict[int, list[int]] = {}
    for at, origin in enumerate(page.origins):
        copies.setdefault(origin, []).append(at)
    while count:
        place = chance.choice(page.places)
        start = place - chance.randint(20, 200)
        length = chance.randint(SHORTEST, LONGEST)
        if start < 0 or not start + 20 < place < start + length - 20:
            continue
        words = list(_WORD.finditer(text, start, start + length))[1:-1]
        if not words:
            continue
        quote = Quote(" ".join(word[0] for word in words), words[0].start(), words[-1].end())
        left = [copies[at] for at in range(quote.start, quote.end) if at in copies]
        if len(quote.text) < SHORTEST or not left or not _stands_once(text, quote):
            continue
        count -= 1
        # of the copies of a pasted fragment, those with which the whole is as long as it should be
        spans = [
            damaged.offsets.range_after(first, last + 1)
            for first in left[0]
            for last in left[-1]
            if first <= last
        ]
        length = len(left) + len(words) - 1  # spaces have no origin of their own
        start, end = min(spans, key=lambda span: abs(span[1] - span[0] - length))
        yield quote.text, Quote(f"{quote.text} {quote.start}", start, end)


def _absent(
    text: str, other: str, count: int, chance: random.Random, most: float
) -> Iterator[Quote]:
    """Draw prose of another text of the same kind.

    No more than the share `most` of its words in threes stand in this one, nor all of it.
    """
    known = set(_threes(text.split()))
    whole = " ".join(text.split())
    while count:
        quote = _drawn(other, chance.randint(SHORTEST, LONGEST), chance)
        threes = _threes(quote.text.split())
        letters = sum(sign.isalpha() or sign == " " for sign in quote.text)
        if len(quote.text) < SHORTEST or letters < 0.85 * len(quote.text) or not threes:
            continue
        if sum(three in known for three in threes) <= most * len(threes) and (
            quote.text not in whole
        ):
            count -= 1
            yield Quote(quote.text, -1, -1)


def _threes(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


if __name__ == "__main__":
    main()
