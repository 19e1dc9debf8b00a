"""What may stand in a play?

One value for each word: move, event, type, and the institutions consent, pledge, bar, plan, message
and contest. They say what the author wrote; `foedus.game` expands institutions into ordinary moves.

Each step answers `names()`: the names that conditions may use, each with its options. The first is
the step itself. Expansion gives meaning to exactly these names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import ALWAYS, UNPLACED, Condition, Taken

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.values import Cite, Linear

AGREED, LAPSED = "agreed", "lapsed"
AGREE, OBJECT = "agree", "object"
GIVE, WITHHOLD = "give", "withhold"
KEEP, BREAK = "keep", "break"
START, STOP = "start", "stop"
ACCEPT, REFUSE = "accept", "refuse"
TRUST, VERIFY = "trust", "verify"
MOST_OPTIONS = 254
"""Options that a step may have: what was taken is kept in one byte a step."""


@dataclass(frozen=True)
class Option:
    """One thing an actor may do at a step, offered only while `when` holds."""

    name: str
    when: Condition = ALWAYS
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True, kw_only=True)
class Step:
    """What all steps share.

    Attributes
    ----------
    name
        How conditions refer to it.
    when
        The guard: the step is reached only while this holds.
    seen_by
        The audience; None means everyone. Whoever moves sees its own move.
    why
        Why the step is there, in the author's words.
    """

    name: str
    when: Condition = ALWAYS
    seen_by: tuple[str, ...] | None = None
    why: str | None = None
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)

    def names(self) -> dict[str, tuple[str, ...]]:
        """Every name this step defines, with its options."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Move(Step):
    """One actor chooses among options."""

    actor: str
    options: tuple[Option, ...]

    def names(self) -> dict[str, tuple[str, ...]]:
        """The move with its options."""
        return {self.name: tuple(option.name for option in self.options)}


@dataclass(frozen=True, kw_only=True)
class Event(Step):
    """Chance decides among options; each viewpoint has its own probabilities."""

    options: tuple[Option, ...]

    def names(self) -> dict[str, tuple[str, ...]]:
        """The event with its options."""
        return {self.name: tuple(option.name for option in self.options)}


@dataclass(frozen=True, kw_only=True)
class Type(Step):
    """Chance at the start that only some actors learn (`seen_by` holds who knows)."""

    options: tuple[Option, ...]

    def names(self) -> dict[str, tuple[str, ...]]:
        """The type with its options."""
        return {self.name: tuple(option.name for option in self.options)}


@dataclass(frozen=True)
class Rule:
    """When a round of voices is carried.

    ``unanimous``: all parties agree. ``count``: at least `count` do. ``veto``: none of `holders`
    objects.
    """

    kind: Literal["unanimous", "count", "veto"]
    count: int = 0
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Consent(Step):
    """Several parties must agree; a negative voice defers.

    Attributes
    ----------
    parties
        In the order in which they speak.
    deferrals
        How many further rounds a negative voice allows; then the matter has lapsed.
    delay_prices
        What each party pays for each further round (positive numbers are costs).
    replay_from
        The step to which a deferral sends the play back; None repeats the voices alone.
    all_speak
        A round goes on after it is settled.
    at_once
        The parties of a round do not hear each other.
    forbids
        What may not be done without consent.
    is_binding
        Takes the forbidden option away; otherwise it stays open, and taking it is a breach.
    breach_costs
        What an actor pays for a breach.
    """

    parties: tuple[str, ...]
    rule: Rule
    deferrals: int = 0
    delay_prices: tuple[tuple[str, Linear], ...] = ()
    replay_from: str | None = None
    all_speak: bool = False
    at_once: bool = False
    forbids: Taken | None = None
    is_binding: bool = False
    breach_costs: tuple[tuple[str, Linear], ...] = ()

    def names(self) -> dict[str, tuple[str, ...]]:
        """The consent, each voice (the last it gave), and each voice of each round."""
        voices = (AGREE, OBJECT)
        names: dict[str, tuple[str, ...]] = {self.name: (AGREED, LAPSED)}
        names |= {f"{self.name}.{party}": voices for party in self.parties}
        for number in range(1, self.deferrals + 2):
            names |= {f"{self.name}.{number}.{party}": voices for party in self.parties}
        return names

    def facts(self) -> tuple[str, ...]:
        """Facts that the institution defines by itself."""
        deferred = (f"{self.name}.deferred",) if self.deferrals else ()
        return (*deferred, f"{self.name}.breached") if self.forbids else deferred


@dataclass(frozen=True, kw_only=True)
class Pledge(Step):
    """A promise to act if something happens.

    Attributes
    ----------
    by, to
        Who promises whom.
    trigger
        When it comes due.
    then
        The option that keeps it; None adds a move ``name.due`` with keep and break where the
        trigger is settled, asked only if the pledge was given.
    breaking_cost
        What `by` pays if it was given, came due and was not kept.
    """

    by: str
    to: str
    trigger: Condition
    then: Taken | None = None
    breaking_cost: Linear | None = None

    def names(self) -> dict[str, tuple[str, ...]]:
        """The pledge, and ``name.due`` where keeping it is a move of its own."""
        names: dict[str, tuple[str, ...]] = {self.name: (GIVE, WITHHOLD)}
        if self.then is None:
            names[f"{self.name}.due"] = (KEEP, BREAK)
        return names

    def facts(self) -> tuple[str, ...]:
        """Facts that the institution defines by itself."""
        return (f"{self.name}.kept", f"{self.name}.broken")


@dataclass(frozen=True, kw_only=True)
class Bar(Step):
    """An obligation to a third party that takes an option away or puts a price on it.

    `when` says while it is in force; `forbids` names the options, and the actor of that step pays.
    """

    forbids: Taken
    owed_to: str | None = None
    is_binding: bool = False
    price: Linear | None = None

    def names(self) -> dict[str, tuple[str, ...]]:
        """A bar is no choice and has no options."""
        return {}

    def facts(self) -> tuple[str, ...]:
        """Facts that the institution defines by itself."""
        return (f"{self.name}.breached",)


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a plan is for; unseen outside its audience."""

    options: tuple[Option, ...]
    seen_by: tuple[str, ...]
    is_type: bool = False
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stage of a plan: the owner starts it or stops there, once its condition holds.

    Attributes
    ----------
    name
        The phase; conditions write ``plan.phase``.
    answer_by
        The actor whose answer (``plan.phase.answer``: accept or refuse) the phase waits for.
    """

    name: str
    when: Condition = ALWAYS
    seen_by: tuple[str, ...] | None = None
    answer_by: str | None = None
    why: str | None = None
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True, kw_only=True)
class Plan(Step):
    """Phases, each with a condition for starting, in the service of a purpose.

    A phase is reached when its condition holds and the phase before it was started.
    """

    by: str
    phases: tuple[Phase, ...]
    purpose: Purpose | None = None

    def names(self) -> dict[str, tuple[str, ...]]:
        """The purpose, each phase, and the answers that phases wait for."""
        names: dict[str, tuple[str, ...]] = {}
        if self.purpose is not None:
            names[f"{self.name}.purpose"] = tuple(option.name for option in self.purpose.options)
        for phase in self.phases:
            names[f"{self.name}.{phase.name}"] = (START, STOP)
            if phase.answer_by is not None:
                names[f"{self.name}.{phase.name}.answer"] = (ACCEPT, REFUSE)
        return names


@dataclass(frozen=True, kw_only=True)
class Verify:
    """The hearer may ask through another channel.

    Attributes
    ----------
    asks
        The actor who answers.
    price
        What the hearer pays for asking.
    is_truthful
        The answer is what the answerer knows, and no move.
    """

    asks: str
    price: Linear | None = None
    is_truthful: bool = False
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True, kw_only=True)
class Message(Step):
    """One actor tells another what it alone knows, truthfully or not.

    Its options are those of the step it is about. With `verify`, the hearer then moves at
    ``name.check`` (trust or verify), and ``name.answer`` holds what the other channel says.
    """

    by: str
    to: str
    about: str
    options: tuple[str, ...] = ()
    verify: Verify | None = None

    def names(self) -> dict[str, tuple[str, ...]]:
        """What is told, whether it is checked, and what the other channel says."""
        names: dict[str, tuple[str, ...]] = {self.name: self.options}
        if self.verify is not None:
            names[f"{self.name}.check"] = (TRUST, VERIFY)
            names[f"{self.name}.answer"] = self.options
        return names


@dataclass(frozen=True)
class Reinforcement:
    """What a side gains in strength while a condition holds."""

    when: Condition
    strength: Linear


@dataclass(frozen=True)
class Side:
    """One side of a contest: its option's name, and its strength."""

    name: str
    strength: Linear
    adds: tuple[Reinforcement, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Estimate:
    """An actor's own estimate of a contest, where it differs from the common one."""

    holder: str
    strengths: tuple[tuple[str, Linear], ...] = ()
    decisiveness: Linear | None = None


@dataclass(frozen=True, kw_only=True)
class Contest(Step):
    """An event whose odds are s₁^m : s₂^m (Tullock 1980; Hirshleifer 1989).

    The option named after a side means that this side prevails.
    """

    sides: tuple[Side, Side]
    decisiveness: Linear
    estimates: tuple[Estimate, ...] = ()

    def names(self) -> dict[str, tuple[str, ...]]:
        """The contest, with its sides as options."""
        return {self.name: tuple(side.name for side in self.sides)}


AnyStep = Move | Event | Type | Consent | Pledge | Bar | Plan | Message | Contest
