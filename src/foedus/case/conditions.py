"""When does something hold?

A condition is a statement about the steps of a play: which option was taken, whether a step was
reached, or a named fact, joined by and, or, not. It is a value, parsed from the case and never
evaluated as Python.

The same values serve at two levels. As the author writes them, names may be institutions
(``council = agreed``) and facts; after expansion (see `foedus.game`) they speak only of ordinary
moves and chance steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.case.problems import Place

UNPLACED = Place("", 0, 0)


@dataclass(frozen=True)
class Always:
    """Holds in every history."""

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return "always"


ALWAYS = Always()


@dataclass(frozen=True)
class Taken:
    """A step was reached and one of these options was taken: ``step = a`` or ``step in (a, b)``."""

    step: str
    options: tuple[str, ...]
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        if len(self.options) == 1:
            return f"{self.step} = {self.options[0]}"
        return f"{self.step} in ({', '.join(self.options)})"


@dataclass(frozen=True)
class Reached:
    """A step was reached, whatever was chosen there: ``reached(step)``."""

    step: str
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"reached({self.step})"


@dataclass(frozen=True)
class Fact:
    """A named fact, or an outcome, of the case."""

    name: str
    place: Place = field(default=UNPLACED, compare=False)

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return self.name


@dataclass(frozen=True)
class Not:
    """The inner condition does not hold. ``step != a`` is ``not (step = a)``."""

    inner: Condition

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return f"not ({self.inner})"


@dataclass(frozen=True)
class And:
    """All parts hold."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return " and ".join(_grouped(part) for part in self.parts)


@dataclass(frozen=True)
class Or:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        """Write it as the author of a case would."""
        return " or ".join(_grouped(part) for part in self.parts)


Condition = Always | Taken | Reached | Fact | Not | And | Or


def all_of(*parts: Condition) -> Condition:
    """Join conditions, without needless `Always` and nesting."""
    kept = tuple(part for part in parts if not isinstance(part, Always))
    if not kept:
        return Always()
    return kept[0] if len(kept) == 1 else And(kept)


def _grouped(part: Condition) -> str:
    return f"({part})" if isinstance(part, And | Or) else str(part)
