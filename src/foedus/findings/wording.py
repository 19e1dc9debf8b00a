"""How are shares, probabilities and assumptions put in words?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Case
    from foedus.findings.values import Combination, Share, UnsourcedAssumption

_BELIEF = re.compile(r"P\[(?P<holder>[^\]]+)\]\((?P<event>.+)\)")
_RATIONALITY = "rationality."


def percent(fraction: float) -> str:
    """A fraction in percent, with a decimal only where it matters.

    >>> percent(0.234), percent(0.9962), percent(0.0004), percent(1.0), percent(0.99999)
    ('23 %', '99.6 %', 'less than 0.1 %', '100 %', 'more than 99.9 %')
    """
    if 0.0 < fraction < 0.001:  # noqa: PLR2004
        return "less than 0.1 %"
    if 0.999 < fraction < 1.0:  # noqa: PLR2004
        return "more than 99.9 %"
    is_near_an_end = 0.0 < min(fraction, 1.0 - fraction) < 0.0995  # noqa: PLR2004
    return f"{100 * fraction:.{1 if is_near_an_end else 0}f} %"


def variants_in_words(share: Share) -> str:
    """In which part of the variants a test holds, as the end of a sentence."""
    if share.fails == 0:
        return "every variant"
    if share.holds == 0:
        return "no variant"
    return f"{percent(share.value)} of the variants"


def reading_in_words(combination: Combination) -> str:
    """A combination of readings.

    >>> reading_in_words(()), reading_in_words(("trapped", "bold"))
    ('no reading', '“trapped” with “bold”')
    """
    return " with ".join(f"“{name}”" for name in combination) or "no reading"


def assumption_in_words(case: Case, name: str) -> str:
    """An assumption as a reader would call it inside a sentence.

    Beliefs and rationality have names that the language made; others are quoted as written.

    >>> from foedus.case import load
    >>> print(assumption_in_words(load("dam"), "P[river](ground = soft)"))
    River town's probability of “ground = soft”
    """
    called = {actor.key: _inside(actor.name) for actor in case.actors}
    called["analyst"] = "the analyst"
    belief = _BELIEF.fullmatch(name)
    if belief is not None and belief["holder"] in called:
        return f"{_possessive(called[belief['holder']])} probability of “{belief['event']}”"
    actor = name.removeprefix(_RATIONALITY)
    if name.startswith(_RATIONALITY) and actor in called:
        return f"{_possessive(called[actor])} rationality (κ)"
    return f"“{name}”"


def unsourced_in_words(case: Case, unsourced: Sequence[UnsourcedAssumption]) -> str:
    """How many assumptions, under any reading, rest on no source.

    >>> from foedus.case import load
    >>> from foedus.findings.unsourced import unsourced_assumptions
    >>> dam = load("dam")
    >>> unsourced_in_words(dam, unsourced_assumptions(dam)).split(", ")[0]
    '11 of 12 assumptions rest on no source'
    """
    every = {one.name for way in case.combinations for one in case.under(way).assumptions}
    silent = sum(one.why == "the case is silent" for one in unsourced)
    told = (
        f"{len(unsourced)} of {len(every)} assumptions rest on no source, {silent} of them because "
        "the case is silent."
    )
    only = sum(bool(one.combination) for one in unsourced)
    if not only:
        return told
    lack = "lacks" if only == 1 else "lack"
    return f"{told} {only} of them {lack} one only under the reading that is named."


def listed(parts: Sequence[str]) -> str:
    """Parts in a sentence.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _inside(name: str) -> str:
    """A name inside a sentence: ``The capital`` loses its capital."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
