"""When was consent complete, what did each party say, and what could it have known then?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.dates import EntryLink, record_anchors
from foedus.report.known import claim_key
from foedus.report.spans import span_in_words
from foedus.report.typeset import actor_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case import Case
    from foedus.record import Chronicle, ConsentGiven, Knowledge, VoiceGiven


@dataclass(frozen=True)
class InformationView:
    """A claim that a party could have known, and how well founded that was."""

    says: str
    name: str
    support: str


@dataclass(frozen=True)
class VoiceView:
    """What a party said and on what information; `entry` is None where no entry tells."""

    who: str
    said: str
    date: str
    entry: EntryLink | None
    knowledge: tuple[InformationView, ...]


@dataclass(frozen=True)
class ConsentView:
    """A joint decision of the play, as the record tells it.

    Attributes
    ----------
    complete
        When, in words.
    verdict
        Whether its rule was kept.
    why
        What the verdict rests on.
    """

    name: str
    complete: str
    verdict: str
    why: str
    voices: tuple[VoiceView, ...]


def consent_views(case: Case, chronicle: Chronicle) -> tuple[ConsentView, ...]:
    """Every consent of the play to which the record ties entries."""
    names, anchors = actor_names(case), record_anchors(chronicle)
    says = {claim_key(claim): claim.says for claim in reversed(case.claims)}
    return tuple(_consent(one, names, anchors, says) for one in chronicle.consents)


def _consent(
    given: ConsentGiven,
    names: Mapping[str, str],
    anchors: Mapping[str, str],
    says: Mapping[str, str],
) -> ConsentView:
    doubted = {one.party for one in given.doubtful}
    # Beside one another, the parties in their order.
    voices = [
        voice
        for last in given.voices
        for voice in (*(one for one in given.doubtful if one.party == last.party), last)
    ]
    return ConsentView(
        name=given.step.name,
        complete=_complete(given),
        verdict=given.verdict.value,
        why=given.sentence.rpartition(". ")[2],
        voices=(
            *(_voice(one, names, anchors, says, is_doubted=one.party in doubted) for one in voices),
            *(VoiceView(names[one], "no voice is recorded", "", None, ()) for one in given.missing),
        ),
    )


def _complete(given: ConsentGiven) -> str:
    if given.complete is not None:
        return f"complete: {span_in_words(*given.complete)}"
    if given.may_be_complete:
        return "perhaps complete: the dates do not say"
    return "not complete by the record"


def _voice(
    voice: VoiceGiven,
    names: Mapping[str, str],
    anchors: Mapping[str, str],
    says: Mapping[str, str],
    *,
    is_doubted: bool,
) -> VoiceView:
    return VoiceView(
        who=names[voice.party],
        said=f"{voice.option}s{' (perhaps its last voice)' if is_doubted else ''}",
        date=span_in_words(*voice.window),
        entry=EntryLink(voice.entry, anchors[voice.entry]),
        knowledge=tuple(_information(one, says) for one in voice.knowledge),
    )


def _information(known: Knowledge, says: Mapping[str, str]) -> InformationView:
    return InformationView(says.get(known.claim, ""), known.claim, known.in_words)
