"""What was agreed, between whom, and when is it to be in force?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.events import Agreement, AgreementState
from foedus.case.nodes import Mapping, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import text
from foedus.case.shape import is_excused

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf

    from foedus.case.events import Party
    from foedus.case.nodes import Node
    from foedus.case.read.context import Context
    from foedus.case.read.parties import PartyReader


def read_agreements(context: Context, parties: PartyReader) -> dict[str, Agreement]:
    """Read the section ``agreements``, by name."""
    return {
        key.text: _agreement(context, parties, key, node)
        for key, node in context.section("agreements")
        if isinstance(node, Mapping)
    }


def _agreement(context: Context, parties: PartyReader, key: Scalar, node: Mapping) -> Agreement:
    grounds = context.grounds(node)
    _ask_about_near_entry(context, node.get("only after"))
    return Agreement(
        name=key.text,
        says=text(node, "says") or "",
        between=parties.parties((node.get("between"),), grounds.cites),
        binds=text(node, "binds"),
        only_after=text(node, "only after"),
        cites=grounds.cites,
        against=grounds.against,
        place=key.place,
    )


def _ask_about_near_entry(context: Context, node: Node | None) -> None:
    """Warn of words that are nearly the name of an entry, and so perhaps meant for it."""
    if not isinstance(node, Scalar):
        return
    words, entries = node.text.strip(), (*context.entry_names, *context.expected_names)
    if words in entries or " " in words:
        return
    hint = did_you_mean(words, sorted(entries))
    if hint.startswith("did"):
        context.problems.warn(
            node.place, f'"{words}" is taken for words, since no entry has this name: {hint}'
        )


def read_makes(
    context: Context,
    node: Node | None,
    agreements: MappingOf[str, Agreement],
    took_part: tuple[Party, ...],
    parties: PartyReader,
) -> tuple[tuple[str, AgreementState], ...]:
    """The agreements that an entry brings to a state, of those that there are."""
    found: list[tuple[str, AgreementState]] = []
    for key, value in node.entries if isinstance(node, Mapping) else ():
        agreement = agreements.get(key.text)
        if agreement is None:
            if not is_excused(key.text, context.damaged) and "agreements" not in context.lost:
                hint = did_you_mean(key.text, tuple(agreements))
                context.problems.add(key.place, f'there is no agreement "{key.text}": {hint}')
            continue
        if isinstance(value, Scalar):
            found.append((key.text, AgreementState(value.text.strip())))
        if took_part and not any(parties.is_among(one, took_part) for one in agreement.between):
            names = ", ".join(one.written for one in agreement.between)
            context.problems.warn(
                key.place, f'none of the parties of "{key.text}" ({names}) took part in this entry'
            )
    return tuple(found)
