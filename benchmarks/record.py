"""How long does a record of 10,000 entries take: to read, to put in order, to be asked about?

Three kinds, each the worst for something: entries with dates of their own, half of them partial; a
chain in which each entry is told by the one before it; and entries without any date, nine in ten
of them after another. 200 rules are held against each.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import islice

from foedus.case import loads
from foedus.record import chronicle

_VOICES, _ACTORS = 5, 6


def report(count: int) -> None:
    """Print seconds of one processor, for each kind of record."""
    print(f"{count:,} entries: seconds to read, for the chronicle, and for one actor's knowledge")
    for kind in ("dates", "chain", "undated"):
        text = record(count, kind)
        start = time.process_time()
        case = loads(text)
        is_read = time.process_time()
        found = chronicle(case)
        is_ordered = time.process_time()
        known = found.knows("a1")
        list(islice(found.order.perhaps_before(found.order.names[count // 2]), 100))
        is_asked = time.process_time()
        print(
            f"  {kind:8} {is_read - start:6.2f} {is_ordered - is_read:6.2f} "
            f"{is_asked - is_ordered:6.2f}  ({len(known)} claims known, {len(found.judged)} rules)"
        )


def record(count: int, kind: str) -> str:
    """A case with so many meetings of two persons, who tell one another claims."""
    numbers = random.Random(1)  # noqa: S311 - the same record every time
    lines = ["foedus: 1", "title: A long record", "actors:"]
    for actor in range(_ACTORS):
        voices = ", ".join(f"Person {actor} {voice}: []" for voice in range(_VOICES))
        lines.append(f"  a{actor}: {{name: Actor {actor}, voices: {{{voices}}}}}")
    lines += ["play:", "  - {move: go, by: a0, options: [yes, no]}", "outcomes: {done: always}"]
    lines.append("record:")
    for at in range(count):
        one, other = (_person(who) for who in numbers.sample(range(_ACTORS * _VOICES), 2))
        claim = f"c{numbers.randint(0, count // 20)}"
        lines += [f"  - meeting: e{at}", *_when(at, count, kind, numbers)]
        lines += [f"    who: [{one}, {other}]", "    says: They met."]
        lines.append(f"    said: [{{by: {one}, to: [{other}], says: So., claim: {claim}}}]")
    step = max(1, count // 200)
    lines.append("rules:")
    for at in range(0, count - step, step):
        told = f"after: e{at}, follows: e{at + step // 2}, within: 30 days"
        lines.append(f"  r{at}: {{says: It must follow., {told}}}")
    return "\n".join(lines) + "\n"


def _person(number: int) -> str:
    return f"Person {number % _ACTORS} {number // _ACTORS}"


def _when(at: int, count: int, kind: str, numbers: random.Random) -> list[str]:
    if kind == "chain":
        return [f"    on: {{after: e{at - 1}, by: 1 day}}" if at else "    on: 1950-04"]
    if kind == "undated":
        return [f"    after: e{at - 1}"] if at % 10 else []
    month = f"{1950 + at * 20 // count}-{numbers.randint(1, 12):02d}"
    return [f"    on: {month}-{numbers.randint(1, 28):02d}" if at % 2 else f"    on: {month}"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    report(parser.parse_args().entries)
