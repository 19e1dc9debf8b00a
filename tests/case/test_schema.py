"""Editors accept what the reader accepts, and mark what it does not know."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from foedus.case import built_in_cases, json_schema

HERE = Path(__file__).parent
CASES = [case.path for case in built_in_cases()] + [
    HERE / "every_word.yaml",
    HERE / "mistakes_base.yaml",
]
SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def tree(path: Path) -> dict[str, Any]:
    """A file as an editor for YAML 1.2 sees it, its texts unchanged."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name + "/" + path.name)
def test_it_accepts_every_case_that_loads(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(_with_nulls(tree(path)))) == []


def _with_nulls(node: object) -> object:
    """The tree with nothing where nothing was written, as an editor sees it."""
    if isinstance(node, dict):
        return {key: _with_nulls(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_nulls(item) for item in node]
    return None if node == "" else node


@pytest.mark.parametrize(
    ("where", "word", "value"),
    [
        ((), "titel", "x"),
        ((), "lexicon", "mine"),
        (("play", 0), "optoins", ["a"]),
        (("actors", "upland"), "nmae", "x"),
        (("assumptions", "loss"), "betwen", ["1", "2"]),
    ],
)
def test_it_rejects_a_wrong_word(where: tuple[str | int, ...], word: str, value: object) -> None:
    case = tree(next(path for path in CASES if path.parent.name == "dam"))
    node: Any = case
    for step in where:
        node = node[step]
    node[word] = value
    assert list(VALIDATOR.iter_errors(case))


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("foedus",), "2"),
        (("title",), ["The", "dam"]),
        (("perception",), "mirrored"),
        (("evidence until",), "yesterday"),
        (("actors",), []),
        (("actors", "the river"), {}),
        (("play",), []),
        (("play", 0, "known to"), {"upland": "yes"}),
        (("play", 2, "options"), []),
        (("play", 3, "rule"), "majority"),
        (("play", 3, "otherwise"), {"at": "delay"}),
        (("play", 3, "binding"), "maybe"),
        (("play", 3, "otherwise", "defer"), "two"),
        (("assumptions", "loss", "between"), ["1", "2", "3"]),
        (("assumptions", "loss", "distribution"), "normal"),
        (("testimony", 0, "layer"), "rumour"),
        (("testimony", 0, "through"), {"name": "a clerk"}),
        (("testimony", 0, "against"), []),
        (("beliefs", "river", "cite", "as"), "rumour"),
        (("beliefs", "river", "cite"), {"words of": "the miller", "as": "quotation"}),
        (("sources", "extract", "copy of"), ["minutes"]),
        (("record", 0, "on"), "March 1911"),
        (("record", 0, "cite"), []),
    ],
    ids=lambda value: "/".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_it_rejects_a_wrong_value(where: tuple[str | int, ...], value: object) -> None:
    case = tree(next(path for path in CASES if path.parent.name == "dam"))
    node: Any = case
    for step in where[:-1]:
        node = node[step]
    node[where[-1]] = value
    assert list(VALIDATOR.iter_errors(_with_nulls(case)))


@pytest.mark.parametrize("word", ["foedus", "title", "actors", "play", "outcomes"])
def test_it_asks_for_what_a_case_must_have(word: str) -> None:
    case = tree(next(path for path in CASES if path.parent.name == "dam"))
    del case[word]
    assert list(VALIDATOR.iter_errors(_with_nulls(case)))


def properties(node: object) -> Iterator[tuple[str, Any]]:
    """Every word of a schema, with its own schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for key, value in node.items():
            yield from properties(list(value.values()) if key == "properties" else value)
    elif isinstance(node, list):
        for value in node:
            yield from properties(value)


def test_every_word_is_described() -> None:
    described = list(properties(SCHEMA))
    assert len(described) > 100
    assert all(inner["description"].endswith((".", ").")) for _, inner in described)
