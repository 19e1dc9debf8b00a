"""From the name of a case, or a file, to a `Case`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.case.bibliography import with_bibliography
from foedus.case.collector import collector_at_rest
from foedus.case.model import BASE, Case
from foedus.case.nodes import LARGEST, Mapping, Scalar, read_nodes
from foedus.case.problems import (
    CaseError,
    Place,
    Problem,
    Problems,
    did_you_mean,
    under_readings,
)
from foedus.case.read.overlay import combinations, refuse_idle_assumptions, under
from foedus.case.read.whole import Origin, read_case

if TYPE_CHECKING:
    from foedus.case.register import Draft

CASE_FILE = "case.yaml"


@dataclass(frozen=True)
class BuiltIn:
    """A case that comes with the package."""

    name: str
    title: str
    path: Path


class CaseNotFoundError(CaseError):
    """No built-in case has this name, and no file this path."""


@cache
def built_in_cases() -> tuple[BuiltIn, ...]:
    """The cases that come with the package, by name.

    Examples
    --------
    >>> "dam" in [case.name for case in built_in_cases()]
    True
    """
    found: list[BuiltIn] = []
    for folder in sorted(files("foedus").joinpath("cases").iterdir(), key=lambda one: one.name):
        file = folder.joinpath(CASE_FILE)
        if folder.is_dir() and file.is_file():
            with as_file(file) as path:
                root = read_nodes(path.read_text(encoding="utf-8"), str(path), Problems())
                title = root.get("title") if isinstance(root, Mapping) else None
                name = title.text if isinstance(title, Scalar) else folder.name
                found.append(BuiltIn(folder.name, name, path))
    return tuple(found)


def load(case: str | Path) -> Case:
    """Read a case, under no reading; `Case.under` gives it under the others.

    Parameters
    ----------
    case
        The name of a built-in case, a file, or a folder that holds ``case.yaml``.

    Returns
    -------
    Case
        With every name resolved and `Case.overlaid` filled.

    Raises
    ------
    CaseError
        With every mistake in the file.
    CaseNotFoundError
        If there is no such case.

    Examples
    --------
    >>> load("dam").title
    'The dam above the river town'
    """
    path = _find(case)
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = Problem(Place(name, 1, 1), f"the file cannot be read: {error.strerror}")
        raise CaseError([problem]) from error
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes; a case has at most {LARGEST:,}"
        raise CaseError([Problem(Place(name, 1, 1), message)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = "the file is not UTF-8 from here on: save it as UTF-8"
        raise CaseError([Problem(Place(name, line, column), message)]) from error
    with collector_at_rest():
        return _read(text, path, hashlib.sha256(data).hexdigest())


def loads(text: str, name: str = "case.yaml") -> Case:
    """Read a case from text.

    Parameters
    ----------
    text
        What a case file would hold.
    name
        What messages call the file.

    Raises
    ------
    CaseError
        With every mistake in the text.
    """
    encoded = text.encode("utf-8", errors="surrogatepass")
    if len(encoded) > LARGEST:
        message = f"the text has {len(encoded):,} bytes; a case has at most {LARGEST:,}"
        raise CaseError([Problem(Place(name, 1, 1), message)])
    with collector_at_rest():
        return _read(text, Path(name), hashlib.sha256(encoded).hexdigest())


def _find(case: str | Path) -> Path:
    path = Path(case)
    for built_in in built_in_cases():
        if str(case) == built_in.name:
            return built_in.path
    try:
        if path.is_dir() and (path / CASE_FILE).is_file():
            return path / CASE_FILE
        if path.is_file():
            return path
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    place = Place(str(case), 0, 0)
    if is_folder:
        message = f"this folder holds no {CASE_FILE}"
    else:
        names = tuple(built_in.name for built_in in built_in_cases())
        hint = did_you_mean(str(case), names)
        message = f"there is no such file, nor a built-in case of this name: {hint}"
    raise CaseNotFoundError([Problem(place, message)])


def _read(text: str, path: Path, text_hash: str) -> Case:
    """Read the text under no reading, then under every combination."""
    problems = Problems()
    root = read_nodes(text, str(path), problems)
    if root is None:
        problems.raise_if_any()
        raise CaseError([])
    root, taken = with_bibliography(root, path, problems)
    if taken:
        text_hash = hashlib.sha256(f"{text_hash}\n{taken}".encode()).hexdigest()
    base = read_case(root, Origin(path, text_hash, BASE), problems)
    overlaid: list[tuple[tuple[str, ...], Case]] = []
    idle: dict[tuple[str, ...], set[str]] = {}
    if isinstance(root, Mapping) and base is not None:
        for combination in combinations(root, problems, len(text)):
            laid = Problems()
            tree = under(root, combination, laid)
            found = read_case(tree, Origin(path, text_hash, combination), laid)
            _add_those_of_readings(root, combination, laid, problems)
            if found is not None:
                idle[combination] = {draft.name for draft in found[1]}
                overlaid.append((combination, found[0]))
        refuse_idle_assumptions(root, idle, problems)
    problems.raise_if_any()
    if not isinstance(root, Mapping) or base is None:
        raise CaseError([])
    never = [draft for draft in base[1] if all(draft.name in names for names in idle.values())]
    return _with_warnings(root, base[0], overlaid, never)


def _add_those_of_readings(
    root: Mapping, combination: tuple[str, ...], laid: Problems, problems: Problems
) -> None:
    """Add the mistakes that appear only under a combination of readings, and say so."""
    known = {(one.place, one.message.split(" (under ")[0]) for one in problems.found}
    for problem in laid.found:
        if (problem.place, problem.message) not in known:
            noted = _naming_its_reading(problem, root, combination)
            problems.add(noted.place, noted.message)


def _naming_its_reading(problem: Problem, root: Mapping, combination: tuple[str, ...]) -> Problem:
    """The problem, saying which readings make it unless it stands in their own section."""
    keys = [key.place for key, _ in root.entries]
    start = next(key.place for key, _ in root.entries if key.text == "readings")
    end = min((place for place in keys if place > start), default=None)
    if problem.place >= start and (end is None or problem.place < end):
        return problem
    return replace(problem, message=problem.message + under_readings(combination))


def _with_warnings(
    root: Mapping, base: Case, overlaid: list[tuple[tuple[str, ...], Case]], never: list[Draft]
) -> Case:
    """The case with its readings; it takes their warnings over, each once and naming its reading.

    Assumptions in `never` are used under no reading.
    """
    told = {one: one for one in base.warnings}
    for draft in never:
        warning = Problem(draft.place, f'the assumption "{draft.name}" is never used')
        told[warning] = warning
    readings: list[tuple[tuple[str, ...], Case]] = []
    for combination, case in overlaid:
        for one in case.warnings:
            told.setdefault(one, _naming_its_reading(one, root, combination))
        own = tuple(told[one] for one in case.warnings)
        readings.append((combination, replace(case, warnings=own)))
    return replace(base, warnings=tuple(sorted(told.values())), overlaid=tuple(readings))
