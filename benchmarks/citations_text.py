"""Which texts are quotes looked for in?

Formulaic minutes, made here from a seed: a grammar of frames and phrases, thousands of names and a
habit of saying again what was said before with one word or number changed, as minutes and treaties
do. And the documentation of Python's language that comes with Python (`pydoc_data.topics`, under
the licence of the Python Software Foundation), which nobody wrote for this benchmark.
"""

from __future__ import annotations

import random
from itertools import product
from pydoc_data.topics import topics
from typing import NamedTuple

__all__ = ["documentation", "minutes"]

_SAID_AGAIN = 0.12
"""The share of sentences that say an earlier one again, one word or number changed."""

_HEADS = "Al Bre Cor Dun El Fal Gar Hol Ing Kes Lor Mar Nor Os Pel Ros Sel Tor Ul Ves Wal Yar Zen"
_MIDDLES = "an ber den far gan ik lo men ner or ra sen ti um vi wen"
_TAILS = "burg dale ford gate ham ick ley mouth nau ow sted stow ton tz ville worth"
_WORKS = [
    "dam",
    "weir",
    "bridge",
    "canal",
    "ferry",
    "market",
    "mill",
    "railway",
    "reservoir",
    "road",
    "school",
    "sluice",
    "tariff",
    "tollhouse",
    "warehouse",
    "wharf",
    "quarry",
    "lighthouse",
    "aqueduct",
    "granary",
    "hospital",
    "barracks",
    "telegraph line",
    "customs house",
    "grain store",
    "drainage scheme",
    "fishing right",
    "timber contract",
    "water tax",
    "boundary stone",
]
_BODIES = [
    "council",
    "commission",
    "delegation",
    "assembly",
    "ministry",
    "chamber",
    "committee",
    "conference",
    "tribunal",
    "cabinet",
    "secretariat",
    "guild of carriers",
    "board of works",
    "court of claims",
    "board of trade",
    "river authority",
]
_ROLES = [
    "mayor",
    "clerk",
    "minister",
    "envoy",
    "engineer",
    "governor",
    "surveyor",
    "treasurer",
    "harbour master",
    "chairman",
    "secretary",
    "consul",
    "magistrate",
    "archivist",
    "inspector",
    "commissioner",
    "advocate",
    "bishop",
    "colonel",
    "banker",
]
_QUALITIES = [
    "unsound",
    "overdue",
    "costly",
    "indispensable",
    "premature",
    "contrary to the agreement",
    "of no consequence",
    "beyond their means",
    "desirable in principle",
    "likely to give offence",
    "a matter for the courts",
    "impossible before the thaw",
    "already decided",
    "open to objection",
    "harmful to the upper valley",
    "badly drawn up",
    "an affront to the frontier towns",
    "not worth another winter",
    "safe in the opinion of most",
    "sound but ill timed",
    "no concern of theirs",
    "popular among the weavers",
    "better left alone",
]
_GROUNDS = [
    "the ground had not been tested",
    "the harvest had failed",
    "the treaty was silent on the point",
    "no voucher could be produced",
    "the lower fields stood under water",
    "his instructions did not allow it",
    "two of the members were absent",
    "the price of timber had doubled",
    "rain was expected",
    "the earlier survey could not be found",
    "the capital had asked for patience",
    "nothing had been heard from the frontier",
    "the miners would not hear of it",
    "a loan was still under discussion",
    "the engineers disagreed among themselves",
    "the old embankment had held for thirty years",
    "snow still lay on both passes",
    "every ballot since the flood had gone the same way",
    "his predecessor had signed away the right",
    "a strike of the bargemen seemed certain",
    "foreign creditors were pressing",
    "these figures left out the cost of labour",
    "public opinion ran strongly the other way",
    "several witnesses had changed their story",
    "such a step would look like weakness",
    "spring tides could undo a whole season's work",
]
_PROMISES = [
    "pay for the repairs",
    "send a second envoy",
    "withdraw his objection",
    "lay the letters open",
    "publish the accounts",
    "recall the surveyors",
    "guarantee the loan",
    "keep the matter secret",
    "return before the session closed",
    "consult the river towns",
    "bear half of the cost",
    "release the prisoners",
    "put the request in writing",
    "halt the work at once",
    "raise the matter with the capital",
    "strike out the word",
    "lend them forty pioneers",
    "accept arbitration by a neutral power",
    "let the claim drop",
    "station guards along both banks",
    "forgo this year's tolls",
    "write privately to his brother",
    "open a second quay for strangers",
    "compensate every household above the mill",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_FRAMES = (
    "On {date} the {body} of {place} resolved that the {work} at {place} was {quality}.",
    "{person}, the {role} of {place}, replied that {ground}, and that he would {promise}.",
    "The {body} took note of the letter of {date}, in which {person} asked for {sum} crowns.",
    "It was agreed between {place} and {place} that neither would build a {work} before {date}.",
    "The {role} objected that {ground}; {person} answered that the {work} was {quality}.",
    "Article {number}. The {body} of {place} shall {promise} within {number} days of {date}.",
    "By {count} votes against {count} the {body} adopted the report on the {work} of {place}.",
    "{person} recalled that in {year} the {role} of {place} had undertaken to {promise}.",
    "Asked by {person} whether {ground}, the {role} of {place} said that he could not tell.",
    "The {work} of {place}, which {person} had called {quality}, was left to a later meeting.",
    "No one doubted that {ground}, but the {body} thought the {work} {quality}.",
    "The {role} read out a telegram from {place}, dated {date}: {sum} crowns had been set aside.",
    "{person} would {promise} only if {place} were to {promise} first.",
    "The sum of {sum} crowns was to be paid to {person} at {place} not later than {date}.",
    "In private {person} told the {role} that {ground} and that {place} would never consent.",
    "The high contracting parties, being convinced that {ground}, agree to {promise}.",
    "A motion by {person} to refer the {work} to the {body} of {place} failed, {count} to {count}.",
    "The minutes of {date} were read; {person} desired it to be added that {ground}.",
    "Between {sum} and {sum} crowns, the {role} thought, would be lost if the {work} were delayed.",
    "{place} reserved its position on the {work}, since {ground}.",
    "The {body} instructed {person} to {promise} and to report again by {date}.",
    "Nobody mentioned {place}, although {ground} and the {role} had been warned in {year}.",
    "What {person} wished to know was whether the {body} would {promise} or merely say so.",
    "The {role} of {place} withdrew; {person} remarked that the {work} had become {quality}.",
    "When pressed, {person} admitted having seen the plans for a {work} as early as {year}.",
    "Nothing in these notes explains why {place} changed its mind after {date}.",
    "Of {sum} crowns voted for the {work}, barely {sum} were ever spent there.",
    "Should {place} be attacked, {place} shall come to its aid with {number} companies.",
    "Rumours from {place} had it that {ground}; {person} dismissed them as gossip.",
    "Her Majesty's {role} at {place} wrote home on {date}: they will {promise} if we insist.",
    "Without waiting for {person}, the {role} ordered {number} carts of stone from {place}.",
    "Everyone present understood this to mean a {work}, though {person} never used that name.",
    "Late that evening {person} called upon the {role} and begged him to {promise}.",
    "How {place} came by the {sum} crowns remains, wrote {person}, a mystery to us all.",
    "Two drafts survive: one, by {person}, calls the {work} {quality}; {place} kept another.",
    "Either side may denounce this convention on giving {number} months' notice after {date}.",
    "Speaking last, the {role} of {place} warned them all that {ground}.",
    "So far as {person} knew, every {work} between {place} and {place} had been {quality}.",
    "Having heard {number} petitioners, our {body} rose at nine and went home to {place}.",
    "Both governments will {promise}, provided always that {ground}.",
    "Under the agreement of {year} the {work} at {place} belongs to {place} until {date}.",
    "They parted without a decision, as {ground}, and {person} left for {place} the same night.",
)


class _Phrases(NamedTuple):
    """What a council says: frames of sentences, and what is put into them beside names."""

    frames: list[str]
    qualities: list[str]
    grounds: list[str]
    promises: list[str]


def minutes(characters: int, seed: int) -> tuple[str, str, str]:
    """Write minutes, more minutes by the same council, and those of one with other phrases.

    The first have so many characters at least, the others a quarter of them; a paragraph is a
    meeting. All draw on the same names.
    """
    chance = random.Random(f"minutes {seed}")  # noqa: S311 (no secret)
    names = ["".join(parts) for parts in product(_HEADS.split(), _MIDDLES.split(), _TAILS.split())]
    chance.shuffle(names)
    whole = [
        chance.sample(phrases, len(phrases))
        for phrases in (list(_FRAMES), _QUALITIES, _GROUNDS, _PROMISES)
    ]
    usual = _Phrases(*(phrases[len(phrases) // 3 :] for phrases in whole))
    other = _Phrases(*(phrases[: len(phrases) // 3] for phrases in whole))
    return (
        _written(characters, chance, usual, names),
        _written(characters // 4, chance, usual, names),
        _written(characters // 4, chance, other, names),
    )


def _written(characters: int, chance: random.Random, phrases: _Phrases, names: list[str]) -> str:
    said: list[tuple[str, dict[str, list[str]]]] = []
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences: list[str] = []
        for _ in range(chance.randint(3, 9)):
            if said and chance.random() < _SAID_AGAIN:
                frame, earlier = chance.choice(said)
                words = {slot: list(fillings) for slot, fillings in earlier.items()}
                slot = chance.choice(list(words))
                at = chance.randrange(len(words[slot]))
                words[slot][at] = _filling(chance, slot, phrases, names)
            else:
                frame = chance.choice(phrases.frames)
                words = {
                    slot: [
                        _filling(chance, slot, phrases, names)
                        for _ in range(frame.count(f"{{{slot}}}"))
                    ]
                    for slot in _slots(frame)
                }
            said.append((frame, words))
            sentences.append(_filled(frame, words))
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def documentation(seed: int, held_out: float = 0.2) -> tuple[str, str]:
    """Part the documentation of Python's language into a text and sections that it lacks."""
    chance = random.Random(f"documentation {seed}")  # noqa: S311 (no secret)
    names = sorted(topics)
    out = set(chance.sample(names, round(held_out * len(names))))
    kept = "\n\n".join(topics[name] for name in names if name not in out)
    return kept, "\n\n".join(topics[name] for name in names if name in out)


def _slots(frame: str) -> list[str]:
    return [part.partition("}")[0] for part in frame.split("{")[1:]]


def _filled(frame: str, words: dict[str, list[str]]) -> str:
    fillings = {slot: iter(chosen) for slot, chosen in words.items()}
    head, *rest = frame.split("{")
    sentence = head
    for part in rest:
        slot, _, tail = part.partition("}")
        sentence += next(fillings[slot]) + tail
    return sentence[0].upper() + sentence[1:]


def _filling(chance: random.Random, slot: str, phrases: _Phrases, names: list[str]) -> str:
    people, places = names[:2000], names[2000:3000]
    number = chance.randint(2, 99)
    year = chance.randint(1871, 1939)
    return {
        "date": lambda: f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {year}",
        "body": lambda: chance.choice(_BODIES),
        "place": lambda: chance.choice(places),
        "work": lambda: chance.choice(_WORKS),
        "quality": lambda: chance.choice(phrases.qualities),
        "person": lambda: f"{chance.choice('ABCDEFGHJKLMNPRSTW')}. {chance.choice(people)}",
        "role": lambda: chance.choice(_ROLES),
        "ground": lambda: chance.choice(phrases.grounds),
        "promise": lambda: chance.choice(phrases.promises),
        "sum": lambda: f"{number},{chance.randint(0, 999):03}",
        "number": lambda: str(number),
        "count": lambda: str(chance.randint(3, 40)),
        "year": lambda: str(year),
    }[slot]()
