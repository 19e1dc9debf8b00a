"""How do findings become one page?

The page is put together from templates that escape whatever they print. It holds everything that
it needs: no picture, style or script is fetched from anywhere.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus._version import __version__
from foedus.dates import in_words
from foedus.findings import unsourced_in_words
from foedus.report.apparatus import Apparatus
from foedus.report.assumptions import (
    anchors_of,
    assumption_views,
    sourced_first,
)
from foedus.report.bundle import chart_library
from foedus.report.citing import Citing, opposed_by, resting_on
from foedus.report.computed import computed
from foedus.report.consent_views import consent_views
from foedus.report.dates import date_view, record_anchors, record_views
from foedus.report.embedding import content_security_policy, own_text
from foedus.report.glyphs import chance_glyph
from foedus.report.known import known_table
from foedus.report.merged_play import MergedPlay
from foedus.report.names import names_table
from foedus.report.outcome_figures import (
    outcome_figures,
    outcome_means,
    recorded_figures,
)
from foedus.report.readings import reading_views
from foedus.report.record_sections import (
    agreement_views,
    odd_besides_agreements,
    rule_views,
    taken_parts,
)
from foedus.report.restraint_figures import restraint_figures
from foedus.report.share_figure import share_figure
from foedus.report.steps import step_views
from foedus.report.templating import page_templates
from foedus.report.testimony import matter_views
from foedus.report.theses import noise_basis, thesis_views
from foedus.report.timeline_legend import legend_items
from foedus.report.timeline_picture import timeline_picture
from foedus.report.timeline_rows import timeline_of
from foedus.report.tree_picture import tree_picture
from foedus.report.typeset import actor_names, counted
from foedus.report.unfolded_play import unfold
from foedus.report.wants import wants_views
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.findings import Findings
    from foedus.report.testimony import MatterView
    from foedus.report.weighing import Weighed

STYLES = ("palette.css", "report.css", "timeline.css", "record.css")


def write_report(findings: Findings, path: str | Path) -> Path:
    """Write the report of findings to a file, whole or not at all.

    Parameters
    ----------
    findings
        What `foedus.run` returns.
    path
        The file; its folder is made where there is none.

    Returns
    -------
    Path
        The file.
    """
    path = Path(path)
    text = render(findings)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".writing")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
    return path


def render(findings: Findings) -> str:
    """The report of findings: HTML in one piece, the same for the same findings."""
    library, script = chart_library(), _own("report.js")
    return (
        page_templates()
        .get_template("report.html")
        .render(
            **_contents(findings),
            style=own_text("".join(map(_own, STYLES))),
            policy=content_security_policy((library, script)),
            library=own_text(library),
            script=own_text(script),
            version=__version__,
        )
    )


def _contents(findings: Findings) -> dict[str, Any]:
    """What the templates speak of."""
    case = findings.case
    apparatus = Apparatus(case, findings.passages, findings.marks)
    anchors = anchors_of(case)
    assumptions = assumption_views(findings, apparatus)
    theses = thesis_views(findings, apparatus, anchors)
    readings = reading_views(case, apparatus, anchors)
    steps = step_views(findings, apparatus)
    wants = wants_views(case, apparatus)
    sourced, bare = sourced_first(assumptions)
    matters = matter_views(findings, apparatus)
    citing = (
        *(_citing(f"thesis {one.verdict.thesis.name}", one.anchor, one.weighed) for one in theses),
        *(_citing(f"step {one.name}", one.anchor, one.weighed) for one in steps),
        *(_citing(one.called, one.anchor, one.weighed) for one in assumptions),
        *(_citing(f"reading {one.reading.name}", one.anchor, one.weighed) for one in readings),
        *(
            _citing(f"worths of {one.name}", one.anchor, each.weighed)
            for one in wants
            for each in one.wants
        ),
        *_record_citing(findings, apparatus),
        *_testimony_citing(matters),
    )
    return {
        "case": case,
        "findings": findings,
        "manifest": findings.ensemble.manifest,
        "apparatus": apparatus,
        "names": actor_names(case),
        "theses": theses,
        "noise_basis": noise_basis(findings),
        "steps": steps,
        "sourced": sourced,
        "bare": bare,
        "bare_in_words": unsourced_in_words(findings.case, findings.unsourced),
        "readings": readings,
        "wants": wants,
        "matters": matters,
        "weigh": partial(weigh, apparatus),
        "rests": resting_on(citing),
        "opposes": opposed_by(citing),
        "record": record_views(findings.chronicle),
        "read_out": partial(date_view, anchors=record_anchors(findings.chronicle)),
        **_record(findings, apparatus),
        "computed": computed(findings),
        "names_there": names_table(findings),
        **_pictures(findings),
    }


def _record(findings: Findings, apparatus: Apparatus) -> dict[str, Any]:
    """What the record tells, and what follows from it."""
    case, chronicle = findings.case, findings.chronicle
    picture = timeline_picture(timeline_of(case, chronicle))
    return {
        "timeline": picture,
        "timeline_legend": legend_items(picture),
        "record_anchors": record_anchors(chronicle),
        "took_part_in": taken_parts(chronicle, apparatus),
        "known": known_table(case, chronicle),
        "agreements": agreement_views(chronicle, apparatus),
        "rules": rule_views(chronicle, apparatus),
        "consents": consent_views(case, chronicle),
        "record_warnings": odd_besides_agreements(chronicle),
        "silence_counted": counted(len(chronicle.silence), "thing"),
    }


def _record_citing(findings: Findings, apparatus: Apparatus) -> Iterator[Citing]:
    """What of the record cites passages."""
    for at, dated in enumerate(findings.chronicle.entries):
        called, anchor = f"record, {in_words(dated.date.edtf)}", f"record-{at + 1}"
        yield _citing(called, anchor, weigh(apparatus, dated.cites, dated.entry.against))
        for told in dated.entry.said:
            yield _citing(called, anchor, weigh(apparatus, told.cites, told.against))
    for agreement in agreement_views(findings.chronicle, apparatus):
        yield _citing(f"agreement {agreement.name}", agreement.anchor, agreement.weighed)
    for rule in rule_views(findings.chronicle, apparatus):
        yield _citing(f"rule {rule.name}", rule.anchor, rule.weighed)


def _testimony_citing(matters: tuple[MatterView, ...]) -> Iterator[Citing]:
    """Which statements cite passages."""
    for matter in matters:
        for position in matter.positions:
            for one in position.statements:
                yield _citing(f"testimony of {one.by}", one.anchor, one.weighed)


def _citing(called: str, anchor: str, weighed: Weighed) -> Citing:
    return Citing(called, anchor, weighed.supporting.links, weighed.opposing.links)


def _pictures(findings: Findings) -> dict[str, Any]:
    """The pictures, and the specifications from which the page draws its charts."""
    shares = share_figure(findings)
    outcomes, recorded = outcome_figures(findings), recorded_figures(findings)
    restraint = restraint_figures(findings)
    merged = MergedPlay(findings.play)
    unfolded = unfold(merged)
    return {
        "share_figure": shares,
        "outcome_means": outcome_means(findings),
        "outcome_figures": outcomes,
        "recorded_figures": recorded,
        "restraint_figures": restraint,
        "specifications": {
            one.name: one.spec for one in (shares, *outcomes, *recorded, *restraint)
        },
        "tree": tree_picture(merged, findings.chronicle, unfolded.anchors),
        "unfolded": unfolded.beginning,
        "chance": chance_glyph(),
    }


@cache
def _own(name: str) -> str:
    """A file that comes with the templates."""
    return files("foedus.report").joinpath("templates", name).read_text(encoding="utf-8")
