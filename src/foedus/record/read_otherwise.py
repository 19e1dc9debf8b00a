"""Against which play is the record held, and under which readings is a consent another?

The record is judged once, against the play of the case that is asked about: as a rule the one
without a reading. A reading may change who must agree, by what rule, or what is forbidden without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case import Consent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foedus.case import Case

Combination = tuple[str, ...]

MOST_NAMED = 6
"""So many readings are named one by one."""


def held_against(case: Case) -> str:
    """The play that the record is held against, in words; empty if no reading could change it."""
    if case.combination:
        return f"the play under the reading {' + '.join(case.combination)}"
    return "the play as it stands without a reading" if case.readings else ""


def readings_that_change(step: Consent, case: Case) -> tuple[str, ...]:
    """Readings under which the rule of a consent is another.

    Returns
    -------
    tuple of str
        Readings of one axis if these tell it all, otherwise combinations, joined with ``+``.
    """
    others = {
        combination: next((one for one in play.play if one.name == step.name), None)
        for combination, play in case.overlaid
    }
    changed = [name for name, other in others.items() if not _is_same(step, other)]
    if not changed:
        return ()
    told = [found for axis in case.axes.values() if (found := _of_axis(axis, changed, others))]
    return told[0] if len(told) == 1 else tuple(" + ".join(names) for names in changed)


def _is_same(step: Consent, other: object) -> bool:
    return isinstance(other, Consent) and (step.parties, step.rule, step.forbids) == (
        other.parties,
        other.rule,
        other.forbids,
    )


def _of_axis(
    axis: Sequence[str], changed: Sequence[Combination], others: Collection[Combination]
) -> tuple[str, ...]:
    """The readings of an axis that change it whatever the others are, if no other way does."""
    found = [
        reading for reading in axis if all(names in changed for names in others if reading in names)
    ]
    is_all = all(any(reading in names for reading in found) for names in changed)
    return tuple(found) if is_all else ()


def another_rule_in_words(readings: Sequence[str]) -> str:
    """What a sentence on a consent ends with.

    >>> another_rule_in_words(("strict",)), another_rule_in_words(())
    ('; under the reading strict the rule is another', '')
    """
    if not readings:
        return ""
    named = ", ".join(readings[:MOST_NAMED])
    more = len(readings) - MOST_NAMED
    named += f" and {more:,} more" if more > 0 else ""
    under = "the reading" if len(readings) == 1 else "the readings"
    return f"; under {under} {named} the rule is another"
