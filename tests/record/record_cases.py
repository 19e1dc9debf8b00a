"""Cases with a record of a few lines, for the tests of what follows from it."""

from __future__ import annotations

from foedus.case import Case, loads

ACTORS = """\
foedus: 1
title: A record
actors:
  up: {name: Upland, voices: {Ann: [Annie], Abe: []}}
  down: {name: Downland, voices: {Bob: [], Bea: []}}
  far: {name: Farland, voices: {Cyd: []}}
"""
PLAY = """\
play:
  - {move: go, by: up, options: [yes, no]}
outcomes: {done: always}
"""


def record_case(*entries: str, play: str = PLAY, rest: str = "") -> Case:
    """Read a case whose record has these entries, each the inside of a mapping.

    An entry that says nothing says that it happened.
    """
    lines = (
        f"  - {{{one}{'' if 'says:' in one.split('said:')[0] else ', says: It happened.'}}}\n"
        for one in entries
    )
    return loads(f"{ACTORS}{play}record:\n{''.join(lines)}{rest}")
