"""Was a rule kept, as far as the record can tell?

Rules are monitored over the record with established patterns of temporal logic: *precedence* (what
had to come first came first) and *response* (what had to follow followed, in time), after Dwyer,
Avrunin & Corbett (1999). In metric temporal logic (Koymans 1990) they read G(e → P n) and
G(e → F[0, d] r). A record is finite and its dates are partial, so that a verdict can be open: as in
the three-valued LTL of Bauer, Leucker & Schallhart (2011) nothing is called kept or broken that
some order of the entries, compatible with what is known, would make otherwise.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.record.temporal_network import TemporalNetwork

__all__ = ["Verdict", "precedence", "response"]


class Verdict(StrEnum):
    """What the record says of a rule.

    ``KEPT`` and ``BROKEN``: in every order of the entries that their dates allow. ``OPEN``: the
    dates do not decide. ``PENDING``: what had to follow had not yet when the record ends, and still
    could, whatever day the occasion had. ``NOT_DUE``: the occasion never came.
    """

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    PENDING = "pending"
    NOT_DUE = "not due"


def precedence(network: TemporalNetwork, occasion: int | None, needed: int | None) -> Verdict:
    """Did the needed event come before the occasion?

    Parameters
    ----------
    network : TemporalNetwork
        The events and what is known of their order.
    occasion, needed : int or None
        Events of it; None for one that the record does not have.

    Examples
    --------
    >>> from foedus.record.temporal_network import Precedence, TemporalNetwork
    >>> network = TemporalNetwork(3, precedences=(Precedence(0, 1, "said so"),))
    >>> [str(precedence(network, 1, needed)) for needed in (0, 2, None)]
    ['kept', 'open', 'broken']
    """
    if occasion is None:
        return Verdict.NOT_DUE
    if needed is None:
        return Verdict.BROKEN
    if network.is_before(needed, occasion):
        return Verdict.KEPT
    return Verdict.BROKEN if network.is_before(occasion, needed) else Verdict.OPEN


def response(
    network: TemporalNetwork,
    occasion: int | None,
    answer: int | None,
    within: int | None = None,
    end: int | None = None,
) -> Verdict:
    """Did the answer follow the occasion, within so many days?

    Parameters
    ----------
    network : TemporalNetwork
        The events and what is known of their order.
    occasion, answer : int or None
        Events of it; None for one that the record does not have.
    within : int, optional
        The most days from the occasion to the answer; without it the answer may come at any time.
    end : int, optional
        The last day that the record covers; without it a missing answer is never more than pending.

    Examples
    --------
    >>> from foedus.record.temporal_network import ORIGIN, Bound, TemporalNetwork
    >>> dates = [Bound(ORIGIN, 0, 5, "a"), Bound(0, ORIGIN, -5, "a")]
    >>> dates += [Bound(ORIGIN, 1, 9, "b"), Bound(1, ORIGIN, -7, "b")]
    >>> network = TemporalNetwork(2, tuple(dates))
    >>> [str(response(network, 0, 1, within)) for within in (4, 3, 1)]
    ['kept', 'open', 'broken']
    """
    if occasion is None:
        return Verdict.NOT_DUE
    if answer is None or network.is_before(answer, occasion):
        return _without_answer(network, occasion, within, end)
    gap = network.gap(occasion, answer)
    if within is not None and gap.earliest is not None and gap.earliest > within:
        return Verdict.BROKEN
    is_after = network.is_before(occasion, answer) or gap.earliest == 0
    is_in_time = within is None or (gap.latest is not None and gap.latest <= within)
    return Verdict.KEPT if is_after and is_in_time else Verdict.OPEN


def _without_answer(
    network: TemporalNetwork, occasion: int, within: int | None, end: int | None
) -> Verdict:
    """Pending while it can still come; open if that depends on the day of the occasion."""
    earliest, latest = network.windows[occasion]
    if within is None or end is None:
        return Verdict.PENDING
    if latest is not None and latest + within < end:
        return Verdict.BROKEN
    is_late_for_some = earliest is None or earliest + within < end
    return Verdict.OPEN if is_late_for_some else Verdict.PENDING
