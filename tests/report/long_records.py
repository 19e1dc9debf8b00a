"""Cases with a record of any length, of every kind of entry, for the tests of its pictures."""

from __future__ import annotations

import random
from datetime import date, timedelta

HEAD = """\
foedus: 1
title: A long correspondence
actors:
  prc: {name: China, voices: {Mao: [], Zhou: []}}
  dprk: {name: North Korea, voices: {Kim: []}}
  ussr: {name: Soviet Union, voices: {Stalin: [], Roshchin: []}}
  usa: {name: United States, voices: {Truman: []}}
play:
  - {move: go, by: prc, options: [here, there]}
outcomes: {done: always}
claims:
  approved: {says: Stalin has approved the plan.}
  delayed: {says: The attack is put off until the harvest is in.}
agreements:
  joint-decision: {says: Both decide together., between: [prc, dprk], binds: unanimous}
  treaty-of-alliance: {says: An alliance after the war., between: [prc, dprk, ussr]}
rules:
  ask-first: {says: Nobody moves before all were asked., needs: entry-1, before: entry-3}
  answer-soon: {says: A question is answered., after: entry-2, follows: entry-5, within: 3 days}
record:
"""
PEOPLE = ("Mao", "Zhou", "Kim", "Stalin", "Roshchin", "Truman", "Wilson of the Observer")
STATES = ("proposed", "agreed in principle", "conditional", "confirmed", "deferred", "in force")
SAYS = (
    f"They agree that each of them will be asked before anything is done{', and so on' * 12}.",
    "The plan is put off.",
    "An answer is asked for, and soon.",
)
KINDS = ("meeting", "message", "statement", "decision", "act", "entry")


def record_of(count: int, seed: int = 1) -> str:
    """A case whose record has so many entries."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    day = date(1950, 1, 1)
    lines = [HEAD]
    for at in range(1, count + 1):
        day += timedelta(days=draw.randrange(3))
        lines.append(_entry(at, day, draw))
    return "".join(lines)


def _entry(at: int, day: date, draw: random.Random) -> str:
    kind = KINDS[at % len(KINDS)]
    people = draw.sample(PEOPLE, 4)
    on = draw.choice([str(day), str(day), f"{day}~", f"{day}/{day + timedelta(days=2)}"])
    told = [f"  - {kind}: entry-{at}\n    on: {on}\n    says: {draw.choice(SAYS)}\n"]
    match kind:
        case "meeting" | "entry":
            told.append(f"    where: Peking\n    who: [{', '.join(people[: 2 + at % 3])}]\n")
        case "message":
            through = f"    through: [{', '.join(people[2 : 2 + at // 6 % 3])}]\n"
            told.append(f"    from: {people[0]}\n    to: [{people[1]}]\n")
            told.append(through if at // 6 % 3 else "")
        case _:
            told.append(f"    by: {people[0]}\n    to: [{people[1]}]\n")
    if at % 5 == 1 and kind != "entry":
        told.append(
            f"    said: [{{by: {people[0]}, claim: {draw.choice(['approved', 'delayed'])}}}]\n"
        )
    if at % 7 == 2:
        agreement = draw.choice(["joint-decision", "treaty-of-alliance"])
        told.append(f"    makes: {{{agreement}: {draw.choice(STATES)}}}\n")
    return "".join(told)
