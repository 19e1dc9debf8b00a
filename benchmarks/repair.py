"""How well are lines joined and paragraphs found, how often is sound prose doubted, and how fast?

The prose is generated, so that its paragraphs are known: it is wrapped at a column or after a count
of words, with or without blank lines or indents, and repaired. Run it with

    uv run python benchmarks/repair.py               the tables of joins and marks
    uv run python benchmarks/repair.py --speed 8     how long repair of 1 to 8 MB takes
    uv run python benchmarks/repair.py --large 100   a file of 100 MB opened, a quote found in it

Times are those of the processor, since other work on a machine lengthens those of the clock.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources import Rule, Source, look_up, read_source, repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENGLISH = {
    "who": "the mayor|the clerk|Mr. Rohr|the council|two engineers|the miller of Alder|"
    "General Elm|the widow|Weir|nobody|the river town|Dr. Birch|the minister, who was tired,|they|"
    "he|she|it",
    "did": "said|wrote|promised|denied|had been told|believed|would not hear|knew well|feared|saw",
    "what": "that the dam would hold|that the ground was soft|of the letters|nothing of the kind|"
    "what had been written in May 1903|that 20,000 crowns were owed to the miners' union|"
    "how high the river stood at the old bridge|why no vote was taken|of it",
    "how": "in private|before the vote|although the rain had not stopped for a week|on the ninth "
    "of May|at Weir|with some heat|to the others|(as was his custom)|in a well-known letter|again",
    "link": "and|but|so that|because|; moreover,|, while|, and yet",
}
GERMAN = {
    "who": "der Bürgermeister|der Schreiber|Herr Rohr|der Rat|zwei Ingenieure|die Witwe|niemand|"
    "die Stadt am Fluss|der müde Minister|sie|er|der Müller von Alder|das Volk",
    "did": "sagte|schrieb|versprach|leugnete|hörte|glaubte|fürchtete|wusste|vergaß",
    "what": "vom Zustand des Dammes|nichts dergleichen|von den Briefen der Ingenieure|die Wahrheit "
    "über den Boden|den Preis von 20.000 Kronen|das Wasser an der alten Brücke|viel davon",
    "how": "im Stillen|vor der Abstimmung|nach einer Woche Regen|am 9. Mai|in Weir|"
    "mit einiger Hitze|wie es seine Art war|in einem bekannten Brief|"
    "zum zweiten Mal in diesem Jahr",
    "link": "und|aber|; außerdem|, doch|, denn",
}
_LAYOUTS = ("blank lines", "indents", "flush", "both")


def paragraphs(count: int, words: dict[str, str] = ENGLISH, seed: int = 1) -> list[str]:
    """Write paragraphs of 2 to 7 sentences, some of them speech, none like another."""
    luck = random.Random(seed)  # noqa: S311 (no secret)
    pools = {kind: pool.split("|") for kind, pool in words.items()}

    def clause() -> str:
        parts = [luck.choice(pools[kind]) for kind in ("who", "did", "what", "how")]
        return " ".join(parts[: luck.choice((3, 4, 4))])

    def sentence() -> str:
        text = clause()
        for _ in range(luck.choice((0, 0, 1, 1, 2))):
            link = luck.choice(pools["link"])
            text += f"{link if link[0] in ',;' else ' ' + link} {clause()}"
        text = text[0].upper() + text[1:]
        end = luck.choice("......?")
        return f"“{text}{end}”" if luck.random() < 0.1 else text + end

    return [" ".join(sentence() for _ in range(luck.randint(2, 7))) for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of line ends: those joined and parted, rightly or not, and those that should be."""

    joined: int
    joined_rightly: int
    to_join: int
    parted: int
    parted_rightly: int
    to_part: int
    marks: int
    words: int


def broken(paragraph: str, unit: str, size: int, indent: str) -> list[str]:
    """Break one paragraph into lines."""
    if unit == "words":
        words = paragraph.split()
        first = size - 1 if indent else size
        rest = range(first, len(words), size)
        return [" ".join(words[:first]), *(" ".join(words[at : at + size]) for at in rest)]
    return textwrap.wrap(
        paragraph, size, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def score(texts: Sequence[str], unit: str, size: int, layout: str) -> Score:
    """Wrap paragraphs so, repair them, and compare each line end with what it was."""
    indent = "    " if layout in ("indents", "both") else ""
    pieces = [broken(text, unit, size, indent) for text in texts]
    between = "\n\n" if layout in ("blank lines", "both") else "\n"
    source = repair(Source("prose", between.join("\n".join(lines) for lines in pieces)))
    joins, parts = set[int](), set[int]()
    offset = 0
    for lines in pieces:
        for line in lines[:-1]:
            offset += len(line)
            joins.add(offset)
            offset += 1
        offset += len(lines[-1])
        parts.add(offset)
        offset += len(between)
    parts.discard(offset - len(between))
    joined = {made.raw_start for made in source.operations if made.rule in _JOINS}
    parted = {made.raw_start - 1 for made in source.operations if made.rule is Rule.BREAK}
    if between == "\n\n":
        parted |= parts - joined
    return Score(
        len(joined),
        len(joined & joins),
        len(joins),
        len(parted),
        len(parted & parts),
        len(parts),
        len(source.marks),
        sum(len(text.split()) for text in texts),
    )


_JOINS = (Rule.JOIN, Rule.JOIN_HYPHEN)


def table(texts: Sequence[str]) -> Iterator[str]:
    """Tell how each way of wrapping comes out."""
    yield (
        f"{'wrapped at':>14} {'paragraphs by':>13} |   joined:  found |   parted:  found | marks in"
    )
    yield f"{'':>14} {'':>13} |  rightly        |  rightly        | 1,000 words"
    for unit, sizes in (("columns", (40, 50, 60, 72, 80, 100, 132)), ("words", range(2, 8))):
        for size in sizes:
            for layout in _LAYOUTS:
                if unit == "words" and layout == "both":
                    continue
                got = score(texts, unit, size, layout)
                yield (
                    f"{size:>6} {unit:>7} {layout:>13} | "
                    f"{share(got.joined_rightly, got.joined)} "
                    f"{share(got.joined_rightly, got.to_join)} | "
                    f"{share(got.parted_rightly, got.parted)} "
                    f"{share(got.parted_rightly, got.to_part)} | "
                    f"{1000 * got.marks / got.words:.2f}"
                )


def share(part: int, whole: int) -> str:
    """Write a share, or that there was nothing."""
    return f"{part / whole:7.2%}" if whole else "   none"


def lost(texts: Sequence[str], width: int, cut: int, seed: int = 1) -> tuple[int, int]:
    """Cut words off the ends of one line in twenty: how many are there, how many are marked?"""
    luck = random.Random(seed)  # noqa: S311 (no secret)
    pieces = [broken(text, "columns", width, "") for text in texts]
    places: list[int] = []
    offset = 0
    for lines in pieces:
        for at, line in enumerate(lines):
            words = line.split()
            if luck.random() < 0.05 and at + 1 < len(lines) and len(words) > cut:
                lines[at] = " ".join(words[:-cut])
                places.append(offset + len(lines[at]))
            offset += len(lines[at]) + 1
        offset += 1
    source = repair(Source("lost", "\n\n".join("\n".join(lines) for lines in pieces)))
    marked = {mark.raw_start for mark in source.marks}
    found = sum(any(abs(place - mark) <= 1 for mark in marked) for place in places)
    return len(places), found


def print_tables(count: int) -> None:
    """Print how well lines are joined and lost words marked, in English and in German."""
    for name, words in (("English", ENGLISH), ("German", GERMAN)):
        texts = paragraphs(count, words)
        print(f"{name}, {len(texts)} paragraphs, {sum(len(t.split()) for t in texts):,} words")
        print("\n".join(table(texts)))
        for cut in (1, 2, 3):
            there, found = lost(texts, 72, cut)
            print(f"  {cut} words cut off at line ends, at 72 columns: {found} of {there} marked")


def page_of(size: int) -> str:
    """Prose wrapped at 72 columns, so many bytes of it."""
    page = "\n\n".join("\n".join(broken(text, "columns", 72, "")) for text in paragraphs(2000))
    return (page + "\n\n") * (size // len(page.encode()) + 1)


def print_speed(megabytes: int) -> None:
    """Print how long repair takes, at sizes that double."""
    size = 1
    while size <= megabytes:
        text = page_of(size * 1_000_000)[: size * 1_000_000]
        for name, laid in (("wrapped", text), ("one paragraph a line", _unwrapped(text))):
            began = time.process_time()
            made = len(repair(Source("speed", laid)).operations)
            took = time.process_time() - began
            print(f"{size:>4} MB {name:>21}: {took:6.2f} s, {took / size:.2f} s a MB, {made:,}")
        size *= 2


def _unwrapped(text: str) -> str:
    return text.replace("\n\n", "\r").replace("\n", " ").replace("\r", "\n\n")


def print_large(megabytes: int) -> None:
    """Open a large file and find a quote that runs over a line's end; print time and memory."""
    quote = "The heron of the lower weir was never seen again"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        path.write_text(page_of(megabytes * 1_000_000) + quote.replace("never ", "never\n") + ".\n")
        began = time.process_time()
        source = read_source(path)
        opened = time.process_time()
        found = look_up(source, quote)
        ended = time.process_time()
    print(f"opened in {opened - began:.2f} s, quote found in {ended - opened:.2f} s: {found.check}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"most memory, that of writing the file included: {peak:,.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=300)
    parser.add_argument("--speed", type=int, metavar="MB")
    parser.add_argument("--large", type=int, metavar="MB")
    asked = parser.parse_args()
    if asked.speed:
        print_speed(asked.speed)
    elif asked.large:
        print_large(asked.large)
    else:
        print_tables(asked.paragraphs)
