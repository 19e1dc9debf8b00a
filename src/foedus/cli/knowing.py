"""What could somebody have known by then, since when, and through whom? `foedus knows`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.case import Case, Party, Told
    from foedus.record import Channel, Chronicle, Knowledge, Telling


MOST_CHAINS = 8
"""So many ways in which one claim came to somebody are written out; more are counted."""


def print_knowledge(
    name: str, who: str, *, on: str | None, claim: str | None, as_json: bool
) -> None:
    """Print what an actor or a person could have known by the end of a date."""
    from foedus.case import load
    from foedus.record import chronicle

    case = load(name)
    record = chronicle(case)
    day = None if on is None else _last_day(on)
    key = None if claim is None else _claim_key(claim, case, record)
    try:
        knower = record.who_knows.knower(who)
    except KeyError:
        raise UserError(f'{name} names nobody "{who}": {_near_names(who, record)}') from None
    answer = _Answer(case, record, knower.name, knower.actor, day, key)
    click.echo(json.dumps(answer.as_record(), indent=2) if as_json else "\n".join(answer.words()))


def _last_day(text: str) -> int:
    """The last day of a date: what was told on it counts."""
    from foedus.dates import DateError, parse_date

    try:
        date = parse_date(text)
    except DateError as error:
        raise UserError(f"--on: {error}") from None
    if date.latest is None:
        raise UserError(f'--on: "{text}" has no last day; leave --on away for all of the record')
    return date.latest.ordinal


def _claim_key(claim: str, case: Case, record: Chronicle) -> str:
    from foedus.case.problems import did_you_mean

    known = record.who_knows.claims
    key = record.who_knows.claim_key(claim)
    if key not in known:
        names = sorted({*known, *(one.name for one in case.claims)})
        raise UserError(f'the record has no claim "{claim}": {did_you_mean(claim, names)}')
    return key


def _near_names(who: str, record: Chronicle) -> str:
    from foedus.case.problems import did_you_mean

    return did_you_mean(who, sorted({one.name for one in record.who_knows.knowers.values()}))


class _Answer:
    """Everything to be said of one knower."""

    def __init__(
        self,
        case: Case,
        record: Chronicle,
        name: str,
        actor: str | None,
        day: int | None,
        claim: str | None,
    ) -> None:
        self.case, self.record, self.day, self.claim = case, record, day, claim
        self.name, self.actor = name, actor
        self.entries = {entry.name: entry for entry in case.record}
        self.known = [one for one in record.knows(name, day) if claim in {None, one.claim}]
        self.denials = [
            one for one in record.who_knows.denials(name, day) if claim in {None, one.claim}
        ]
        known = {one.claim for one in self.known}
        told = record.who_knows.claims_by(day)
        self.unheard = [one for one in told if one not in known and claim in {None, one}]

    def words(self) -> Iterator[str]:
        """The answer for a reader."""
        from foedus.record import day_in_words

        until = "in all of the record" if self.day is None else f"by {day_in_words(self.day)}"
        title = self._title(self.name)
        if not self.known:
            yield f"{title} is not known to have heard anything {until}."
        else:
            yield click.style(f"What {title} could have known {until}", bold=True)
        for one in self.known:
            yield ""
            yield from self._of_claim(one)
        if self.unheard:
            yield ""
            yield click.style("What others knew, and nobody is said to have told it", bold=True)
            yield from (f"  {self._says(claim)}" for claim in self.unheard)

    def _title(self, name: str) -> str:
        actors = {actor.key: actor.name for actor in self.case.actors}
        return f"{actors[name]} ({name})" if actors.get(name, name) != name else name

    def _says(self, claim: str) -> str:
        return self.record.who_knows.says(claim)

    def _of_claim(self, one: Knowledge) -> Iterator[str]:
        yield f"  {self._says(one.claim)}"
        if one.knower != self.name:
            yield f"    known to {self._title(one.knower)}; whether to {self.name} is not told"
        yield f"    {_since(one, self.day)}; {one.support}"
        shown = one.channels[:MOST_CHAINS]
        yield from (f"    {self._chain(channel)}" for channel in shown)
        if len(shown) < len(one.channels):
            yield f"    and {len(one.channels) - len(shown):,} times more (--json has all)"
        for denial in self.denials:
            if denial.claim == one.claim:
                yield f"    denied by {self._denied(denial)}"

    def _denied(self, denial: Telling) -> str:
        return f"{self._speaker(denial)} {self._when(denial)} ({denial.entry})"

    def _chain(self, channel: Channel) -> str:
        hearers = _hearers(channel)
        return ", then ".join(map(self._step, channel.tellings, hearers))

    def _step(self, telling: Telling, hearer: str) -> str:
        """Who told whom, through whom, when and in which entry."""
        persons = f"{self._speaker(telling)} to {self._hearer(telling, hearer)}"
        relays = self._through(telling, hearer)
        return f"{persons}{relays} {self._when(telling)} ({telling.entry})"

    def _speaker(self, telling: Telling) -> str:
        """The person who spoke, where the entry names one."""
        entry, key = self.entries[telling.entry], self.record.who_knows.claim_key
        spoke = (one.by for one in entry.said if telling.claim in _claims_of(one, key))
        own = [one.name for one in (*spoke, *entry.who) if _is(one, telling.speaker)]
        return own[0] if own else self._title(telling.speaker)

    def _hearer(self, telling: Telling, hearer: str) -> str:
        """The persons who heard it, where the entry names them."""
        entry, key = self.entries[telling.entry], self.record.who_knows.claim_key
        said = [one for one in entry.said if telling.claim in _claims_of(one, key)]
        heard = [party for one in said for party in one.to] or entry.who
        names = dict.fromkeys(one.name for one in heard if _is(one, hearer))
        relays = {one.name for one in entry.through}
        return " and ".join([one for one in names if one not in relays] or names) or self._title(
            hearer
        )

    def _through(self, telling: Telling, hearer: str) -> str:
        """Those who passed it on before it came to the hearer."""
        through = self.entries[telling.entry].through
        own = [at for at, one in enumerate(through) if _is(one, hearer)]
        relays = [one.name for one in through[: own[0] if own else None]]
        return f" through {' and '.join(relays)}" if relays else ""

    def _when(self, telling: Telling) -> str:
        from foedus.record import window_in_words

        return window_in_words((telling.earliest, telling.latest))

    def as_record(self) -> dict[str, Any]:
        """The answer for a program; days as ISO dates."""
        return {
            "who": self.name,
            "on": _iso(self.day),
            "knows": [self._known_record(one) for one in self.known],
            "denials": [self._telling_record(one) for one in self.denials],
            "not_heard": [{"claim": one, "says": self._says(one)} for one in self.unheard],
        }

    def _known_record(self, one: Knowledge) -> dict[str, Any]:
        return {
            "claim": one.claim,
            "says": self._says(one.claim),
            "knower": one.knower,
            "may_since": _iso(one.may_since),
            "surely_since": _iso(one.surely_since),
            "is_certain": one.is_certain,
            "support": str(one.support),
            "channels": [
                {
                    "persons": list(channel.persons),
                    "is_certain": channel.is_certain,
                    "tellings": [self._telling_record(telling) for telling in channel.tellings],
                }
                for channel in one.channels
            ],
        }

    def _telling_record(self, telling: Telling) -> dict[str, Any]:
        return {
            "claim": telling.claim,
            "entry": telling.entry,
            "speaker": telling.speaker,
            "hearers": list(telling.hearers),
            "through": list(telling.through),
            "earliest": _iso(telling.earliest),
            "latest": _iso(telling.latest),
        }


def _is(party: Party, name: str) -> bool:
    """Whether somebody is this actor or person."""
    return name in {party.name, party.actor}


def _claims_of(told: Told, key: Callable[[str], str]) -> set[str]:
    return {key(claim) for claim in (told.claim, told.denies) if claim is not None}


def _hearers(channel: Channel) -> list[str]:
    """Of each telling of a chain, who took it on: the next speaker, or the last hearer."""
    return [*(telling.speaker for telling in channel.tellings[1:]), channel.persons[-1]]


def _since(one: Knowledge, day: int | None) -> str:
    from foedus.record import day_in_words

    is_certain = one.surely_since is not None and (day is None or one.surely_since <= day)
    if is_certain and one.surely_since == one.may_since:
        return f"since {day_in_words(one.surely_since or 0)}"
    since = one.surely_since if is_certain else None
    surely = (
        "not for certain by then" if since is None else f"for certain since {day_in_words(since)}"
    )
    if one.may_since is None:
        return f"{surely}, and how much earlier is not told" if is_certain else surely
    return f"since {day_in_words(one.may_since)} at the earliest, {surely}"


def _iso(day: int | None) -> str | None:
    from foedus.dates import Day

    return None if day is None else str(Day.of_ordinal(day))
