"""Who contradicts whom in a case, and what rests on copies of one origin?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case import Case, Origins
    from foedus.record import Matter


def matters_in_words(matters: tuple[Matter, ...]) -> Iterator[str]:
    """How many matters there are, then a line on each on which the case names positions."""
    if not matters:
        return
    told = [matter for matter in matters if matter.told]
    plural = "" if len(matters) == 1 else "s"
    yield f"Testimony on {len(matters)} matter{plural}{':' if told else '.'}"
    for matter in told:
        count = len(matter.told)
        yield (
            f'  "{matter.name}": {count} position{"" if count == 1 else "s"}, from '
            f"{number_of_origins(matter.origins)}"
        )


def number_of_origins(origins: Origins) -> str:
    """How many origins there are, as far as the case says.

    >>> from foedus.case import Origins
    >>> number_of_origins(Origins(()))
    '0 origins'
    """
    if origins.are_counted:
        return f"{origins.at_most:,} origin{'' if origins.at_most == 1 else 's'}"
    return (
        f"{origins.at_least:,} to {origins.at_most:,} origins (whether they are independent is not "
        "said)"
    )


def resting_on_one_origin(case: Case, matters: tuple[Matter, ...]) -> Iterator[str]:
    """What looks better founded than it is: a sentence each, with its place."""
    from foedus.case import origins_of_cites

    for matter in matters:
        for position in matter.positions:
            if position.name is not None and position.rests_on_one_origin:
                place = position.statements[0].testimony.place
                yield (
                    f'{place}: on "{matter.name}", {len(position.statements)} statements take the '
                    f'position "{position.name}", but they have one origin: '
                    f"{position.origins.distinct[0].name}"
                )
    for combination in case.combinations:
        for one in case.under(combination).assertions():
            for cites in (one.cites, one.against):
                origins = origins_of_cites(case, cites)
                if len({cite.source for cite in cites}) > 1 and origins.at_most == 1:
                    yield (
                        f"{cites[0].place}: the {len(cites)} citations here count once, since they "
                        f"have one origin: {origins.distinct[0].name}"
                    )
