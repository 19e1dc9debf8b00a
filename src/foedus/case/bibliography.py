"""What does a bibliography beside the case say of its sources?

It is laid over the tree of the file before anything is read: a source takes from it the words that
the case does not write itself. What the case says wins, and where both speak and differ, a warning
says so. Only what stands under ``sources`` is a source; the rest of the bibliography is nothing to
the case, so that a whole library can stand there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.case.beside import links_elsewhere, names_elsewhere
from foedus.case.nodes import Listing, Mapping, Node, Page, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.source_keys import source_keys
from foedus.sources import SourceError, read_bibliography

if TYPE_CHECKING:
    from foedus.case.problems import Problems
    from foedus.sources import Reference

_WORDS = ("title", "author", "year", "where")


def with_bibliography(root: Node, path: Path, problems: Problems) -> tuple[Node, str]:
    """Lay the bibliographies of a case over its sources.

    Parameters
    ----------
    root
        The tree of the file.
    path
        The file; bibliographies stand in its folder or below.
    problems
        Takes what is wrong with a bibliography, keys that none has, and contradictions as warnings.

    Returns
    -------
    root : Node
        The tree, in which each source has what the case or a bibliography says of it.
    taken : str
        What was taken from bibliographies, in a fixed form; empty if nothing was.
    """
    if not isinstance(root, Mapping):
        return root, ""
    known, is_sound = _references(root, path, problems)
    sources = root.get("sources")
    if not isinstance(sources, Mapping):
        return root, ""
    entries: list[tuple[Scalar, Node]] = []
    taken: dict[str, dict[str, str]] = {}
    for key, node in sources.entries:
        found = known.get(key.text)
        is_empty = isinstance(node, Scalar) and node.is_empty
        if found is not None and (is_empty or isinstance(node, Mapping)):
            laid, new = _laid_under(key, node, *found, problems)
            taken[key.text] = new
            entries.append((key, laid))
            continue
        if is_empty:
            if is_sound:
                problems.add(key.place, _nothing_said(key.text, root, known))
            node = Mapping(((_scalar("title", key), key),), key.place)  # noqa: PLW2901 - stands in
        entries.append((key, node))
    pairs = tuple(
        (word, sources.having(tuple(entries)) if word.text == "sources" else value)
        for word, value in root.entries
    )
    return root.having(pairs), json.dumps(taken, sort_keys=True) if any(taken.values()) else ""


def _nothing_said(key: str, root: Mapping, known: dict[str, tuple[Reference, str]]) -> str:
    if root.get("bibliography") is None:
        return f'nothing is said of "{key}": write its title, or name a bibliography that has it'
    return f'nothing is said of "{key}", and the bibliography has no such key: ' + did_you_mean(
        key, tuple(known)
    )


def _laid_under(
    key: Scalar, node: Node, reference: Reference, file: str, problems: Problems
) -> tuple[Node, dict[str, str]]:
    """Add to a source what it does not say itself; what was added."""
    own = node if isinstance(node, Mapping) else Mapping((), key.place)
    page = Page(file, "\n" * (reference.line - 1))
    told = {
        "title": reference.title,
        "author": reference.author,
        "year": reference.date,
        "where": reference.where,
    }
    entries = list(own.entries)
    new: dict[str, str] = {}
    for word in _WORDS:
        value, written = told[word], own.get(word)
        if value is None:
            continue
        if written is None:
            start = Scalar(word, page, len(page.text)), Scalar(value, page, len(page.text))
            entries.append(start)
            new[word] = value
        elif isinstance(written, Scalar) and " ".join(written.text.split()) != value:
            problems.warn(
                written.place,
                f'{Path(file).name} has another {word} for "{key.text}" ("{value}"); '
                "what the case says counts",
            )
    return own.having(tuple(entries)), new


def _scalar(text: str, beside: Scalar) -> Scalar:
    return Scalar(text, beside.page, beside.start)


def _references(
    root: Mapping, path: Path, problems: Problems
) -> tuple[dict[str, tuple[Reference, str]], bool]:
    """Every reference by key with its file, and whether every bibliography could be read."""
    named = root.get("bibliography")
    files = (named,) if isinstance(named, Scalar) else ()
    if isinstance(named, Listing):
        files = tuple(item for item in named.items if isinstance(item, Scalar))
    known: dict[str, tuple[Reference, str]] = {}
    before = len(problems.found)
    named_sources = _names_in(root.get("sources"))
    for name in files:
        if not name.text.strip():
            continue
        file = path.parent / name.text.strip()
        refused = _why_elsewhere(name.text, file, path.parent)
        if refused:
            problems.add(name.place, refused)
            continue
        try:
            found = read_bibliography(file)
        except SourceError as error:
            for message in str(error).splitlines():
                problems.add(name.place, message)
            continue
        by_name = {name: found[key] for key, name in source_keys(found.values()).items()}
        _tell_names(root.get("sources"), by_name, file, problems)
        if named_sources.isdisjoint({*by_name, *found}):
            problems.warn(name.place, f"{name.text.strip()} says nothing of any source of the case")
        for key, reference in by_name.items():
            if key in known:
                problems.add(
                    name.place,
                    f'"{key}" stands in {known[key][1]} and in {file}: take it out of one of them',
                )
            known.setdefault(key, (reference, str(file)))
    return known, len(problems.found) == before


def _tell_names(
    sources: Node | None, by_name: dict[str, Reference], file: Path, problems: Problems
) -> None:
    """Say what a case calls a document, where it writes a key that cannot be a name."""
    made = {one.key: name for name, one in by_name.items() if one.key != name}
    for key, _ in sources.entries if isinstance(sources, Mapping) else ():
        if key.text in made:
            problems.add(
                key.place, f'in a case "{key.text}" of {file.name} is called {made[key.text]}'
            )


def _why_elsewhere(name: str, file: Path, folder: Path) -> str | None:
    """Why a bibliography is not read that stands elsewhere; None for one that stands beside."""
    if names_elsewhere(name.strip()):
        return (
            f'"{name}" is not beside the case: a bibliography stands in the folder of the case or '
            "below, so that both travel together"
        )
    if file.exists() and links_elsewhere(file, folder):
        return (
            f'"{name}" is a link that leads out of the folder of the case: put the file itself '
            "there"
        )
    return None


def _names_in(sources: Node | None) -> set[str]:
    return {key.text for key, _ in sources.entries} if isinstance(sources, Mapping) else set()
