"""Which claims does the case put to the test?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.claim_text import parse_test
from foedus.case.claims import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    HoldsBack,
    Intervention,
    Negation,
    Number,
    Quantity,
    Term,
    Test,
)
from foedus.case.conditions import Taken
from foedus.case.model import Thesis
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.shape import is_excused
from foedus.case.steps import Consent
from foedus.case.tokens import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.read.context import Context


def read_theses(context: Context, restrained: set[str]) -> tuple[Thesis, ...]:
    """The section ``theses``.

    Parameters
    ----------
    context
        Of this reading.
    restrained
        The actors with a restraint, of which ``holds back`` may speak.
    """
    found: list[Thesis] = []
    for key, node in context.section("theses"):
        if not isinstance(node, Mapping):
            continue
        test = _test(context, node.get("test"), restrained)
        if test is not None:
            grounds = context.grounds(node)
            found.append(
                Thesis(
                    key.text,
                    text(node, "says") or "",
                    test,
                    text(node, "by"),
                    grounds.cites,
                    key.place,
                    grounds.against,
                )
            )
    return tuple(found)


def _test(context: Context, node: Node | None, restrained: set[str]) -> Test | None:
    if not isinstance(node, Scalar):
        return None
    try:
        test = parse_test(node)
    except ExpressionError as error:
        context.problems.add(error.place, error.message)
        return None
    for term in terms_of(test):
        _check(context, term, restrained)
    return test


def terms_of(test: Test | Term) -> Iterator[Quantity | AssumedValue]:
    """The quantities and assumptions that a test compares, from left to right."""
    match test:
        case Quantity() | AssumedValue():
            yield test
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            yield from terms_of(left)
            yield from terms_of(right)
        case Negation(inner):
            yield from terms_of(inner)
        case Combination(_, parts):
            for part in parts:
                yield from terms_of(part)
        case Number():
            return


def _check(context: Context, term: Quantity | AssumedValue, restrained: set[str]) -> None:
    if isinstance(term, AssumedValue):
        context.register.use(term.name, "test", term.place)
        return
    context.is_viewpoint(term.viewpoint, term.place)
    if term.actor is not None and term.actor != term.viewpoint:
        context.is_actor(term.actor, term.place)
    context.scope.check(term.event)
    context.scope.check(term.given)
    for intervention in (*term.done, *term.announced):
        if isinstance(intervention, HoldsBack):
            if (
                context.is_actor(intervention.actor, intervention.place)
                and intervention.actor not in restrained
                and not is_excused(intervention.actor, context.damaged)
            ):
                context.problems.add(
                    intervention.place,
                    f'"{intervention.actor}" has no restraint: say under actors which option of '
                    "which step counts as holding back",
                )
        else:
            _check_intervention(context, intervention)


def _check_intervention(context: Context, intervention: Intervention) -> None:
    consents = [step for step in context.scope.play if isinstance(step, Consent)]
    for consent in consents:
        if intervention.step == consent.name and consent.parties:
            context.problems.add(
                intervention.place,
                f'"{consent.name}" is settled by its voices: intervene on one of them, such as '
                f"{consent.name}.{consent.parties[0]}",
            )
            return
    taken = Taken(intervention.step, (intervention.option,), intervention.place)
    context.scope.check(taken)
