"""What does the model take from the record that no source supports?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case import Case
    from foedus.record.tellings import Tellings


def silence_of(case: Case, tellings: Tellings) -> tuple[str, ...]:
    """One sentence for each, in the order of the case."""
    return (*_of_steps(case), *_of_record(case), *_of_knowledge(case, tellings))


def _of_steps(case: Case) -> Iterator[str]:
    """Steps of the play that stand neither in a source nor in the record."""
    taken = {entry.taken[0] for entry in case.record if entry.taken is not None}
    for step in case.play:
        phases = step.phases if isinstance(step, Plan) else ()
        is_cited = bool(step.cites) or any(phase.cites for phase in phases)
        if not is_cited and taken.isdisjoint(step.names()):
            yield f"the step {step.name} cites no source, and no entry records it"


def _of_record(case: Case) -> Iterator[str]:
    for entry in case.record:
        if not entry.cites:
            yield f"the entry {entry.name} cites no source"
    for entry in case.expected:
        yield f"the entry {entry.name} is expected, and stands in no source"
    entries = {entry.name for entry in (*case.record, *case.expected)}
    for one in case.agreements:
        if one.only_after is not None and one.only_after not in entries:
            yield (
                f'whether the agreement {one.name} may be in force, only after "{one.only_after}", '
                "is said in words, and not held against the record"
            )
    for kind, found in (
        ("claim", case.claims),
        ("agreement", case.agreements),
        ("rule", case.rules),
    ):
        yield from (f"the {kind} {one.name} cites no source" for one in found if not one.cites)


def _of_knowledge(case: Case, tellings: Tellings) -> Iterator[str]:
    """Options that the record ties and of which it does not say that anybody else knew."""
    for entry in case.record:
        if entry.taken is None:
            continue
        claim = " = ".join(entry.taken)
        told = tellings.actors_by_claim.get(claim, ())
        if not any(one.hearers or one.through for one in told) and len(told) < 2:  # noqa: PLR2004
            yield f"who else knew of {claim} ({entry.name}) is not told"
