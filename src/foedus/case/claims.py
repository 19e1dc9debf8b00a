"""What does a thesis assert, as a test that is true or false of one variant?

A test compares numbers: probabilities ``P(war | do(peking = object))``, an actor's own probability
``P[prc](…)``, expected worths ``E[prc](…)``, assumptions by name, and sums and products of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import ALWAYS, UNPLACED, Always, Condition
from foedus.case.values import plain

if TYPE_CHECKING:
    from foedus.case.problems import Place


@dataclass(frozen=True)
class Intervention:
    """``step = option`` inside ``do(…)`` or ``announced(…)``; a step may name a round."""

    step: str
    option: str
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"{self.step} = {self.option}"


@dataclass(frozen=True)
class HoldsBack:
    """``holds back(actor)`` inside ``do(…)``: the actor takes its declared restraint."""

    actor: str
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"holds back({self.actor})"


@dataclass(frozen=True)
class Quantity:
    """A number read off a solved variant.

    Attributes
    ----------
    measure
        ``probability`` of the event, or expected ``worth`` of `actor`.
    viewpoint
        Whose chance probabilities count: an actor's name or ``analyst``.
    event
        What is asked about (`Always` for a worth).
    given
        The condition, `Always` if none.
    done
        Unannounced interventions: all other behaviour stays as solved.
    announced
        Interventions known to all: the game is solved anew.
    actor
        Whose worth, for a worth.
    """

    measure: Literal["probability", "worth"]
    viewpoint: str
    event: Condition
    given: Condition = ALWAYS
    done: tuple[Intervention | HoldsBack, ...] = ()
    announced: tuple[Intervention, ...] = ()
    actor: str | None = None
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Give the canonical text, which also names the column of an ensemble."""
        conditions: list[str] = []
        if not isinstance(self.given, Always):
            conditions.append(str(self.given))
        if self.done:
            conditions.append(f"do({', '.join(map(str, self.done))})")
        if self.announced:
            conditions.append(f"announced({', '.join(map(str, self.announced))})")
        tail = f" | {', '.join(conditions)}" if conditions else ""
        if self.measure == "worth":
            inside = f"| {', '.join(conditions)}" if conditions else ""
            view = "" if self.viewpoint == self.actor else f", {self.viewpoint}"
            return f"E[{self.actor}{view}]({inside})"
        view = "" if self.viewpoint == "analyst" else f"[{self.viewpoint}]"
        return f"P{view}({self.event}{tail})"


@dataclass(frozen=True)
class Number:
    """A number written in a test."""

    value: float

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return plain(self.value)


@dataclass(frozen=True)
class AssumedValue:
    """The value of an assumption in the variant."""

    name: str
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return self.name


@dataclass(frozen=True)
class Arithmetic:
    """``left operator right``."""

    operator: Literal["+", "-", "*", "/"]
    left: Term
    right: Term

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"({self.left} {self.operator} {self.right})"


Term = Quantity | Number | AssumedValue | Arithmetic


@dataclass(frozen=True)
class Comparison:
    """``left operator right``: the smallest test."""

    operator: Literal["<", "<=", ">", ">="]
    left: Term
    right: Term

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"{self.left} {self.operator} {self.right}"


@dataclass(frozen=True)
class Negation:
    """The inner test fails."""

    inner: Test

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"not ({self.inner})"


@dataclass(frozen=True)
class Combination:
    """All parts hold (``and``), or at least one (``or``)."""

    operator: Literal["and", "or"]
    parts: tuple[Test, ...]

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f" {self.operator} ".join(f"({part})" for part in self.parts)


Test = Comparison | Negation | Combination
