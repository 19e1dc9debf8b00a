"""What was found, on a screen or two?"""

from __future__ import annotations

import math
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from foedus.cli.checked_sources import marks_and_names_in_words
from foedus.cli.checking import citation_count
from foedus.findings import (
    assumption_in_words,
    differ,
    percent,
    pooled_mean,
    reading_in_words,
    unsourced_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.ensemble import Counts
    from foedus.findings import Combination, Findings, Hinge, Share, Verdict

NARROWEST, WIDEST = 40, 100
HINGES = 3


def summary(findings: Findings) -> str:
    """The findings in words and columns, as wide as the terminal."""
    pooled = _pooled(findings)
    outcomes = f"Outcomes: mean probability, and where 95 % of the variants lie{pooled}"
    theses = (
        "Theses: the share of variants in which each holds, with its 95 % interval. A share "
        f"measures robustness; it is not a probability{pooled}"
    )
    sections = (
        ("Answer", map(_wrapped, findings.answer)),
        (outcomes, _outcomes(findings)),
        (theses, _theses(findings)),
        ("How it was computed", map(_wrapped, _computed(findings))),
    )
    parts = [click.style(findings.case.title, bold=True), _wrapped(findings.case.question, "")]
    parts += [_section(heading, lines) for heading, lines in sections]
    return "\n\n".join(parts)


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n".join((click.style(_wrapped(heading, ""), bold=True), *lines))


def _wrapped(text: str, indent: str = "  ") -> str:
    """Text in lines; a number stays with its per cent."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    filled = textwrap.fill(
        text.replace(" %", "\N{NO-BREAK SPACE}%"),
        width=min(max(columns, NARROWEST), WIDEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return filled.replace("\N{NO-BREAK SPACE}%", " %")


def _pooled(findings: Findings) -> str:
    """What is pooled, if anything is."""
    readings = findings.case.combinations[1:]
    if not readings:
        return ""
    if len(readings) == 1:
        return f" (under {reading_in_words(readings[0])})"
    return f" (all {len(readings)} combinations of readings, with equal weight)"


def _outcomes(findings: Findings) -> Iterator[str]:
    """One line an outcome, pooled over readings."""
    width = max(len(one.label or one.name) for one in findings.case.outcomes)
    for outcome in findings.case.outcomes:
        ours = [one for one in findings.outcomes if one.name == f"P({outcome.name})"]
        known = [one for one in ours if not math.isnan(one.mean)]
        name = f"  {outcome.label or outcome.name:<{width}}"
        if not known:
            yield f"{name}  not known: no variant was solved"
            continue
        pooled = [one for one in known if one.combination] or known
        low = min(one.quantiles[0] for one in pooled)
        high = max(one.quantiles[-1] for one in pooled)
        means = [(one.combination, f"{one.mean:.2f}") for one in known]
        apart = f"  ({_side_by_side(means)})" if len({said for _, said in means}) > 1 else ""
        yield f"{name}  {pooled_mean(pooled):.2f}  {low:.2f} to {high:.2f}{apart}"


def _side_by_side(told: list[tuple[Combination, str]]) -> str:
    return ", ".join(f"{'+'.join(names) or 'no reading'} {said}" for names, said in told)


def _theses(findings: Findings) -> Iterator[str]:
    if not findings.verdicts:
        yield _wrapped("The case puts no thesis to the test.")
    for verdict in findings.verdicts:
        yield from _thesis(findings, verdict)


def _thesis(findings: Findings, verdict: Verdict) -> Iterator[str]:
    """The claim, its verdict, its shares, its hinges, its noise."""
    word = click.style(verdict.word, bold=True)
    yield _wrapped(f"{verdict.thesis.name}: {word}, {_share(verdict.pooled)}")
    yield _wrapped(verdict.thesis.says, "      ")
    if differ(verdict):
        shares = [(combination, _percent(share)) for combination, share in verdict.by_reading]
        yield _wrapped(f"by reading: {_side_by_side(shares)}", "      ")
    if verdict.hinges:
        named = ", ".join(_hinge(findings, hinge) for hinge in verdict.hinges[:HINGES])
        yield _wrapped(f"hinges on {named}", "      ")
    if verdict.turns_on_noise:
        levels = ", ".join(
            f"{_percent(share)} {'if rational' if level == 'rational' else f'at κ = {level}'}"
            for level, share in verdict.by_noise
        )
        yield _wrapped(f"turns on the noise: {levels}", "      ")


def _hinge(findings: Findings, hinge: Hinge) -> str:
    name = assumption_in_words(findings.case, hinge.assumption)
    explained, error = 100 * hinge.explained, 100 * hinge.error
    return f"{name} ({explained:.0f} ± {error:.0f} % of the variation; {hinge.direction} it)"


def _percent(share: Share) -> str:
    return "undefined" if math.isnan(share.value) else percent(share.value)


def _share(share: Share) -> str:
    if math.isnan(share.value):
        return "in no variant both defined and solved"
    said = f"{percent(share.value)} ({100 * share.low:.1f} to {100 * share.high:.1f} %)"
    counted = [
        f"{count:,} {word}"
        for count, word in ((share.undefined, "undefined"), (share.unsolved, "unsolved"))
        if count
    ]
    return "; ".join((said, *counted))


def _computed(findings: Findings) -> Iterator[str]:
    manifest = findings.ensemble.manifest
    counts = [count for _, count in manifest.counts]
    shared = (
        f", {manifest.variants:,} under each of {', '.join(manifest.combinations)}"
        if len(counts) > 1
        else ""
    )
    yield (
        f"{manifest.variants * len(counts):,} variants{shared}; seed {manifest.seed}: "
        f"{_statuses(counts)}."
    )
    if findings.unsourced:
        yield unsourced_in_words(findings.case, findings.unsourced)
    yield citation_count(findings.passages)
    yield from marks_and_names_in_words(findings.marks, findings.names)


def _statuses(counts: list[Counts]) -> str:
    """How the variants ended; those without a certificate are counted by name."""
    unsolved = [
        f"{number:,} {word}"
        for word, number in (
            ("uncertified", sum(one.uncertified for one in counts)),
            ("failed", sum(one.failed for one in counts)),
            ("no game", sum(one.invalid for one in counts)),
        )
        if number
    ]
    worst = f"with a residual of at most {max(one.worst_residual for one in counts):.0e}"
    if not unsolved:
        return f"all solved, {worst}"
    solved = sum(one.solved for one in counts)
    bound = "which bound the shares both ways"
    return f"{solved:,} solved, {worst}; {', '.join(unsolved)}, {bound}"
