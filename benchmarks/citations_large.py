"""What does an exact quote in a text of 100 MB take, in a process of its own?

Only the search is measured, on a text that is read already: its fold and the check of a quote that
stands near its end. Once in ASCII, and once with typographic quotation marks, for which Python
stores two bytes a character.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

from foedus.sources import TYPOGRAPHY, WHITE_SPACE, Citation, Source, check_citation

__all__ = ["report_large"]

_SENTENCES = (
    "The mayor of Upland said that the {quote}dam{quote} would hold, and nobody asked for a date.\n"
    "In the year {number} the river town sent three men to the capital,\n"
    "and they came back late.\n\n"
)


def report_large(megabytes: int) -> None:
    """Print what fresh processes need."""
    print(f"\na text of {megabytes} MB: its fold and an exact quote near its end")
    for kind in ("ascii", "typographic"):
        for fold in ("white space", "typography"):
            run = subprocess.run(
                [sys.executable, __file__, kind, fold, str(megabytes)],
                capture_output=True,
                text=True,
                check=True,
            )
            print(f"  {kind:12} folded by {fold:12} {run.stdout.strip()}")


def _text(kind: str, megabytes: int) -> str:
    marks = {"ascii": '"', "typographic": "\u201c"}
    each = _SENTENCES.format(quote=marks[kind], number="{number}")
    count = megabytes * 1_000_000 // len(each)
    return "".join(each.replace("{number}", str(number)) for number in range(count))


def _child(kind: str, fold_name: str, megabytes: int) -> None:
    text = _text(kind, megabytes)
    wanted = f"In the year {text.count('In the year') - 2} the river town sent three men"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    source = Source("text", text)
    start = time.perf_counter()
    fold = WHITE_SPACE if fold_name == "white space" else TYPOGRAPHY
    check = check_citation(source, Citation("text", wanted), fold=fold)
    first = time.perf_counter() - start
    assert check.is_valid, check
    start = time.perf_counter()
    check_citation(source, Citation("text", wanted.replace("three men", "three")), fold=fold)
    again = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"{first:6.2f} s, the next quote {again:.3f} s; {before:,.0f} MB resident with the text "
        f"alone, {peak:,.0f} MB at most"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("fold")
    parser.add_argument("megabytes", type=int)
    given = parser.parse_args()
    _child(given.kind, given.fold, given.megabytes)
