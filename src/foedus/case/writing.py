"""How is a piece of a case written, so that it reads back as the same texts?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, final

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from foedus.case.kinds import NAME_PATTERN

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["OnOneLine", "name_made_of", "yaml_text"]

_WIDTH = 100
_WORDS_OF_A_NAME = 4


@final
class OnOneLine(list[Any]):
    """A list that is written in brackets."""


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes texts as texts: to a case ``1911`` and ``on`` need no quotes. It writes no anchors."""

    def __init__(self, stream: Any, **settings: Any) -> None:  # noqa: ANN401 - as PyYAML calls it
        representing = {"default_style", "default_flow_style", "sort_keys"}
        serializing = {"encoding", "explicit_start", "explicit_end", "version", "tags"}
        emitting = {
            name: value
            for name, value in settings.items()
            if name not in representing | serializing
        }
        Emitter.__init__(self, stream, **emitting)
        Serializer.__init__(self, **{name: settings.get(name) for name in serializing})
        SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        return True


def _on_one_line(dumper: _Dumper, data: OnOneLine) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(OnOneLine, _on_one_line)


def yaml_text(value: object) -> str:
    """Write texts, lists and mappings as a case has them.

    Examples
    --------
    >>> said = {"by": "the clerk", "when": "1911", "cite": OnOneLine(["a", ""])}
    >>> print(yaml_text([said]), end="")
    - by: the clerk
      when: 1911
      cite: [a, '']
    """
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )


def name_made_of(text: str, taken: Collection[str]) -> str:
    """Make a name for something that is only described, unlike those that are taken.

    Examples
    --------
    >>> name_made_of("Shtykov to Vyshinsky, 12 May 1950", ["shtykov-to-vyshinsky-12"])
    'shtykov-to-vyshinsky-12-2'
    >>> name_made_of("1911", [])
    'source-1911'
    """
    words = re.findall(r"[^\W_]+", text.lower())[:_WORDS_OF_A_NAME]
    name = "-".join(words)
    if re.fullmatch(NAME_PATTERN, name) is None:
        name = "-".join(["source", *words])
    numbered, number = name, 1
    while numbered in taken:
        number += 1
        numbered = f"{name}-{number}"
    return numbered
