"""Call a command as the terminal would, and see what it prints and how it exits."""

from collections.abc import Callable
from dataclasses import dataclass

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
def foedus(capsys: pytest.CaptureFixture[str]) -> Callable[..., Called]:
    def call(*arguments: object) -> Called:
        code = 0
        try:
            main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return call
