"""What does the record of a case look like? `foedus timeline` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def draw_timeline(name: str, *, out: Path | None) -> None:
    """Draw the record of a case as SVG, to a file or to standard output."""
    from foedus.case import load
    from foedus.record import chronicle
    from foedus.report import timeline_svg

    case = load(name)
    told = chronicle(case)
    drawn = timeline_svg(case, told).encode()
    if out is None:
        click.echo(drawn, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(drawn)
    count = len(told.entries)
    click.echo(f"{out}: {count:,} {'entry' if count == 1 else 'entries'} of {case.title}")
