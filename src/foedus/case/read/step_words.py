"""What do all steps say?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from foedus.case.read.context import text

if TYPE_CHECKING:
    from foedus.case.conditions import Condition
    from foedus.case.nodes import Mapping, Scalar
    from foedus.case.problems import Place
    from foedus.case.read.context import Context
    from foedus.case.values import Cite


class StepWords(TypedDict):
    """The words that all steps share, as keywords of `foedus.case.steps.Step`."""

    name: str
    when: Condition
    seen_by: tuple[str, ...] | None
    why: str | None
    cites: tuple[Cite, ...]
    against: tuple[Cite, ...]
    place: Place


def read_step_words(context: Context, node: Mapping, name: Scalar) -> StepWords:
    """Read name, guard, audience, reason and citations of a step."""
    grounds = context.grounds(node)
    return {
        "name": name.text.strip(),
        "when": context.condition(node.get("when")),
        "seen_by": context.audience(node.get("seen by")),
        "why": text(node, "why"),
        "cites": grounds.cites,
        "against": grounds.against,
        "place": name.place,
    }
