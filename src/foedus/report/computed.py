"""How was it computed, so that it can be computed again?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.dates import in_words
from foedus.report.figure import Table
from foedus.report.typeset import counted

if TYPE_CHECKING:
    from foedus.ensemble import Manifest
    from foedus.findings import Findings


@dataclass(frozen=True)
class Computed:
    """Facts by name, certificates by reading, and how each block of assumptions was drawn."""

    facts: tuple[tuple[str, str], ...]
    certificates: Table
    sampling: Table
    unsolved: int
    warnings: tuple[str, ...]


def computed(findings: Findings) -> Computed:
    """How the findings came about."""
    manifest = findings.ensemble.manifest
    return Computed(
        facts=_facts(findings, manifest),
        certificates=Table(
            (
                "reading",
                "solved",
                "uncertified",
                "failed",
                "no game",
                "branch turned",
                "ties",
                "worst residual",
            ),
            tuple(
                (
                    "no reading" if name == "base" else name.replace("+", " + "),
                    *(
                        f"{count:,}"
                        for count in (
                            one.solved,
                            one.uncertified,
                            one.failed,
                            one.invalid,
                            one.turned,
                            one.tied,
                        )
                    ),
                    f"{one.worst_residual:.1e}",
                )
                for name, one in manifest.counts
            ),
        ),
        sampling=Table(("assumptions drawn together", "how"), manifest.sampling),
        warnings=_warnings(findings),
        unsolved=sum(one.unsolved for _, one in manifest.counts),
    )


def _until(findings: Findings) -> str:
    until = findings.case.evidence_until
    return "the whole record counts" if until is None else in_words(until.edtf)


def _warnings(findings: Findings) -> tuple[str, ...]:
    """What was noticed about the case while it was read and unrolled, under no reading."""
    found = (*findings.case.warnings, *findings.play.game.warnings)
    return tuple(dict.fromkeys(f"line {one.place.line}: {one.message}" for one in found))


def _facts(findings: Findings, manifest: Manifest) -> tuple[tuple[str, str], ...]:
    form = findings.play.game.form
    ways = counted(len(manifest.combinations), "way", "ways")
    total = manifest.variants * len(manifest.combinations)
    kind = "perfect information" if form.has_perfect_information else "hidden moves or types"
    sets = counted(len(form.information_sets), "information set")
    perception = {
        "disagreement": "every actor has its own beliefs, and all know that they differ",
        "mirror": "each actor assumes that all others share its own beliefs",
    }[findings.case.perception]
    versions = ", ".join(f"{name} {version}" for name, version in manifest.versions)
    return (
        ("Variants", f"{total:,}: {manifest.variants:,} for each of {ways} to read the case"),
        ("Of these solved again at fixed noise", f"{manifest.noise_variants:,} for each way"),
        ("Seed", str(manifest.seed)),
        ("Game under no reading", f"{form.node_count:,} nodes, {sets} ({kind})"),
        ("Lexicon of estimative words", manifest.lexicon),
        ("Perception", f"{findings.case.perception}: {perception}"),
        ("Evidence until", _until(findings)),
        ("Case", f"{findings.case.path.name}, SHA-256 {manifest.case_hash}"),
        ("Versions", versions),
        ("Processor", manifest.processor),
        ("Drawing, solving and writing took", f"{manifest.seconds:.1f} s"),
    )
