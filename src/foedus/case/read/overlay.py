"""What does the file say under a combination of readings?

A reading is laid over the tree of the file, not over the finished case: assumptions by name, the
beliefs of a holder about a step as a whole, words of a step one by one. What results is read like
any other case, so that a mistake in a reading keeps its own line.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import text
from foedus.case.step_language import STEP_CHANGES, STEPS
from foedus.case.values import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.problems import Problems
    from foedus.case.read.context import Context

_TAGS = {shape.words[0].name for shape in STEPS}
MOST_COMBINATIONS = 200
MOST_CHARACTERS = 20_000_000


def combinations(root: Mapping, problems: Problems, size: int) -> list[tuple[str, ...]]:
    """One reading from each axis, in every combination; empty if there are no readings.

    Once something is wrong only as many are taken as it needs to meet every reading once.

    Parameters
    ----------
    root
        The tree of the file.
    problems
        Takes names that two readings share, and too many combinations.
    size
        Characters of the file: the larger it is, the fewer combinations can be read.
    """
    axes = root.get("readings")
    if not isinstance(axes, Mapping) or not axes.entries:
        return []
    names = [
        tuple(key.text for key, _ in axis.entries) if isinstance(axis, Mapping) else ()
        for _, axis in axes.entries
    ]
    _refuse_same_names(axes, problems)
    count = prod(len(axis) for axis in names)
    most = min(MOST_COMBINATIONS, MOST_CHARACTERS // max(size, 1))
    if count > most:
        problems.add(axes.place, f"{count} combinations of readings are too many: at most {most}")
        return []
    if not problems.found:
        return list(product(*names))
    longest = max(len(axis) for axis in names)
    return [
        tuple(axis[min(number, len(axis) - 1)] for axis in names)
        for number in range(longest)
        if all(names)
    ]


def _refuse_same_names(axes: Mapping, problems: Problems) -> None:
    seen: dict[str, Scalar] = {}
    for _, axis in axes.entries:
        for key, _ in axis.entries if isinstance(axis, Mapping) else ():
            if key.text in seen:
                line = seen[key.text].place.line
                problems.add(key.place, f'the reading "{key.text}" stands in line {line} already')
            seen.setdefault(key.text, key)


def under(root: Mapping, combination: tuple[str, ...], problems: Problems) -> Mapping:
    """The tree with one reading of each axis laid over it."""
    axes = root.get("readings")
    for (_, axis), name in zip(
        axes.entries if isinstance(axes, Mapping) else (), combination, strict=True
    ):
        reading = axis.get(name) if isinstance(axis, Mapping) else None
        if isinstance(reading, Mapping):
            root = _laid_over(root, reading, problems)
    return root


def _laid_over(root: Mapping, reading: Mapping, problems: Problems) -> Mapping:
    assumptions, beliefs, play = (
        node if isinstance(node := reading.get(word), Mapping) else None
        for word in ("assumptions", "beliefs", "play")
    )
    if assumptions is not None:
        root = _with(root, "assumptions", _replaced(root.get("assumptions"), assumptions))
    if beliefs is not None:
        root = _with(root, "beliefs", _believing(root.get("beliefs"), beliefs))
    if play is not None:
        root = _with(root, "play", _played(root.get("play"), play, problems))
    return root


def refuse_idle_assumptions(
    root: Mapping, idle: dict[tuple[str, ...], set[str]], problems: Problems
) -> None:
    """Refuse what a reading neither replaces nor uses: a name that was meant to be another.

    Parameters
    ----------
    root
        The tree of the file.
    idle
        The assumptions that nothing uses, for each combination of readings that could be read.
    problems
        Takes the mistakes. Where there are others, which may hide a use, only a name that stands
        nowhere else in the file is refused.
    """
    base, axes = root.get("assumptions"), root.get("readings")
    names = tuple(key.text for key, _ in base.entries) if isinstance(base, Mapping) else ()
    is_damaged = bool(problems.found)
    for reading, assumptions in _own_assumptions(axes):
        laid = [unused for combination, unused in idle.items() if reading in combination]
        for key, _ in assumptions.entries:
            is_idle = bool(laid) and all(key.text in unused for unused in laid)
            if key.text in names or not is_idle:
                continue
            if not is_damaged or key.page.text.count(key.text) == 1:
                problems.add(
                    key.place,
                    f'there is no assumption "{key.text}" to replace, nor does anything use one: '
                    f"{did_you_mean(key.text, names)}",
                )


def _own_assumptions(axes: Node | None) -> Iterator[tuple[str, Mapping]]:
    """Each reading that has assumptions, with these."""
    for _, axis in axes.entries if isinstance(axes, Mapping) else ():
        for key, reading in axis.entries if isinstance(axis, Mapping) else ():
            own = reading.get("assumptions") if isinstance(reading, Mapping) else None
            if isinstance(own, Mapping):
                yield key.text, own


def _with(root: Mapping, word: str, node: Node) -> Mapping:
    """The mapping with another value for a word, added at the end if it is new."""
    key = root.key(word) or Scalar(word, root.entries[0][0].page, 0)
    entries = tuple((k, node if k.text == word else v) for k, v in root.entries)
    return root.having(entries if root.key(word) is not None else (*entries, (key, node)))


def _replaced(base: Node | None, new: Mapping) -> Mapping:
    """A mapping in which new entries replace those of the same name, and others follow."""
    old = base.entries if isinstance(base, Mapping) else ()
    values = {key.text: (key, value) for key, value in new.entries}
    kept = tuple(values.pop(key.text, (key, value)) for key, value in old)
    return new.having((*kept, *values.values()))


def _believing(base: Node | None, new: Mapping) -> Mapping:
    """Beliefs in which what a holder newly believes about a step replaces all it believed there.

    A holder then stands twice, so that the citations of either half stay with it.
    """
    entries: list[tuple[Scalar, Node]] = []
    changed = {
        key.text: {_step_of(line) for line, _ in value.entries}
        for key, value in new.entries
        if isinstance(value, Mapping)
    }
    for key, value in base.entries if isinstance(base, Mapping) else ():
        if key.text in changed and isinstance(value, Mapping):
            kept = tuple(
                line
                for line in value.entries
                if line[0].text in {"cite", "against", "note"}
                or _step_of(line[0]) not in changed[key.text]
            )
            entries.append((key, value.having(kept)))
        else:
            entries.append((key, value))
    return new.having((*entries, *new.entries))


def _step_of(line: Scalar) -> str:
    return line.text.partition("=")[0].strip()


def _played(base: Node | None, changes: Mapping, problems: Problems) -> Listing:
    """A play in which some words of some steps are replaced, or taken away."""
    items = base.items if isinstance(base, Listing) else ()
    names = {_name_of(item) for item in items}
    for key, _ in changes.entries:
        if key.text not in names:
            problems.add(
                key.place,
                f'there is no step "{key.text}" to change: {did_you_mean(key.text, tuple(names))}',
            )
    return Listing(
        tuple(_changed(item, changes.get(_name_of(item))) for item in items),
        changes.place if base is None else base.place,
    )


def _name_of(item: Node) -> str:
    if isinstance(item, Mapping):
        for key, value in item.entries:
            if key.text in _TAGS and isinstance(value, Scalar):
                return value.text.strip()
    return ""


def _changed(item: Node, changes: Node | None) -> Node:
    if not isinstance(item, Mapping) or not isinstance(changes, Mapping):
        return item
    known = tuple(entry for entry in changes.entries if STEP_CHANGES.word(entry[0].text))
    merged = _replaced(item, changes.having(known))
    kept = tuple(
        (key, value)
        for key, value in merged.entries
        if not (isinstance(value, Scalar) and value.is_empty)
    )
    return item.having(kept)


def read_readings(context: Context) -> tuple[Reading, ...]:
    """Read who put each reading forward, and why."""
    return tuple(
        Reading(
            axis.text,
            key.text,
            text(node, "by"),
            text(node, "says"),
            (grounds := context.grounds(node)).cites,
            key.place,
            grounds.against,
        )
        for axis, names in context.section("readings")
        if isinstance(names, Mapping)
        for key, node in names.entries
        if isinstance(node, Mapping)
    )
