"""When was a joint decision complete, on what information, and was its rule kept?

A consent of the play is followed through the entries that are tied to its voices. It is complete
when as many have agreed as its rule asks. The rule is kept if what may not be done without consent
was done after that, in every order that the dates allow (precedence, `foedus.record.rules`). The
rounds of a consent follow one another whatever the dates leave open; the voice that counts is the
last of each party, and where the dates do not say which that is, so is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, final

from foedus.case import Consent
from foedus.case.roles import mover_of, step_of
from foedus.case.scope import replayed_rounds
from foedus.case.steps import AGREE
from foedus.record.days import window_in_words
from foedus.record.knowledge import Support
from foedus.record.read_otherwise import another_rule_in_words, readings_that_change
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
        The first and the last day on which that can have been, as the entry is dated.
    knowledge
        What the party could have been told by then, what was said in the same entry included.
    between
        The same days as `window`, where a voice of an earlier or a later round bounds them too.
    after
        The entries of voices of earlier rounds, before which it cannot have been.
    before
        The entries of voices of later rounds.
    """

    party: str
    option: str
    entry: str
    window: Window
    knowledge: tuple[Knowledge, ...]
    between: Window
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


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
    doubtful
        Other voices than those in `voices` that may have been the last, in a round where the dates
        do not say which was.
    complete
        The first and the last day on which it can have become complete; None if it did not, or if
        the dates do not say whether it did (`may_be_complete`).
    may_be_complete
        Whether as many can have agreed as its rule asks.
    verdict
        Whether the rule was kept; ``not due`` if what it forbids is not in the record.
    another_under
        Readings, or combinations of them, under which its parties, its rule or what it forbids are
        others than those that the record was held against.
    """

    step: Consent
    voices: tuple[VoiceGiven, ...]
    missing: tuple[str, ...]
    doubtful: tuple[VoiceGiven, ...]
    complete: Window | None
    may_be_complete: bool
    verdict: Verdict
    sentence: str
    another_under: tuple[str, ...] = ()


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
    spoken = [_voice(entry, tied, case, order, knows) for entry in tied]
    last = {one: _may_be_last(one, spoken, order) for one in step.parties}
    given = tuple(last[party][-1] for party in step.parties if last[party])
    doubtful = tuple(voice for party in step.parties for voice in last[party][:-1])
    missing = tuple(party for party in step.parties if not last[party])
    surely, perhaps = _agreeing(step, last.values())
    needed = _number_needed(step)
    complete = _complete(surely, perhaps, needed)
    breach = _what_it_forbids(step, case, order)
    verdict = (
        Verdict.NOT_DUE if breach is None else _verdict(surely, perhaps, needed, breach, order)
    )
    found = ConsentGiven(
        step,
        given,
        missing,
        doubtful,
        complete,
        len(perhaps) >= needed,
        verdict,
        "",
        readings_that_change(step, case),
    )
    return replace(found, sentence=_sentence(found, breach, order))


def _voice(
    entry: Entry, tied: Sequence[Entry], case: Case, order: TimeOrder, knows: WhoKnows
) -> VoiceGiven:
    name, option = entry.taken or ("", "")
    party = mover_of(name, case.play) or ""
    known = knows.knows_before(party, entry.name)
    number = _round(entry, case)
    numbers = {one.name: _round(one, case) for one in tied} if number else {}
    after = tuple(one for one, other in numbers.items() if 0 < other < (number or 0))
    before = tuple(one for one, other in numbers.items() if other > (number or 0))
    return VoiceGiven(
        party,
        option,
        entry.name,
        order.window(entry.name),
        tuple(one for one in known if one.support is not Support.OWN),
        _between(order, entry.name, after, before),
        after,
        before,
    )


def _round(entry: Entry, case: Case) -> int:
    """The round in which an entry has a voice, from one; nought where it does not say."""
    name = "" if entry.taken is None else entry.taken[0]
    name = replayed_rounds(case.play).get(name, name)
    parts = name.rsplit(".", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else 0  # noqa: PLR2004


def _between(order: TimeOrder, name: str, after: Iterable[str], before: Iterable[str]) -> Window:
    """The days of an entry that lies between others; its own where the dates deny the rounds."""
    own = order.window(name)
    earliest = max(_or(order.window(one).earliest, float("-inf")) for one in (name, *after))
    latest = min(_or(order.window(one).latest, float("inf")) for one in (name, *before))
    return Window(_day(earliest), _day(latest)) if earliest <= latest else own


def _may_be_last(
    party: str, spoken: Sequence[VoiceGiven], order: TimeOrder
) -> tuple[VoiceGiven, ...]:
    """The voices of a party that no other of its own surely follows, in the order of the record."""
    own = [one for one in spoken if one.party == party]
    return tuple(one for one in own if not any(_follows(other, one, order) for other in own))


def _follows(later: VoiceGiven, voice: VoiceGiven, order: TimeOrder) -> bool:
    if later.after or voice.after:
        if voice.entry in later.after:
            return True
        if later.entry in voice.after:
            return False
    return order.is_before(voice.entry, later.entry)


def _agreeing(
    step: Consent, last: Iterable[Sequence[VoiceGiven]]
) -> tuple[list[Sequence[VoiceGiven]], list[Sequence[VoiceGiven]]]:
    """The voices of parties who surely agreed in the end, and of those who perhaps did."""
    counted = step.rule.holders if step.rule.kind == "veto" else step.parties
    surely: list[Sequence[VoiceGiven]] = []
    perhaps: list[Sequence[VoiceGiven]] = []
    for voices in last:
        agreed = [one for one in voices if one.option == AGREE and one.party in counted]
        if agreed:
            perhaps.append(agreed)
            if len(agreed) == len(voices):
                surely.append(agreed)
    return surely, perhaps


def _number_needed(step: Consent) -> int:
    match step.rule.kind:
        case "unanimous":
            return len(step.parties)
        case "count":
            return step.rule.count
        case "veto":
            return len(step.rule.holders)


def _complete(
    agreed: Sequence[Sequence[VoiceGiven]], perhaps: Sequence[Sequence[VoiceGiven]], needed: int
) -> Window | None:
    """When the last of those needed agreed, the soonest ones being counted."""
    if len(agreed) < needed or not needed:
        return None
    starts = [min(_or(one.between.earliest, float("-inf")) for one in voices) for voices in perhaps]
    ends = [max(_or(one.between.latest, float("inf")) for one in voices) for voices in agreed]
    return Window(_day(sorted(starts)[needed - 1]), _day(sorted(ends)[needed - 1]))


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


def _verdict(
    agreed: Sequence[Sequence[VoiceGiven]],
    perhaps: Sequence[Sequence[VoiceGiven]],
    needed: int,
    breach: str,
    order: TimeOrder,
) -> Verdict:
    """Whether consent came before its breach, in every order of the entries or in some."""
    before = sum(all(_is_before(one, breach, order) for one in voices) for voices in agreed)
    maybe = sum(any(not _is_after(one, breach, order) for one in voices) for voices in perhaps)
    if before >= needed:
        return Verdict.KEPT
    return Verdict.OPEN if maybe >= needed else Verdict.BROKEN


def _is_before(voice: VoiceGiven, breach: str, order: TimeOrder) -> bool:
    return any(order.is_before(one, breach) for one in (voice.entry, *voice.before))


def _is_after(voice: VoiceGiven, breach: str, order: TimeOrder) -> bool:
    return any(order.is_before(breach, one) for one in (voice.entry, *voice.after))


def _sentence(given: ConsentGiven, breach: str | None, order: TimeOrder) -> str:
    step, doubtful = given.step, {one.party: one for one in given.doubtful}
    voices = [
        f"{one.party} {_said(one)}"
        + (
            f", or before or after that {_said(doubtful[one.party])}"
            if one.party in doubtful
            else ""
        )
        for one in given.voices
    ]
    voices += [f"no voice of {party} is recorded" for party in given.missing]
    head = f"{_state(given)}: {'; '.join(voices)}"
    tail = another_rule_in_words(given.another_under)
    if step.forbids is None:
        return f"{head}. It forbids nothing{tail}"
    if breach is None:
        return f"{head}. Its rule is not due: the record does not tell of {step.forbids}{tail}"
    when = f"{step.forbids} is of {breach} ({window_in_words(order.window(breach))})"
    return f"{head}. Its rule is {given.verdict}: {when}{tail}"


def _state(given: ConsentGiven) -> str:
    if given.complete is not None:
        return f"the consent {given.step.name} was complete {window_in_words(given.complete)}"
    if given.may_be_complete:
        return f"whether the consent {given.step.name} was complete, the dates do not say"
    return f"the consent {given.step.name} was not complete"


def _said(voice: VoiceGiven) -> str:
    said = "agreed" if voice.option == AGREE else "objected"
    return f"{said} {window_in_words(voice.window)} ({voice.entry})"
