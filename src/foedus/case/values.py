"""What does the author assert, and on whose word?

The values of a case. All are immutable; every one that came from a line of the file knows its
`Place`, and every assertion carries its citations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import ALWAYS, UNPLACED, Condition

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.dates import HistoricalDate
    from foedus.sources import Attribution, Relay, Remark

ANALYST = "analyst"
KAPPA_RANGE = (4.05, 29.4)
"""Default bounds of κ: at a difference of a tenth of its range an actor takes the better option
with a probability between 0.6 and 0.95."""


def plain(value: float) -> str:
    """A number as an author would write it, without loss.

    >>> plain(40.0), plain(0.1), plain(-1e-09)
    ('40', '0.1', '-1e-09')
    """
    is_whole = abs(value) < 1e15 and value == int(value)  # noqa: PLR2004
    return repr(int(value)) if is_whole else repr(value)


def folded_name(name: str) -> str:
    """A name of somebody or something, whatever its case and spacing.

    >>> folded_name(" His  Worship")
    'his worship'
    """
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class Cite:
    """Where a passage stands: a source and its first and last few words.

    Attributes
    ----------
    source
        Key of a declared source.
    start, end
        First and last few words of the passage; both None when the source is named as a whole.
    fingerprint
        Of the whole passage (see `foedus.sources.fingerprint`).
    attribution
        Whose words the passage is; None where the case does not say. Said at one citation of a
        passage, it holds for all of them.
    origin
        The utterance or document that the passage goes back to; None where the case does not say.
    """

    source: str
    start: str | None = None
    end: str | None = None
    fingerprint: str | None = None
    place: Place = field(default=UNPLACED, compare=False)
    attribution: Attribution | None = field(default=None, compare=False)
    origin: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Grounds:
    """The passages behind an assertion, and those that speak against it."""

    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()

    def or_else(self, outer: Grounds) -> Grounds:
        """These; in the place of either kind that is missing, those of what stands around."""
        return Grounds(self.cites or outer.cites, self.against or outer.against)


NO_GROUNDS = Grounds()


@dataclass(frozen=True)
class SourceReference:
    """A source as the case declares it; its text need not be at hand.

    Attributes
    ----------
    copy_of
        Key of the source of which it is a reprint, a translation or an extract.
    origin
        The utterance or document that it goes back to, by a name of the author's choice.
    """

    key: str
    title: str
    author: str | None = None
    year: str | None = None
    file: str | None = None
    where: str | None = None
    place: Place = field(default=UNPLACED, compare=False)
    copy_of: str | None = None
    origin: str | None = None
    marks: tuple[MarkByHand, ...] = ()
    names: tuple[SourceName, ...] = ()


@dataclass(frozen=True)
class MarkByHand:
    """A mark, or an editor's guess, that a person adds to a source."""

    remark: Remark
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class SourceName:
    """A name exactly as a source writes it.

    Attributes
    ----------
    means
        The name of the declared voice or actor that this source means by it.
    """

    name: str
    means: str
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Voice:
    """A person or body that speaks for an actor, with the names that sources give it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Actor:
    """A decision maker.

    Attributes
    ----------
    restraint
        (step, option) that counts as holding back.
    """

    key: str
    name: str
    voices: tuple[Voice, ...] = ()
    restraint: tuple[str, str] | None = None
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Linear:
    """A sum of assumptions with factors, and a constant: Σ c_k θ_k + constant."""

    terms: tuple[tuple[str, float], ...] = ()
    constant: float = 0.0

    def scaled(self, factor: float) -> Linear:
        """The same sum times a factor."""
        return Linear(
            tuple((name, value * factor) for name, value in self.terms), self.constant * factor
        )

    def __str__(self) -> str:
        """Give the sum as an author would write it."""
        parts = [_product(factor, name) for name, factor in self.terms]
        if self.constant or not parts:
            parts.append(plain(self.constant))
        return " + ".join(parts).replace("+ -", "- ")


def _product(factor: float, name: str) -> str:
    if abs(factor) == 1:
        return name if factor > 0 else f"-{name}"
    return f"{plain(factor)} * {name}"


@dataclass(frozen=True)
class Assumption:
    """A named quantity that the sources leave open, or that the author set.

    Attributes
    ----------
    name
        As written, or made from where it stands (``P[river](ground = soft)``).
    kind
        How the case uses it; it decides the default range of an unknown one.
    low, high
        Its own bounds; equal for a plain number.
    distribution
        Uniform unless the case names another.
    stated
        How the author wrote it: ``likely (icd203_2015)``, ``between -100 and -40``, ``unknown``.
    is_stated
        False where the case is silent and the assumption had to be supplied as unknown.
    """

    name: str
    kind: Literal["worth", "price", "probability", "strength", "rationality"]
    low: float
    high: float
    distribution: Literal["uniform", "log-uniform"] = "uniform"
    stated: str = "unknown"
    is_stated: bool = True
    cites: tuple[Cite, ...] = ()
    note: str | None = None
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()

    @property
    def is_fixed(self) -> bool:
        """Whether the author gave a single number."""
        return self.low == self.high


@dataclass(frozen=True)
class Order:
    """One assumption is less than another."""

    lesser: str
    greater: str
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Simplex:
    """Probabilities of one chance step that cannot exceed one together.

    Attributes
    ----------
    parts
        Assumptions for the options that are stated.
    is_complete
        True where every option is stated: then they sum to exactly one. Otherwise the last option
        takes what is left.
    """

    parts: tuple[str, ...]
    is_complete: bool
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Belief:
    """A viewpoint's own probability for an option of a chance step.

    Attributes
    ----------
    holder
        An actor, or ``analyst``.
    given
        Where it applies; the first belief of a step whose condition holds counts.
    assumption
        The name of the quantity; None marks the one option that takes what the others leave.
    """

    holder: str
    step: str
    option: str
    assumption: str | None
    given: Condition = ALWAYS
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()


@dataclass(frozen=True)
class Preference:
    """A worth that an actor receives in every history where a condition holds."""

    actor: str
    when: Condition
    worth: Linear
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A named class of terminal histories."""

    name: str
    when: Condition
    label: str | None = None
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Reading:
    """A scholar's interpretation, on an axis, laid over the case."""

    axis: str
    name: str
    by: str | None = None
    says: str | None = None
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()


@dataclass(frozen=True)
class Testimony:
    """What somebody says about a matter on which others may say otherwise.

    Attributes
    ----------
    matter
        What it is about; testimonies with the same matter stand side by side.
    by, to
        A voice, an actor, or anybody by name, and who heard it.
    remove
        How many mouths lie between the event and the page: 0 for an eye witness's own words.
    layer
        Whether the source reports it as fact, reports somebody's words, or infers it.
    speaker, hearer
        The declared voice or actor that `by` and `to` name, perhaps by an alias; None for others.
    heard_from
        Whom the speaker had it from, the one who was at the event first; empty where the speaker
        was there, or where nothing is said.
    through
        Who passed the statement on, from the one next to the speaker to the one next to the page.
    position
        The version told, by a short name: statements of one position agree, those of others
        contradict them. None where that is not said.
    origin
        The utterance or document that it goes back to; None where that is not said.
    against
        Passages that speak against it.
    """

    matter: str
    by: str
    says: str
    to: str | None = None
    remove: int | None = None
    when: HistoricalDate | None = None
    layer: Literal["fact", "report", "inference"] = "report"
    supports: Condition | None = None
    speaker: str | None = None
    hearer: str | None = None
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()
    heard_from: tuple[Relay, ...] = ()
    through: tuple[Relay, ...] = ()
    position: str | None = None
    origin: str | None = None
