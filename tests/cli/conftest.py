"""Call a command as the terminal would, and see what it prints and how it exits."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from foedus.cli.main import main


@dataclass(frozen=True)
class Called:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def is_refused_in_sentences(self) -> bool:
        """Whether it ended with 2, said why on standard error, and showed no traceback."""
        return self.code == 2 and bool(self.err.strip()) and "Traceback" not in self.err


@pytest.fixture
def foedus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Called]:
    # Lines break at the same words, however wide the terminal is from which tests are run.
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object) -> Called:
        code = 0
        try:
            main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return call


MINUTES = """\
The council met in spring, when the river stood
high and the lower fields could not be reached
on foot. The mayor said that the dam would hold,
although two engineers had written to him that
although two engineers had written to him that
the ground was soft. He did not read the letters
to the others, and nobody asked for

In the second week the river town sent three men
to the capital. The minister, who was tired, had
promised the same to the miners, and he promised
to think about it. The mayor said that the town
would get its pledge [in writing. Nobody asked
for a date, and the men went home to the well-
known inn at the ford, where they were asked how
it had gone and said that it had gone as always,
and that was that. Nobody knew. Nobody at all.
"""
"""A page of our own: a line pasted twice, an end lost, a bracket never closed."""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path
