"""What does it take to open a large text and to find an exact quote in it?

Each text is written to a file first. Then a fresh process reads it and looks a quote up that runs
over a line's end near the end of the file, and another one does so through ``foedus cite``. The
texts differ in how many bytes Python keeps for a character: one (ASCII), two (typographic quotation
marks) and four (with a Gothic letter); one has Windows' line ends, one a form feed between pages.
Run it with

    uv run python benchmarks/sources_large.py --megabytes 100

Times are those of the clock and of the processor; others at work on the machine lengthen the first.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from repair import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTE = "heron of the lower weir was never seen"
_SENTENCE = "\n\nThe heron of the lower weir was never\nseen again.\n\n"
_CHILD = (
    "import sys; from foedus.sources import look_up, read_source; "
    "found = look_up(read_source(sys.argv[1]), sys.argv[2]); assert found.check.is_valid"
)
_ASCII = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "—": "-"})  # noqa: RUF001
KINDS = ("ASCII", "ASCII, CRLF", "ASCII, form feeds", "typographic", "with a Gothic letter")


def write_text(path: Path, kind: str, megabytes: int) -> None:
    """Write a text of one kind, piece by piece, so that this process stays small."""
    page = page_of(1_000_000)
    if kind.startswith("ASCII"):
        page = page.translate(_ASCII).encode("ascii", "replace").decode()
    sentence = _SENTENCE
    if kind == "ASCII, CRLF":
        page, sentence = page.replace("\n", "\r\n"), sentence.replace("\n", "\r\n")
    if kind == "ASCII, form feeds":
        lines = page.splitlines(keepends=True)
        page = "".join(f"\f{line}" if at % 50 == 0 else line for at, line in enumerate(lines))
    size = megabytes * 1_000_000
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\U00010330\n\n" if kind == "with a Gothic letter" else "")
        quoted_at = size * 97 // 100
        while file.tell() < quoted_at:
            file.write(page)
        file.write(sentence)
        while file.tell() < size:
            file.write(page)


def measured(arguments: Sequence[str]) -> str:
    """Run a fresh process to its end, and say what it took."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(
        sys.executable, [sys.executable, *arguments], os.environ, file_actions=quiet
    )
    _, status, used = os.wait4(child, 0)
    took = time.perf_counter() - began
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
    return f"{took:5.2f} s ({processor:5.2f} s of the processor), {memory:5,.0f} MB"


def report(megabytes: int) -> None:
    """Print what each kind of text takes, in Python and in the terminal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        for kind in KINDS:
            write_text(path, kind, megabytes)
            print(f"{kind}, {path.stat().st_size / 1e6:,.1f} MB")
            print("  read_source, look_up:", measured(["-c", _CHILD, str(path), QUOTE]))
            print("  foedus cite:         ", measured(["-m", "foedus", "cite", str(path), QUOTE]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100)
    report(parser.parse_args().megabytes)
