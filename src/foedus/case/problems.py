"""What is wrong with a case, and where?

Every mistake becomes one `Problem`: a sentence with its file, line and column. A reader collects
all of them before it gives up, so that an author sees every mistake of a file at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from foedus._user_error import UserError

NEAR_ENOUGH = 60.0
"""Least similarity (0 to 100) at which a name is suggested instead of an unknown one."""


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file, counted from 1 as editors do."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write it as compilers and editors do; line 0 stands for a file as a whole."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, in words for the author of the case."""

    place: Place
    message: str

    def __str__(self) -> str:
        """Write it after its place."""
        return f"{self.place}: {self.message}"


class CaseError(UserError):
    """A case that cannot be used, with all its problems in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


MOST_LISTED = 15
"""So many right names are listed; of more, the three nearest."""
MOST_PROBLEMS = 500
"""After so many mistakes a file is not read any further."""


@dataclass
class Problems:
    """Collects mistakes and warnings while a case is read."""

    found: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])

    def add(self, place: Place, message: str) -> None:
        """Note a mistake that makes the case unusable.

        Raises
        ------
        CaseError
            If there are more than `MOST_PROBLEMS`.
        """
        self.found.append(Problem(place, message))
        if len(self.found) > MOST_PROBLEMS:
            raise CaseError(self.found)

    def warn(self, place: Place, message: str) -> None:
        """Note something surprising that the author should know."""
        self.warnings.append(Problem(place, message))

    def raise_if_any(self) -> None:
        """Give up, with every mistake found so far.

        Raises
        ------
        CaseError
            If anything was added.
        """
        if self.found:
            raise CaseError(self.found)


def under_readings(combination: tuple[str, ...]) -> str:
    """What a message ends with that holds only with these readings laid over the case.

    >>> under_readings(("bold", "loose"))
    ' (under the reading bold + loose)'
    >>> under_readings(())
    ''
    """
    return f" (under the reading {' + '.join(combination)})" if combination else ""


def did_you_mean(name: str, allowed: list[str] | tuple[str, ...]) -> str:
    """Words that name the nearest right name, or list what is allowed.

    >>> did_you_mean("uplnd", ["upland", "river"])
    'did you mean "upland"?'
    >>> did_you_mean("x", ["upland", "river"])
    'allowed: river, upland'
    """
    best = process.extractOne(name, allowed, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    if best is not None:
        return f'did you mean "{best[0]}"?'
    if not allowed:
        return "nothing of this kind is declared"
    if len(allowed) > MOST_LISTED:
        nearest = process.extract(name, allowed, scorer=fuzz.ratio, limit=3)
        names = ", ".join(f'"{each[0]}"' for each in nearest)
        return f"the nearest of {len(allowed)} names are {names}"
    return "allowed: " + ", ".join(sorted(allowed))
