"""Which rules did the record keep or break, and what of it has no source?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.record import Chronicle


MOST_RULES = 12
"""So many rules are told one by one."""


def print_surprises(record: Chronicle) -> None:
    """Print what the play makes of the record against it, and what makes no sense in it."""
    for surprise in (*record.hindsight, *record.warnings):
        click.echo(f"warning: {surprise}")


def record_in_words(record: Chronicle) -> Iterator[str]:
    """A line on the record, then one for each consent, each rule and each breach of agreement."""
    if record.entries:
        entries = _counted(len(record.entries), "entry", "entries")
        told = _counted(len(record.who_knows.claims), "claim or choice", "claims and choices")
        yield f"The record has {entries}; who knew what of {told}, foedus knows tells."
    if record.held_against and record.entries:
        yield f"  It is held against {record.held_against}."
    for consent in record.consents:
        yield f"  {consent.sentence}."
    # Broken rules first; `sorted` keeps the order of the case otherwise.
    judged = sorted(record.judged, key=lambda one: not one.is_broken)
    yield from (f"  {one.sentence}." for one in judged[:MOST_RULES])
    if len(judged) > MOST_RULES:
        yield f"  and {len(judged) - MOST_RULES:,} more rules (see the report)."
    for course in record.agreements:
        yield from (f"  {one.message}." for one in (*course.breaches, *course.doubts))
    yield from _broken(record)
    if record.silence:
        found = _counted(len(record.silence), "thing", "things")
        yield f"No source supports {found} that the case takes from the record (see the report)."


def _broken(record: Chronicle) -> Iterator[str]:
    """How many rules, and how many conditions of agreements, were broken for certain."""
    early = sum(len(course.breaches) for course in record.agreements)
    rules = len(record.breaches) - early
    if rules:
        yield f"  By the record {_counted(rules, 'rule was', 'rules were')} broken."
    if early:
        found = _counted(early, "agreement was", "agreements were")
        yield f"  By the record {found} in force too early."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
