"""Through how many mouths did a testimony come, and do all who say so agree?

A testimony may name those from whom its speaker had it (`from`) and those who passed it on
(`through`), or its citation may. The remove is the number of mouths between the event and the page:
of all in the chain but the first, who was at the event.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.case.values import folded_name
from foedus.sources import Relay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.case.problems import Place, Problems
    from foedus.case.values import Cite
    from foedus.dates import HistoricalDate


@dataclass(frozen=True)
class Chain:
    """The way of a testimony from the event to the page.

    Attributes
    ----------
    before, behind
        From whom the speaker had it, and who passed it on.
    when
        When the speaker said it.
    """

    before: tuple[Relay, ...]
    by: str
    behind: tuple[Relay, ...]
    when: HistoricalDate | None = None

    @property
    def mouths(self) -> tuple[str, ...]:
        """Everybody in the chain, the one at the event first."""
        return (*(one.by for one in self.before), self.by, *(one.by for one in self.behind))

    @property
    def remove(self) -> int:
        """How many mouths lie between the event and the page."""
        return len(self.mouths) - 1

    def __str__(self) -> str:
        """Name everybody, the one at the event first."""
        return " to ".join(self.mouths)


def agreed_chain(
    written: Chain, cites: Iterable[Cite], place: Place, problems: Problems
) -> Chain | None:
    """The chain of a testimony: as written there, or else as its citations give it.

    Parameters
    ----------
    written
        What the testimony says; empty but for the speaker where it says nothing of a chain.
    cites
        Its citations, of which some may say through whom their words came.
    place
        Of the testimony.
    problems
        Takes what does not agree.

    Returns
    -------
    Chain or None
        None where neither says anything.
    """
    cited = list(dict.fromkeys(_cited_chains(written.by, cites)))
    is_silent = not written.before and not written.behind
    if is_silent and len({chain.mouths for chain in cited}) > 1:
        ways = "; ".join(map(str, cited))
        problems.add(
            place, f'its citations give several chains ({ways}): write "through", and "from"'
        )
    if is_silent:
        return cited[0] if cited else None
    if cited and not any(_is_same(written, one) for one in cited):
        problems.add(
            place, f"the chain ({written}) is not that of its citation ({cited[0]}): mend either"
        )
    refuse_repetition(written.mouths, place, problems)
    return written


def refuse_repetition(mouths: tuple[str, ...], place: Place, problems: Problems) -> None:
    """Refuse a chain in which somebody passes words on to himself."""
    for name, following in pairwise(mouths):
        if folded_name(name) == folded_name(following):
            problems.add(place, f'"{name}" stands twice in a row in the chain: name everybody once')
            return


def agreed_remove(
    chain: Chain | None, remove: int | None, place: Place, problems: Problems
) -> int | None:
    """The remove of a testimony, as written or else as its chain is long."""
    if chain is None:
        return remove
    if remove is not None and remove != chain.remove:
        between = ", ".join(chain.mouths[1:])
        problems.add(
            place,
            f'"remove: {remove}" and the chain do not agree: {chain} has {chain.remove} '
            f"{'mouth' if chain.remove == 1 else 'mouths'} between the event and the page"
            f"{f' ({between})' if between else ''}",
        )
    return chain.remove


def _cited_chains(by: str, cites: Iterable[Cite]) -> Iterator[Chain]:
    """The chains of the citations in which the speaker stands, seen from him."""
    for cite in cites:
        said = cite.attribution
        if said is None or not said.through or said.voice is None:
            continue
        names = [folded_name(name) for name in said.mouths]
        if folded_name(by) not in names:
            continue
        at = names.index(folded_name(by))
        if at == 0:
            yield Chain((), by, said.through)
            continue
        before = (Relay(said.voice), *said.through[: at - 1])
        yield Chain(before, by, said.through[at:], said.through[at - 1].when)


def _is_same(one: Chain, other: Chain) -> bool:
    return [*map(folded_name, one.mouths)] == [*map(folded_name, other.mouths)]
