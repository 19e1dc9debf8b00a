"""Was each rule kept, and each pledge: given, due, kept or broken?

The patterns are those of `foedus.record.rules`. A rule may name an entry that no source records: it
never came, as far as the record tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.case import Pledge
from foedus.case.steps import GIVE
from foedus.record.days import day_in_words, window_in_words
from foedus.record.happenings import lane_of
from foedus.record.rules import Verdict, precedence, response

if TYPE_CHECKING:
    from foedus.case import Case, RecordRule
    from foedus.record.time_order import TimeOrder


@final
@dataclass(frozen=True)
class JudgedRule:
    """A rule, and what the record says of it.

    Attributes
    ----------
    sentence
        The verdict for a reader, with the entries and their days.
    given
        Of a pledge that is a step of the play too: the first entry that records that it was given.
    """

    rule: RecordRule
    verdict: Verdict
    sentence: str
    given: str | None = None

    @property
    def is_broken(self) -> bool:
        """Whether every order of the entries says so."""
        return self.verdict is Verdict.BROKEN


def judge_rules(case: Case, order: TimeOrder) -> tuple[JudgedRule, ...]:
    """Hold the record against the rules of a case, in the order of the file."""
    starts = [order.window(name).earliest for name in order.names]
    end = max((day for day in starts if day is not None), default=None)
    return tuple(_judged(rule, case, order, end) for rule in case.rules)


def _judged(rule: RecordRule, case: Case, order: TimeOrder, end: int | None) -> JudgedRule:
    occasion, answer = _event(order, rule.occasion), _event(order, rule.answer)
    if rule.pattern == "precedence":
        verdict = precedence(order.network, occasion, answer)
    else:
        verdict = response(order.network, occasion, answer, rule.within, end)
    given = _given(rule, case, order)
    tail = "" if given is None else f"; it was given with {_told(given, order)}"
    return JudgedRule(rule, verdict, _sentence(rule, verdict, order, end) + tail, given)


def _given(rule: RecordRule, case: Case, order: TimeOrder) -> str | None:
    """The first entry that records that a pledge between the same two was given."""
    if rule.by is None or rule.to is None:
        return None
    parties = (lane_of(rule.by), lane_of(rule.to))
    given = {
        (step.name, GIVE)
        for step in case.play
        if isinstance(step, Pledge) and (step.by, step.to) == parties
    }
    found = {entry.name for entry in case.record if entry.taken in given}
    return next((name for name in order.names if name in found), None)


def _event(order: TimeOrder, name: str) -> int | None:
    return order.span[name].begin if name in order.span else None


def _sentence(rule: RecordRule, verdict: Verdict, order: TimeOrder, end: int | None) -> str:
    say = _of_precedence if rule.pattern == "precedence" else _of_response
    return f"{_head(rule)}{rule.name}: {verdict}, since {say(rule, verdict, order, end)}"


def _of_precedence(rule: RecordRule, verdict: Verdict, order: TimeOrder, end: int | None) -> str:
    del end
    occasion, answer = _told(rule.occasion, order), _told(rule.answer, order)
    match verdict:
        case Verdict.KEPT:
            return f"{answer} came before {occasion}"
        case Verdict.BROKEN if rule.answer in order.span:
            return f"{occasion} came and {answer} came later"
        case Verdict.BROKEN:
            return f"{occasion} came and the record does not tell of {answer}"
        case Verdict.OPEN:
            return f"the dates do not say whether {answer} came before {occasion}"
        case _:
            return f"the record does not tell of {occasion}"


def _of_response(rule: RecordRule, verdict: Verdict, order: TimeOrder, end: int | None) -> str:
    occasion, answer = _told(rule.occasion, order), _told(rule.answer, order)
    in_time = "" if rule.within is None else f" within {_days(rule.within)}"
    match verdict:
        case Verdict.NOT_DUE:
            return f"the record does not tell of {occasion}"
        case Verdict.KEPT:
            return f"{answer} followed {occasion}{in_time}"
        case Verdict.BROKEN if rule.answer in order.span:
            return f"{occasion} came and {answer} did not follow{in_time}"
        case Verdict.BROKEN:
            return f"{occasion} came, and the record does not tell that {answer} followed{in_time}"
        case Verdict.OPEN if _may_follow(rule, order):
            return f"the dates do not say whether {answer} followed {occasion}{in_time}"
        case _:
            until = "" if end is None else f", which reaches {day_in_words(end)},"
            is_over = (
                f", and the dates do not say whether the time for it{in_time} was over"
                if verdict is Verdict.OPEN
                else ""
            )
            return (
                f"{occasion} came, and the record{until} does not tell of {rule.answer} after it"
                f"{is_over}"
            )


def _may_follow(rule: RecordRule, order: TimeOrder) -> bool:
    """Whether the record has the answer, and perhaps after the occasion."""
    occasion, answer = _event(order, rule.occasion), _event(order, rule.answer)
    if occasion is None or answer is None:
        return False
    return not order.network.is_before(answer, occasion)


def _head(rule: RecordRule) -> str:
    if rule.by is None:
        return "the rule "
    to = "" if rule.to is None else f" to {rule.to.name}"
    return f"the pledge of {rule.by.name}{to}, "


def _told(name: str, order: TimeOrder) -> str:
    """An entry with its days; its name alone if the record does not have it.

    Of what lasted its beginning is told, since rules ask for that.
    """
    if name not in order.span:
        return name
    begin, end, _ = order.span[name]
    begun = "" if begin == end else "begun "
    return f"{name} ({begun}{window_in_words(order.network.windows[begin])})"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
