"""How is a PDF read without trusting it?

In a process of its own, with bounded memory and time. A PDF is a program of a kind: a file of two
kilobytes can ask for a hundred gigabytes, and a damaged one can bring a C++ library down. Apart, it
brings down nothing but its own reading; and pdfium, which may not be used by two threads at once,
never is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, final

from foedus.sources.errors import SourceError
from foedus.sources.formats.pdf_set import PageText, SetLine

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Pages", "read_pages"]

_MOST_MEMORY = 3 * 1024**3
_MOST_SECONDS = 120
_MOST_PAGES = 20_000
_MOST_CHARACTERS = 20_000_000
_PYTHON_FAILED = 1
_READ = (
    "import sys; sys.path[:] = sys.argv[4:]; "
    "from foedus.sources.formats.pdf_child import main; main(*map(int, sys.argv[1:4]))"
)
_FAILURES = {
    "password": (
        "needs a password to be opened; save a copy without one, with the program that opens it."
    ),
    "security": "is encrypted in a way that Foedus cannot read; save a copy without encryption.",
    "damaged": (
        "is damaged, or no PDF although it begins like one: nothing in it can be read. Download "
        "or save it again, and see that another program opens it."
    ),
    "no pages": "is a PDF without pages.",
    "many pages": (
        f"says that it has {{count:,}} pages; Foedus reads PDFs of up to {_MOST_PAGES:,}. Split "
        "the file."
    ),
    "long": (
        f"has more than {_MOST_CHARACTERS:,} characters on its first {{count:,}} pages; split the "
        "file."
    ),
}


@final
class Pages(NamedTuple):
    """The pages of a PDF, and whether its table of objects was damaged and had to be rebuilt."""

    pages: tuple[PageText, ...]
    is_rebuilt: bool


def read_pages(
    content: bytes,
    path: Path,
    *,
    most_seconds: float = _MOST_SECONDS,
    most_memory: int = _MOST_MEMORY,
) -> Pages:
    """Read the text layers of all pages in a process of their own.

    Parameters
    ----------
    content : bytes
        The file.
    path : Path
        Its name, for messages.
    most_seconds : float
        How long the reading may take.
    most_memory : int
        The most bytes of memory that it may ask for; not bounded under Windows.

    Raises
    ------
    SourceError
        If there is nothing to be read, or the reading takes too much memory or time.
    RuntimeError
        If Foedus itself is at fault; with the report of the process.
    """
    limits = (most_memory, _MOST_PAGES, _MOST_CHARACTERS)
    command = [sys.executable, "-I", "-c", _READ, *map(str, limits), *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and our own code)
            command, input=content, capture_output=True, timeout=most_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"{path} could not be read within {most_seconds:g} seconds, so its reading was "
            "stopped. Print it to a new PDF, or split it."
        ) from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise SourceError(
            f"{path} cannot be read: a PDF is read in a process of its own, and none could be "
            f"started ({reason})."
        ) from error
    told = done.stderr.decode(errors="replace")
    if done.returncode == _PYTHON_FAILED and "MemoryError" not in told:
        raise RuntimeError(f"the process that read {path} failed:\n{told}")
    if done.returncode != 0:  # pdfium came down, or memory ran out
        raise SourceError(
            f"{path} could not be read: it is damaged, or asks for more memory than the "
            f"{most_memory / 1024**3:.1f} GB that its reading may take. Print it to a new PDF with "
            "a program that opens it."
        )
    found = json.loads(done.stdout)
    if "failure" in found:
        raise SourceError(f"{path} {_FAILURES[found['failure']].format(**found)}")
    return Pages(tuple(map(_page, found["pages"])), bool(found["is_rebuilt"]))


def _page(told: dict[str, Any]) -> PageText:
    lines = [
        SetLine(*line)._replace(gaps=tuple((left, right) for left, right in line[-1]))
        for line in told.pop("lines")
    ]
    return PageText(**told, lines=lines)
