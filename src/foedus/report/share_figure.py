"""How do the theses compare, and how much does the reading matter?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.report.figure import Figure, Table
from foedus.report.strips import Group, Strip, strip_chart
from foedus.report.typeset import interval_in_percent, reading_label, share_in_percent

if TYPE_CHECKING:
    from foedus.findings import Findings, Share, Verdict

POOLED = "all readings pooled"
ROBUST_ABOVE, REFUTED_BELOW = 0.95, 0.05


def share_figure(findings: Findings) -> Figure:
    """The share of every thesis, pooled and for each reading, with its interval."""
    groups = tuple(map(_group, findings.verdicts))
    alternative = "Shares of variants in which each thesis holds. " + " ".join(
        f"{verdict.thesis.name}: {share_in_percent(verdict.pooled)}, {verdict.word}."
        for verdict in findings.verdicts
    )
    return Figure(
        name="figure-shares",
        spec=strip_chart(
            groups,
            title="share of variants in which the thesis holds",
            domain=(0.0, 1.0),
            number_format=".0%",
            guides=(REFUTED_BELOW, ROBUST_ABOVE),
            alternative=alternative,
        ),
        title="Every thesis, under every reading",
        caption=(
            "A mark is a share, the line through it its 95 % interval for sampling error, often "
            "hidden behind the mark. Left of the first dashed line a thesis is refuted, right of "
            "the second it is robust."
        ),
        alternative=alternative,
        table=Table(
            (
                "thesis",
                "reading",
                "share",
                "95 % interval",
                "holds",
                "fails",
                "undefined",
                "unsolved",
            ),
            tuple(
                (
                    verdict.thesis.name,
                    kind,
                    share_in_percent(share),
                    interval_in_percent(share),
                    f"{share.holds:,}",
                    f"{share.fails:,}",
                    f"{share.undefined:,}",
                    f"{share.unsolved:,}",
                )
                for verdict in findings.verdicts
                for kind, share in shares_of(verdict)
            ),
        ),
    )


def shares_of(verdict: Verdict) -> tuple[tuple[str, Share], ...]:
    """The shares of a thesis for each reading, then pooled where there is something to pool."""
    by_reading = tuple((reading_label(names), share) for names, share in verdict.by_reading)
    is_several = len(by_reading) > 2  # noqa: PLR2004 - base and two readings at least
    return (*by_reading, (POOLED, verdict.pooled)) if is_several else by_reading


def _group(verdict: Verdict) -> Group:
    """The shares of a thesis; where none is known, its heading says so."""
    known = tuple(
        _strip(kind, share) for kind, share in shares_of(verdict) if not math.isnan(share.value)
    )
    name = verdict.thesis.name
    return Group(name if known else f"{name}: {share_in_percent(verdict.pooled)}", known)


def _strip(kind: str, share: Share) -> Strip:
    told = f"{kind}: {share_in_percent(share)} ({interval_in_percent(share)})"
    return Strip(kind, share.value, share.low, share.high, told)
