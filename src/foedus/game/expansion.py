"""What is left of a play when its institutions are spelled out?

Ordinary moves, chance steps and revelations, in order; definitions that give meaning to the names
that the author may use; and charges, which say who pays or receives what, and when. The solver
never hears of institutions: `foedus show --expand` prints exactly this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import ALWAYS, UNPLACED, Condition

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.steps import Contest, Option
    from foedus.case.values import Belief, Linear


@dataclass(frozen=True, kw_only=True)
class Primitive:
    """A move, a chance step, or a revelation.

    Attributes
    ----------
    name
        Unique; ``council.1.river`` for the river's voice in the first round of the council.
    step
        The step of the play that it belongs to: what ``do(…)`` and conditions call it when they
        name no round. Several primitives can share it (rounds).
    kind
        ``move``; ``chance``; or ``reveal``, which is no node: it takes the option that `copies`
        took and shows it to its audience.
    actor
        Who moves; None for chance and revelation.
    when
        The guard, over primitives alone.
    seen_by
        Who sees the option as it is taken (the mover always does).
    revealed
        Who sees it later, and after which primitive.
    contest
        For the chance step of a contest: where its odds come from.
    beliefs
        For a chance step: what each viewpoint holds likely there, its conditions over primitives.
    source
        The step of the play as the author wrote it (``council`` for ``council.1.river``).
    """

    name: str
    step: str
    kind: Literal["move", "chance", "reveal"]
    options: tuple[Option, ...]
    actor: str | None = None
    when: Condition = ALWAYS
    seen_by: tuple[str, ...] = ()
    revealed: tuple[tuple[str, str], ...] = ()
    copies: str | None = None
    contest: Contest | None = None
    beliefs: tuple[Belief, ...] = ()
    source: str = ""
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Definition:
    """The meaning of a name that is no primitive: for each option, a condition over primitives.

    ``council`` is *agreed* where …, *lapsed* where …; ``council.river`` is what the river said in
    the last round that was reached.

    Attributes
    ----------
    rounds
        The names, one for each round, of which it is the last that was reached: what ``do(…)``
        replaces. Empty for a value that several voices settle, such as ``council``.
    """

    name: str
    meanings: tuple[tuple[str, Condition], ...]
    rounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Charge:
    """What an actor receives (negative: pays) in every history where a condition holds."""

    actor: str
    when: Condition
    amount: Linear
    reason: str


@dataclass(frozen=True)
class Expansion:
    """A play in ordinary moves. All conditions are over primitives alone.

    Attributes
    ----------
    facts
        The author's facts, those that institutions define (``council.breached``), and
        ``recorded``: everything the record ties to a step up to ``evidence until``.
    """

    primitives: tuple[Primitive, ...]
    definitions: tuple[Definition, ...]
    charges: tuple[Charge, ...]
    facts: tuple[tuple[str, Condition], ...]
    outcomes: tuple[tuple[str, Condition], ...]
