"""When was a joint decision complete, on what information, and was its rule kept?

A consent of the play is followed through the entries that are tied to its voices. It is complete
when as many have agreed as its rule asks. The rule is kept if what may not be done without consent
was done after that, in every order that the dates allow (precedence, `foedus.record.rules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.case import Consent
from foedus.case.roles import mover_of, step_of
from foedus.case.steps import AGREE
from foedus.record.days import window_in_words
from foedus.record.knowledge import Support
from foedus.record.rules import Verdict
from foedus.record.temporal_network import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.case import Case, Entry
    from foedus.record.knowing import WhoKnows
    from foedus.record.knowledge import Knowledge
    from foedus.record.time_order import TimeOrder


@final
@dataclass(frozen=True)
class VoiceGiven:
    """What one party said, and what it could have known then.

    Attributes
    ----------
    option
        ``agree`` or ``object``.
    entry
        The name of the entry that records it.
    window
        The first and the last day on which that can have been.
    knowledge
        What the party could have been told by then, what was said in the same entry included.
    """

    party: str
    option: str
    entry: str
    window: Window
    knowledge: tuple[Knowledge, ...]


@final
@dataclass(frozen=True)
class ConsentGiven:
    """A joint decision, as far as the record tells.

    Attributes
    ----------
    voices
        The last that each party gave, in the order of the parties.
    missing
        Parties of whom no voice is recorded.
    complete
        The first and the last day on which it can have become complete; None if it did not.
    verdict
        Whether the rule was kept; ``not due`` if what it forbids is not in the record.
    """

    step: Consent
    voices: tuple[VoiceGiven, ...]
    missing: tuple[str, ...]
    complete: Window | None
    verdict: Verdict
    sentence: str


def consents_given(case: Case, order: TimeOrder, knows: WhoKnows) -> tuple[ConsentGiven, ...]:
    """The consents of the play to whose voices the record ties entries."""
    entries = {entry.name: entry for entry in case.record}
    tied: dict[str, list[Entry]] = {}
    for name in order.names:
        taken = entries[name].taken
        step = None if taken is None else step_of(taken[0], case.play)
        if taken is not None and isinstance(step, Consent) and taken[0] != step.name:
            tied.setdefault(step.name, []).append(entries[name])
    return tuple(
        _given(step, tied[step.name], case, order, knows)
        for step in case.play
        if isinstance(step, Consent) and step.name in tied
    )


def _given(
    step: Consent, tied: Sequence[Entry], case: Case, order: TimeOrder, knows: WhoKnows
) -> ConsentGiven:
    voices: dict[str, VoiceGiven] = {}
    for entry in tied:
        if entry.taken is not None:
            party = mover_of(entry.taken[0], case.play) or ""
            voices[party] = _voice(party, entry, entry.taken, order, knows)
    given = tuple(voices[party] for party in step.parties if party in voices)
    missing = tuple(party for party in step.parties if party not in voices)
    agreed, needed = _agreeing(step, given), _number_needed(step)
    complete = _complete(agreed, needed)
    breach = _what_it_forbids(step, case, order)
    verdict = Verdict.NOT_DUE if breach is None else _verdict(agreed, needed, breach, order)
    sentence = _sentence(step, given, missing, complete, verdict, breach, order)
    return ConsentGiven(step, given, missing, complete, verdict, sentence)


def _voice(
    party: str, entry: Entry, taken: tuple[str, str], order: TimeOrder, knows: WhoKnows
) -> VoiceGiven:
    known = knows.knows_before(party, entry.name)
    return VoiceGiven(
        party,
        taken[1],
        entry.name,
        order.window(entry.name),
        tuple(one for one in known if one.support is not Support.OWN),
    )


def _agreeing(step: Consent, given: Iterable[VoiceGiven]) -> tuple[VoiceGiven, ...]:
    """Those whose agreement counts."""
    counted = step.rule.holders if step.rule.kind == "veto" else step.parties
    return tuple(one for one in given if one.option == AGREE and one.party in counted)


def _number_needed(step: Consent) -> int:
    match step.rule.kind:
        case "unanimous":
            return len(step.parties)
        case "count":
            return step.rule.count
        case "veto":
            return len(step.rule.holders)


def _complete(agreed: Sequence[VoiceGiven], needed: int) -> Window | None:
    """When the last of those needed agreed, the soonest ones being counted."""
    if len(agreed) < needed or not needed:
        return None
    soonest = sorted(_or(one.window.earliest, float("-inf")) for one in agreed)[needed - 1]
    latest = sorted(_or(one.window.latest, float("inf")) for one in agreed)[needed - 1]
    return Window(_day(soonest), _day(latest))


def _or(day: int | None, otherwise: float) -> float:
    return otherwise if day is None else day


def _day(number: float) -> int | None:
    return None if number in {float("-inf"), float("inf")} else int(number)


def _what_it_forbids(step: Consent, case: Case, order: TimeOrder) -> str | None:
    """The first entry that records what may not be done without consent."""
    if step.forbids is None:
        return None
    done = {(step.forbids.step, option) for option in step.forbids.options}
    found = {entry.name for entry in case.record if entry.taken in done}
    return next((name for name in order.names if name in found), None)


def _verdict(agreed: Sequence[VoiceGiven], needed: int, breach: str, order: TimeOrder) -> Verdict:
    surely = sum(order.is_before(one.entry, breach) for one in agreed)
    perhaps = sum(not order.is_before(breach, one.entry) for one in agreed)
    if surely >= needed:
        return Verdict.KEPT
    return Verdict.OPEN if perhaps >= needed else Verdict.BROKEN


def _sentence(
    step: Consent,
    given: Sequence[VoiceGiven],
    missing: Sequence[str],
    complete: Window | None,
    verdict: Verdict,
    breach: str | None,
    order: TimeOrder,
) -> str:
    voices = [
        f"{one.party} {'agreed' if one.option == AGREE else 'objected'} "
        f"{window_in_words(one.window)} ({one.entry})"
        for one in given
    ]
    voices += [f"no voice of {party} is recorded" for party in missing]
    state = "not complete" if complete is None else f"complete {window_in_words(complete)}"
    head = f"the consent {step.name} was {state}: {'; '.join(voices)}"
    if step.forbids is None:
        return f"{head}. It forbids nothing"
    if breach is None:
        return f"{head}. Its rule is not due: the record does not tell of {step.forbids}"
    when = f"{step.forbids} is of {breach} ({window_in_words(order.window(breach))})"
    return f"{head}. Its rule is {verdict}: {when}"
