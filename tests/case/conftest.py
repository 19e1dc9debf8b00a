"""A small case to vary, and the text of the built-in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent

SMALL = """\
foedus: 1
title: A small case
actors: {{a: {{}}, b: {{}}}}
play:
{play}
outcomes: {{done: always}}
{rest}
"""


@pytest.fixture
def small() -> Callable[..., str]:
    """Text of a case with two actors, `a` and `b`, this play and these further sections."""

    def text(play: str = "  - {move: go, by: a, options: [yes, no]}", rest: str = "") -> str:
        return SMALL.format(play=play, rest=rest)

    return text


@pytest.fixture
def every_word() -> Path:
    """A case that uses every word of the language."""
    return HERE / "every_word.yaml"
