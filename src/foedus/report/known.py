"""Who knew what, since when, from whom, and by how many channels?

A table: a row for each claim, a column for each actor. What no source tells an actor is not called
unknown to it: it is not known by the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.record import Knowledge, Support
from foedus.report.dates import EntryLink, record_anchors
from foedus.report.spans import span_in_words
from foedus.report.typeset import actor_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.case import Case, Claim
    from foedus.record import Channel, Chronicle


@dataclass(frozen=True)
class KnownPart:
    """A few words, the day in them, and the entry to which it leads."""

    before: str
    day: str
    entry: EntryLink | None
    after: str


@dataclass(frozen=True)
class KnownCell:
    """What one actor knew of one claim.

    Attributes
    ----------
    who
        Its name.
    support
        How well it was founded, in words; empty where it was not known.
    parts
        Since when and from whom; and what confirmed it.
    """

    who: str
    support: str
    parts: tuple[KnownPart, ...]

    @property
    def note(self) -> str:
        """How well it was founded, where `parts` do not say so already."""
        return "" if self.support in {Support.OWN, Support.CONFIRMED} else self.support


@dataclass(frozen=True)
class KnownRow:
    """A claim, and what each actor knew of it.

    Attributes
    ----------
    says
        In a sentence; empty of an option of the play about which the case makes no claim.
    name
        Of the claim, or the step and option of the play.
    denied
        Who contradicted it.
    """

    says: str
    name: str
    denied: str
    cells: tuple[KnownCell, ...]


@dataclass(frozen=True)
class KnownTable:
    """Who knew what."""

    actors: tuple[str, ...]
    rows: tuple[KnownRow, ...]


@dataclass(frozen=True)
class _Context:
    """Names of actors by key, where entries stand, and who spoke, by entry, claim and actor."""

    names: Mapping[str, str]
    anchors: Mapping[str, str]
    speakers: Mapping[tuple[str, str, str], str]

    def link(self, entry: str) -> EntryLink | None:
        anchor = self.anchors.get(entry)
        return None if anchor is None else EntryLink(entry, anchor)

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def informant(self, channel: Channel) -> str:
        """Who told it: the person who spoke, where the record tells."""
        telling = channel.tellings[-1]
        spoke = self.speakers.get((telling.entry, telling.claim, channel.informant))
        return self.name(spoke or channel.informant)


def known_table(case: Case, chronicle: Chronicle) -> KnownTable | None:
    """The table of who knew what by the end of the record; None where nothing was told."""
    context = _Context(actor_names(case), record_anchors(chronicle), _speakers(case, chronicle))
    known = {
        (actor.key, one.claim): one for actor in case.actors for one in chronicle.knows(actor.key)
    }
    there = [actor for actor in case.actors if any(key == actor.key for key, _ in known)]
    if not there:
        return None
    claims = {claim_key(claim): claim for claim in reversed(case.claims)}
    told = dict.fromkeys((*reversed(claims), *(claim for _, claim in known)))
    return KnownTable(
        actors=tuple(actor.name for actor in there),
        rows=tuple(
            KnownRow(
                says=claims[key].says if key in claims else "",
                name=key,
                denied=", ".join(_denials(case, chronicle, key)),
                cells=tuple(
                    known_cell(known.get((actor.key, key)), actor.name, context) for actor in there
                ),
            )
            for key in told
        ),
    )


def _speakers(case: Case, chronicle: Chronicle) -> dict[tuple[str, str, str], str]:
    """The person who told a claim in an entry, by entry, claim and the actor spoken for."""
    actor_of = {voice.name: actor.key for actor in case.actors for voice in actor.voices}
    return {
        (one.entry, one.claim, actor_of.get(one.speaker, one.speaker)): one.speaker
        for one in chronicle.who_knows.tellings.among_persons
    }


def claim_key(claim: Claim) -> str:
    """The name under which a claim is known: of what is true of the play, ``step = option``."""
    return claim.name if claim.about is None else " = ".join(claim.about)


def _denials(case: Case, chronicle: Chronicle, key: str) -> Iterator[str]:
    names = {claim.name for claim in case.claims if claim_key(claim) == key}
    for one in chronicle.timeline:
        for told in one.entry.said:
            if told.denies in names:
                yield f"{told.by.name} ({span_in_words(one.earliest, one.latest)})"


def known_cell(known: Knowledge | None, who: str, context: _Context) -> KnownCell:
    """What one actor knew of one claim, in words."""
    if known is None:
        return KnownCell(who, "", ())
    since = _days_in_words(known.may_since, known.surely_since)
    if not known.channels:
        return KnownCell(who, str(known.support), (KnownPart("its own, ", since, None, ""),))
    channels = sorted(known.channels, key=_when)
    first = channels[0]
    parts = [
        KnownPart(
            # "by 12 May" says itself that it may have been earlier.
            "since " if known.may_since is not None else "",
            since,
            context.link(first.tellings[-1].entry),
            f", from {_source(first, context)}",
        )
    ]
    confirming = _confirming(known, channels)
    if confirming is not None:
        telling = confirming.tellings[-1]
        is_last = all(
            _ends(one) <= _ends(confirming) for one in channels[: channels.index(confirming)]
        )
        parts.append(
            KnownPart(
                "confirmed " if is_last else "perhaps confirmed ",
                _days_in_words(telling.earliest, telling.latest),
                context.link(telling.entry),
                f" by {_source(confirming, context)}",
            )
        )
    return KnownCell(who, str(known.support), tuple(parts))


def _days_in_words(earliest: int | None, latest: int | None) -> str:
    """A span of days that can stand after "since" or "confirmed"."""
    if earliest is not None and latest is None:
        return f"{span_in_words(earliest, earliest)} or later"
    return span_in_words(earliest, latest)


def _when(channel: Channel) -> tuple[float, float]:
    telling = channel.tellings[-1]
    return (
        float("-inf") if telling.earliest is None else telling.earliest,
        float("inf") if telling.latest is None else telling.latest,
    )


def _ends(channel: Channel) -> float:
    return _when(channel)[1]


def _source(channel: Channel, context: _Context) -> str:
    """Who told it, and from whom that one had it."""
    told = context.informant(channel)
    if channel.origin != channel.informant:
        told += f", who had it from {context.name(channel.origin)}"
    return told


def _confirming(known: Knowledge, channels: list[Channel]) -> Channel | None:
    """The first telling with which a second channel was there."""
    for count in range(2, len(channels) + 1):
        so_far = Knowledge(known.knower, known.claim, None, None, tuple(channels[:count]))
        if so_far.support is Support.CONFIRMED:
            return channels[count - 1]
    return None
