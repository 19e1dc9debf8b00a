"""How does each source write the names of those who speak? `foedus names`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from foedus.case import Case, NameThere
    from foedus.sources import Source
    from foedus.sources.names import NearName


def print_names(name: str, *, sources: Path | None, as_json: bool) -> None:
    """Print, for every voice and actor, how each source writes the name; ask about near spellings.

    Exits with 2 if a name that is declared for a source does not stand in it.
    """
    from foedus.case import load, names_in_sources, names_to_ask_about, read_sources

    case = load(name)
    at_hand = read_sources(case, sources)
    there = names_in_sources(case, at_hand)
    asked = {key: names_to_ask_about(case, source) for key, source in at_hand.items()}
    if as_json:
        click.echo(json.dumps(_record(there, asked), indent=2))
    else:
        click.echo("\n".join(_in_words(case, at_hand, there, asked)))
    wrong = [one for one in there if not one.holds]
    for one in wrong:
        click.echo(f"{one.place}: {one.message}", err=True)
    if wrong:
        sys.exit(2)


def _record(
    there: Sequence[NameThere], asked: Mapping[str, Sequence[NearName]]
) -> dict[str, object]:
    return {
        "names": [
            {
                "source": one.source,
                "means": one.means,
                "name": one.name,
                "count": one.count,
                "is_its_own": one.is_its_own,
            }
            for one in there
        ],
        "questions": [
            {"source": key, **asdict(near)} for key, found in asked.items() for near in found
        ],
    }


def _in_words(
    case: Case,
    at_hand: Mapping[str, Source],
    there: Sequence[NameThere],
    asked: Mapping[str, Sequence[NearName]],
) -> Iterator[str]:
    from foedus.case.source_names import who_speaks

    for actor, whom in who_speaks(case):
        ours = [one for one in there if one.means == whom]
        yield click.style(whom if whom == actor else f"{whom} ({actor})", bold=True)
        for key, names in groupby(ours, key=lambda one: one.source):
            yield f"  {key}: {', '.join(map(_counted, names))}"
        if not ours:
            yield "  in no source at hand" if at_hand else "  no source declares a name"
    absent = [source.key for source in case.sources if source.key not in at_hand]
    if absent:
        yield f"\nNot at hand: {', '.join(absent)}."
    if any(asked.values()):
        yield "\nNo name covers these; only you can tell whether they are names:"
    for key, found in asked.items():
        for near in found:
            yield (
                f'  {key}, {near.where}: is "{near.spelling}" ({_times(near.count)}) '
                f'a name like "{near.name}"?'
            )


def _counted(one: NameThere) -> str:
    return f"{one.name} ({'not looked for' if one.count is None else _times(one.count)})"


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once"}.get(count, f"{count:,} times")
