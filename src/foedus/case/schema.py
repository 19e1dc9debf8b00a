"""What may an editor offer while a case is written?

The grammar as a JSON Schema (draft 2020-12), which the editors' YAML servers use to complete
words, show what they mean and mark what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from foedus.case.grammar import Either, Kind, ListOf, Shape, Tagged, Value, Word
from foedus.case.language import CASE

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALAR_TYPES = ["string", "number", "boolean"]
"""A word of YAML may reach a schema as any of these: ``1950``, ``yes``."""


def json_schema() -> Schema:
    """Give the JSON Schema of a case file.

    Examples
    --------
    >>> json_schema()["required"]
    ['foedus', 'title', 'actors', 'play', 'outcomes']
    """
    counts: Counter[Kind] = Counter()
    _count(CASE, counts)
    writer = _Writer({kind for kind, count in counts.items() if count > 1})
    schema = writer.written_out(CASE)
    return {
        "$schema": DIALECT,
        "title": "A case of Foedus",
        **schema,
        "$defs": dict(sorted(writer.definitions.items())),
    }


def _count(kind: Kind, counts: Counter[Kind]) -> None:
    """How often each form is used; what is inside a form counts once."""
    counts[kind] += not isinstance(kind, Value)
    if counts[kind] > 1:
        return
    for inner in _inside(kind):
        _count(inner, counts)


def _inside(kind: Kind) -> tuple[Kind, ...]:
    match kind:
        case Value():
            return ()
        case ListOf():
            return (kind.item,)
        case Either():
            return kind.kinds
        case Tagged():
            return kind.shapes
        case Shape():
            others = () if kind.others is None else (kind.others.value,)
            return (*(word.kind for word in kind.words), *others)


@dataclass
class _Writer:
    """Writes forms as schemas, those that are used repeatedly once, under ``$defs``."""

    repeated: set[Kind]
    names: dict[Kind, str] = field(default_factory=dict[Kind, str])
    definitions: Schema = field(default_factory=dict[str, Any])

    def schema(self, kind: Kind) -> Schema:
        """The schema of a form, or a reference to it."""
        if kind not in self.repeated:
            return self.written_out(kind)
        if kind not in self.names:
            name = self._free(_title(kind))
            self.names[kind] = name
            self.definitions[name] = self.written_out(kind)
        return {"$ref": f"#/$defs/{self.names[kind]}"}

    def written_out(self, kind: Kind) -> Schema:
        """The schema of a form."""
        match kind:
            case Value():
                return _value(kind)
            case ListOf():
                schema: Schema = {"type": "array", "items": self.schema(kind.item)}
                if kind.least:
                    schema["minItems"] = kind.least
                if kind.most < ListOf.most:
                    schema["maxItems"] = kind.most
                return schema
            case Shape():
                return self._shape(kind)
            case Either():
                return {"anyOf": [self.schema(one) for one in kind.kinds]}
            case Tagged():
                return {"type": "object", "anyOf": [self.schema(one) for one in kind.shapes]}

    def _shape(self, kind: Shape) -> Schema:
        schema: Schema = {"type": "object", "description": kind.says}
        if kind.words:
            schema["properties"] = {word.name: self._word(word) for word in kind.words}
        required = [
            word.name for word in kind.words if word.is_required and not word.stands_elsewhere
        ]
        if required:
            schema["required"] = required
        if kind.one_of:
            schema["anyOf"] = [{"required": [name]} for name in kind.one_of]
        if kind.others is None:
            schema["additionalProperties"] = False
            return schema
        inner = self.schema(kind.others.value)
        schema["additionalProperties"] = {"description": kind.others.says, **inner}
        if kind.others.key.pattern is not None:
            fixed = [word.name for word in kind.words]
            pattern = {"pattern": f"^(?:{_portable(kind.others.key.pattern)})$"}
            schema["propertyNames"] = {"anyOf": [{"enum": fixed}, pattern]} if fixed else pattern
        if kind.others.least:
            schema["minProperties"] = kind.others.least
        return schema

    def _word(self, word: Word) -> Schema:
        inner = self.schema(word.kind)
        if word.can_be_empty:
            inner = {"anyOf": [inner, {"type": "null"}]}
        return {**inner, "description": word.says}

    def _free(self, title: str) -> str:
        name, number = title, 1
        while name in self.definitions or name in self.names.values():
            number += 1
            name = f"{title}-{number}"
        return name


def _title(kind: Kind) -> str:
    if isinstance(kind, Either):
        return "-or-".join(dict.fromkeys(_title(one) for one in kind.kinds))
    text = kind.title if isinstance(kind, Shape) else kind.what
    words = re.sub(r"[^a-z ]", "", text.split("(")[0].split(":")[0]).split()
    return "-".join(words[:6])


def _value(kind: Value) -> Schema:
    types = [*SCALAR_TYPES, *(["null"] if kind.can_be_empty else [])]
    if not kind.choices:
        pattern = {} if kind.pattern is None else {"pattern": f"^(?:{_portable(kind.pattern)})$"}
        return {"type": types, **pattern}
    choices: list[Any] = list(kind.choices)
    if "yes" in choices:
        choices += [value for word, value in (("yes", True), ("no", False)) if word in choices]
    choices += [int(choice) for choice in kind.choices if choice.isdigit()]
    return {"enum": [*choices, *([None] if kind.can_be_empty else [])]}


def _portable(pattern: str) -> str:
    r"""The pattern in the dialect of JSON Schema, whose ``\w`` knows no accents."""
    if pattern.startswith("(?=") or r"\w" in pattern:
        return r"[^\s=<>()\[\]{},|+*/:;!?#&%\"']+"
    return pattern
