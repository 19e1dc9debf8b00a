"""How does each source write the names of those who speak?

The names that a case declares for a source are looked up in it, letter by letter. A quotation is
never rewritten by them: they say who is meant, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.conditions import UNPLACED
from foedus.case.values import folded_name
from foedus.sources.names import find_names, near_names, nearest_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.case.model import Case
    from foedus.case.problems import Place
    from foedus.case.values import SourceReference
    from foedus.sources import Source
    from foedus.sources.names import NearName


@dataclass(frozen=True)
class NameThere:
    """A name in a source: whom it means there, and how often it stands there.

    Attributes
    ----------
    source
        Key of the source.
    means
        The name of the declared voice or actor.
    name
        As the source writes it.
    count
        How often it stands there; None where the source is not at hand.
    is_its_own
        The case declares it for this source, not for all.
    nearest
        Where an own name stands nowhere: the spelling nearest to it, and its count.
    """

    source: str
    means: str
    name: str
    count: int | None
    is_its_own: bool = False
    nearest: tuple[str, int] | None = None
    place: Place = UNPLACED

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it: a name declared for a source stands there."""
        return not (self.is_its_own and self.count == 0)

    @property
    def message(self) -> str:
        """What is to be said of a name that does not stand where the case says."""
        if self.holds:
            return ""
        nearest = "nothing there is near to it"
        if self.nearest is not None:
            spelling, count = self.nearest
            times = "once" if count == 1 else f"{count:,} times"
            nearest = f'the nearest spelling there is "{spelling}" ({times})'
        return f'the name "{self.name}" does not stand in {self.source}: {nearest}'


def names_in_sources(case: Case, sources: Mapping[str, Source]) -> tuple[NameThere, ...]:
    """Every name of a voice or an actor that a source has, or should have by the case's word.

    Parameters
    ----------
    case : Case
        Declares voices, their aliases, and what each source calls them.
    sources : mapping of str to Source
        Those at hand, by the case's keys.

    Returns
    -------
    tuple of NameThere
        Source by source. Names declared for a source come first, also where it is not at hand;
        then the other names of the case that stand there. A name that a source claims means
        nobody else in it.

    Examples
    --------
    >>> from foedus.case import load
    >>> [one.holds for one in names_in_sources(load("dam"), {})]
    []
    """
    return tuple(
        name
        for reference in case.sources
        for name in _names(case, reference, sources.get(reference.key))
    )


def _names(case: Case, reference: SourceReference, source: Source | None) -> Iterator[NameThere]:
    own = {one.name: one for one in reference.names}
    claimed = set(map(folded_name, own))
    general = {
        name: means for name, means in declared_names(case) if folded_name(name) not in claimed
    }
    found = {} if source is None else find_names(source, (*own, *general))
    for name, one in own.items():
        count = None if source is None else len(found[name])
        nearest = None if source is None or count else nearest_spelling(source, name)
        yield NameThere(
            reference.key, one.means, name, count, is_its_own=True, nearest=nearest, place=one.place
        )
    for name, means in general.items():
        if found.get(name):
            yield NameThere(reference.key, means, name, len(found[name]))


def declared_names(case: Case) -> Iterator[tuple[str, str]]:
    """Every name of the case that is not a source's own, with the voice or actor that it means."""
    for actor in case.actors:
        for voice in actor.voices:
            yield from ((name, voice.name) for name in (voice.name, *voice.aliases))
        yield actor.name, actor.name


def who_speaks(case: Case) -> Iterator[tuple[str, str]]:
    """Every voice and actor as (name of the actor, own name), an actor behind its voices."""
    for actor in case.actors:
        yield from ((actor.name, voice.name) for voice in actor.voices)
        if actor.name not in {voice.name for voice in actor.voices}:
            yield actor.name, actor.name


def names_to_ask_about(case: Case, source: Source) -> tuple[NearName, ...]:
    """Spellings of a source that may be a declared name which no alias covers: questions only."""
    reference = next(one for one in case.sources if one.key == source.key)
    names = (*(one.name for one in reference.names), *(name for name, _ in declared_names(case)))
    return near_names(source, dict.fromkeys(names))
