"""What was found, on one screen or two?"""

from __future__ import annotations

import math
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from foedus.cli.checking import citation_count
from foedus.findings import assumption_in_words, percent, reading_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.ensemble import Counts
    from foedus.findings import Combination, Distribution, Findings, Share, Verdict

NARROWEST, WIDEST = 40, 100
HINGES = 3


def summary(findings: Findings) -> str:
    """The findings in words and columns, as wide as the terminal."""
    sections = (
        ("Answer", (_wrapped(sentence) for sentence in findings.answer)),
        (
            f"Outcomes: mean probability, and between which 95 % of the variants lie"
            f"{_pooled(findings)}",
            _outcomes(findings),
        ),
        (
            "Theses: the share of variants in which each holds, with its sampling error. A share "
            f"measures robustness; it is not a probability{_pooled(findings)}",
            (line for verdict in findings.verdicts for line in _thesis(findings, verdict)),
        ),
        ("How it was computed", map(_wrapped, _computed(findings))),
    )
    parts = [click.style(findings.case.title, bold=True), _wrapped(findings.case.question, "")]
    parts += [_section(heading, lines) for heading, lines in sections]
    return "\n\n".join(parts)


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n".join((click.style(_wrapped(heading, ""), bold=True), *lines))


def _wrapped(text: str, indent: str = "  ") -> str:
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return textwrap.fill(
        text,
        width=min(max(columns, NARROWEST), WIDEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _pooled(findings: Findings) -> str:
    """What is pooled, if anything is."""
    readings = findings.case.combinations[1:]
    if not readings:
        return ""
    if len(readings) == 1:
        return f" (under {reading_in_words(readings[0])})"
    return f" (over the {len(readings)} combinations of readings, with equal weight)"


def _outcomes(findings: Findings) -> Iterator[str]:
    """One line an outcome, pooled over readings."""
    width = max((len(one.name) for one in findings.case.outcomes), default=0)
    for outcome in findings.case.outcomes:
        ours = [one for one in findings.outcomes if one.name == f"P({outcome.name})"]
        known = [one for one in ours[1:] or ours if not math.isnan(one.mean)]
        name = f"  {outcome.name:<{width}}"
        if not known:
            yield f"{name}  not known: no variant was solved"
            continue
        mean = sum(one.mean for one in known) / len(known)
        low = min(one.quantiles[0] for one in known)
        high = max(one.quantiles[-1] for one in known)
        means = [(one.combination, f"{one.mean:.2f}") for one in known]
        yield f"{name}  {mean:.2f}  {low:.2f} to {high:.2f}{_apart(means)}"


def _apart(told: list[tuple[Combination, str]]) -> str:
    """The readings side by side, where they say different things."""
    if len({said for _, said in told}) < 2:  # noqa: PLR2004
        return ""
    return "  (" + ", ".join(f"{'+'.join(names) or 'base'} {said}" for names, said in told) + ")"


def _thesis(findings: Findings, verdict: Verdict) -> Iterator[str]:
    """The claim, its verdict, its shares, its hinges, its noise."""
    yield _wrapped(f"{verdict.thesis.name}: {verdict.word}, {_share(verdict.pooled)}")
    yield _wrapped(verdict.thesis.says, "      ")
    shares = [(combination, _percent(share)) for combination, share in verdict.by_reading]
    if apart := _apart(shares):
        yield _wrapped(f"by reading: {apart.strip(' ()')}", "      ")
    if verdict.hinges:
        named = ", ".join(
            f"{assumption_in_words(findings.case, hinge.assumption)} "
            f"({hinge.explained:.0%} ± {hinge.error:.0%} of the variation, {hinge.direction} it)"
            for hinge in verdict.hinges[:HINGES]
        )
        yield _wrapped(f"hinges on {named}", "      ")
    if verdict.turns_on_noise:
        levels = ", ".join(
            f"{_percent(share)} {'when rational' if level == 'rational' else f'at κ = {level}'}"
            for level, share in verdict.by_noise
        )
        yield _wrapped(f"turns on the noise: {levels}", "      ")


def _percent(share: Share) -> str:
    return "undefined" if math.isnan(share.value) else percent(share.value)


def _share(share: Share) -> str:
    if math.isnan(share.value):
        return "in no variant both defined and solved"
    said = f"{percent(share.value)} (from {share.low:.1%} to {share.high:.1%})"
    counted = [
        f"{count:,} {word}"
        for count, word in ((share.undefined, "undefined"), (share.unsolved, "unsolved"))
        if count
    ]
    return f"{said}; {', '.join(counted)}" if counted else said


def _computed(findings: Findings) -> Iterator[str]:
    manifest = findings.ensemble.manifest
    counts = [count for _, count in manifest.counts]
    number = manifest.variants * len(counts)
    readings = f", {manifest.variants:,} under each of {', '.join(manifest.combinations)}"
    yield (
        f"{number:,} variants{readings if len(counts) > 1 else ''}; seed {manifest.seed}: "
        f"{_statuses(counts)}; {manifest.seconds:.1f} s."
    )
    silent = sum(one.why == "the case is silent" for one in findings.unsourced)
    total = len(findings.case.assumptions)
    if findings.unsourced:
        yield (
            f"{len(findings.unsourced)} of {total} assumptions rest on no source, of which the case "
            f"is silent on {silent}; the report lists them."
        )
    yield citation_count(findings.passages)


def _statuses(counts: list[Counts]) -> str:
    """How the variants ended; what is no solution is named."""
    solved = sum(one.solved for one in counts)
    worst = max(one.worst_residual for one in counts)
    wrong = [
        f"{number:,} {word}"
        for word, number in (
            ("uncertified", sum(one.uncertified for one in counts)),
            ("failed", sum(one.failed for one in counts)),
            ("no game", sum(one.invalid for one in counts)),
        )
        if number
    ]
    every = "all" if not wrong else f"{solved:,}"
    ended = f"{every} solved with a residual of at most {worst:.0e}"
    return "; ".join((ended, *wrong, *(["these bound the shares both ways"] if wrong else [])))
