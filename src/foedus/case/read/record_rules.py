"""Which rules is the record held against?

Two patterns: what had to come first (``needs``, ``before``), and what had to follow (``after``,
``follows``, ``within``). A rule that somebody gave to somebody is a pledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.events import RecordRule
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import text
from foedus.case.shape import is_excused
from foedus.dates import DateError, parse_distance

if TYPE_CHECKING:
    from foedus.case.read.context import Context
    from foedus.case.read.parties import PartyReader

_DAYS = {"day": 1, "week": 7}
_EITHER = 'a rule says "needs" and "before", or "after" and "follows"'


def read_rules(context: Context, parties: PartyReader) -> tuple[RecordRule, ...]:
    """Read the section ``rules``."""
    found = (
        _rule(context, parties, key, node)
        for key, node in context.section("rules")
        if isinstance(node, Mapping)
    )
    return tuple(rule for rule in found if rule is not None)


def _rule(context: Context, parties: PartyReader, key: Scalar, node: Mapping) -> RecordRule | None:
    is_precedence = node.get("needs") is not None or node.get("before") is not None
    own, foreign = ("before", "needs"), ("after", "follows", "within")
    if not is_precedence:
        own, foreign = ("after", "follows"), ()
    strange = next((node.key(word) for word in foreign if node.get(word) is not None), None)
    if strange is not None:
        context.problems.add(strange.place, f'"{strange.text}" does not go with these: {_EITHER}')
        return None
    if any(node.get(word) is None for word in own):
        context.problems.add(node.place, _EITHER)
        return None
    occasion, answer = (_entry(context, node.get(word)) for word in own)
    if occasion == answer and occasion:
        context.problems.add(node.place, f'the rule "{key.text}" names one entry twice')
    grounds = context.grounds(node)
    by, to = (
        parties.party(one, grounds.cites) if isinstance(one, Scalar) else None
        for one in (node.get("by"), node.get("to"))
    )
    if (by is None) != (to is None):
        context.problems.add(node.place, 'a pledge names both "by" and "to"')
    return RecordRule(
        name=key.text,
        says=text(node, "says") or "",
        pattern="precedence" if is_precedence else "response",
        occasion=occasion,
        answer=answer,
        within=_within(context, node.get("within")),
        by=by,
        to=to,
        cites=grounds.cites,
        against=grounds.against,
        place=key.place,
    )


def _entry(context: Context, node: Node | None) -> str:
    """The name of an entry, recorded or not; if there is none, say so."""
    name = node.text.strip() if isinstance(node, Scalar) else ""
    is_there = name in context.entry_names or name in context.expected_names
    is_excusable = is_excused(name, context.damaged) or "record" in context.lost
    if node is not None and not is_there and not is_excusable:
        names = sorted((*context.entry_names, *context.expected_names))
        context.problems.add(
            node.place,
            f'there is no entry "{name}" in the record: {did_you_mean(name, names)}; what no '
            'source tells is an entry with "recorded: no"',
        )
    return name


def _within(context: Context, node: Node | None) -> int | None:
    if not isinstance(node, Scalar):
        return None
    try:
        distance = parse_distance(node.text)
    except DateError as error:
        context.problems.add(node.place, str(error))
        return None
    if distance.unit not in _DAYS or distance.least != distance.most:
        context.problems.add(
            node.place, f'"{node.text.strip()}": write one number of days or weeks, such as 3 days'
        )
        return None
    return distance.most * _DAYS[distance.unit]
