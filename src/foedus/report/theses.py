"""What is said of each thesis?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.findings import percent
from foedus.findings.wording import listed
from foedus.report.share_figure import POOLED, shares_of
from foedus.report.typeset import (
    assumption_label,
    counted,
    interval_in_percent,
    is_undefined,
    reading_label,
    share_in_percent,
)
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.findings import Findings, Hinge, Share, Verdict
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed

HINGES = 3
DIRECTIONS = {
    "raises": ("↑", "the more of it, the more clearly the thesis holds"),
    "lowers": ("↓", "the more of it, the less clearly the thesis holds"),
    "bends": ("↕", "neither more nor less of it simply helps the thesis"),
}


@dataclass(frozen=True)
class ShareRow:
    """A share in a table, with the ends of its strip in percent of the width.

    Attributes
    ----------
    left_out
        How many of how many did not count; empty where all did.
    has_interval, is_known
        Whether there is a line to draw, and a mark on it.
    """

    kind: str
    value: str
    interval: str
    left_out: str
    at: float
    low: float
    high: float
    has_interval: bool
    is_known: bool


@dataclass(frozen=True)
class HingeRow:
    """An assumption that moves a thesis."""

    called: str
    anchor: str
    explained: str
    arrow: str
    direction: str


@dataclass(frozen=True)
class ThesisView:
    """A thesis and what became of it."""

    anchor: str
    verdict: Verdict
    test: str
    pooled: ShareRow
    readings: tuple[ShareRow, ...]
    noise: tuple[ShareRow, ...]
    hinges: tuple[HingeRow, ...]
    weighed: Weighed


def thesis_views(
    findings: Findings, apparatus: Apparatus, anchors: Mapping[str, str]
) -> tuple[ThesisView, ...]:
    """Every thesis as the report shows it.

    Parameters
    ----------
    findings
        Their verdicts.
    apparatus
        The way to the passages.
    anchors
        Where the report speaks of each assumption.
    """
    return tuple(
        ThesisView(
            anchor=f"thesis-{at + 1}",
            verdict=verdict,
            test=str(verdict.thesis.test),
            pooled=share_row(POOLED, verdict.pooled),
            readings=tuple(share_row(kind, share) for kind, share in shares_of(verdict)),
            noise=tuple(
                share_row(_noise(level), share, "runs at fixed noise")
                for level, share in verdict.by_noise
            ),
            hinges=tuple(_hinge(findings, hinge, anchors) for hinge in verdict.hinges[:HINGES]),
            weighed=weigh(apparatus, verdict.thesis.cites, verdict.thesis.against),
        )
        for at, verdict in enumerate(findings.verdicts)
    )


def noise_basis(findings: Findings) -> str:
    """On how many variants the theses were looked at under fixed noise."""
    case, manifest = findings.case, findings.ensemble.manifest
    variants = counted(manifest.noise_variants, "variant")
    readings = case.combinations[1:]
    if not readings:
        return f"on {variants}"
    if len(readings) == 1:
        return f"on {variants} under {reading_label(readings[0])}"
    kind = "readings" if len(case.axes) == 1 else "combinations of readings"
    return f"on {variants} for each of {len(readings)} {kind}, pooled"


def share_row(kind: str, share: Share, of: str = "variants") -> ShareRow:
    """A share `of` these things as a row of a table."""
    return ShareRow(
        kind=kind,
        value=share_in_percent(share),
        interval=interval_in_percent(share),
        left_out=left_out_in_words(share, of),
        at=round(100 * share.value, 2) if not math.isnan(share.value) else 0.0,
        low=round(100 * share.low, 2),
        high=round(100 * share.high, 2),
        has_interval=not is_undefined(share),
        is_known=not math.isnan(share.value),
    )


def left_out_in_words(share: Share, of: str) -> str:
    """What was left out of a share, and of how many; nothing where nothing was.

    >>> from foedus.findings import Share
    >>> left_out_in_words(Share(1, 3, 2, 0, 0.25, 0.1, 0.5), "variants")
    'of 6 variants, 2 undefined'
    """
    total = share.holds + share.fails + share.undefined + share.unsolved
    told = [
        f"{count:,} {word}"
        for count, word in ((share.undefined, "undefined"), (share.unsolved, "unsolved"))
        if count
    ]
    return f"of {total:,} {of}, {listed(told)}" if told else ""


def _noise(level: str) -> str:
    return level if level == "rational" else f"κ = {level}"


def _hinge(findings: Findings, hinge: Hinge, anchors: Mapping[str, str]) -> HingeRow:
    arrow, direction = DIRECTIONS[hinge.direction]
    return HingeRow(
        called=assumption_label(findings.case, hinge.assumption),
        anchor=anchors[hinge.assumption],
        explained=f"{percent(hinge.explained).removesuffix(' %')} ± {100 * hinge.error:.0f} %",
        arrow=arrow,
        direction=direction,
    )
