"""Findings to report: of the built-in cases, and of cases that are hostile, bare or long."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from long_records import record_of

import foedus
from foedus.case import loads
from foedus.report import write_report

if TYPE_CHECKING:
    from foedus.findings import Findings


MINUTES = """\
The miller said that we have all seen the lower bank
sink in a wet year.

The vicar said that the lower fields have stood under water
twice in ten years.
"""
"""An invented source of the built-in case `dam`, in which both of its citations stand."""

BARE = """\
foedus: 1
title: A bare case
actors: {a: {}, b: {}}
play:
  - {move: go, by: a, options: [here, there]}
outcomes: {done: always}
"""

SCRIPT = "<script>window.stolen = true</script>"
IMAGE = "<img src=x onerror='window.stolen = true'>"
CLOSING = "</script><script>window.stolen = true</script>"
RIGHT_TO_LEFT = "אברהם \u202e reversed"
LONG = "Long" * 100
HOSTILE = rf"""
foedus: 1
title: "{SCRIPT} & 'quotes' \" \u2028 title"
question: "{CLOSING} {IMAGE}"
sources:
  paper: {{title: "{IMAGE} paper", author: "{SCRIPT}", where: "{LONG}", file: "{CLOSING}.txt"}}
  copy: {{title: "{CLOSING}", copy of: paper}}
actors:
  a: {{name: "{SCRIPT}", voices: {{"{IMAGE}": ["{CLOSING}"]}}, restraint: go = there}}
  b: {{name: "{RIGHT_TO_LEFT}"}}
  c: {{name: "{LONG}"}}
play:
  - {{type: nature, options: [x, y], known to: [a], why: "{CLOSING}"}}
  - move: go
    by: a
    options: [here, there]
    why: "{IMAGE}"
    cite: [paper, "{SCRIPT}", "{IMAGE}"]
  - {{move: {"step" * 40}, by: b, options: [{"option" * 30}, other]}}
outcomes:
  one: {{when: go = here, label: "{CLOSING}"}}
  two: {{when: otherwise, label: "{RIGHT_TO_LEFT} {LONG}"}}
beliefs:
  b: {{nature = x: {{between: [0.1, 0.9], note: "{IMAGE}"}}}}
preferences:
  a: [{{when: one, worth: gain}}]
assumptions:
  gain: {{between: [-5, 40], note: "{CLOSING}"}}
readings:
  "{IMAGE}":
    bold: {{by: "{SCRIPT}", says: "{CLOSING}", assumptions: {{gain: {{between: [-40, 5]}}}}}}
theses:
  thesis: {{by: "{SCRIPT}", says: "{CLOSING} {IMAGE}", test: P(one) > 0.5}}
testimony:
  - {{matter: "{IMAGE}", by: "{CLOSING}", to: "{SCRIPT}", says: "{IMAGE}", remove: 1,
     when: {{as written: "{SCRIPT}", before: first}}}}
  - matter: "{IMAGE}"
    by: "{SCRIPT}"
    says: "{CLOSING}"
    position: "{CLOSING}"
    origin: "{SCRIPT}"
    through: ["{IMAGE}", {{by: "{RIGHT_TO_LEFT}", when: 1900}}]
    against:
      - passage: [paper, "{CLOSING}", "{SCRIPT}"]
        words of: "{SCRIPT}"
        as: quotation
        through: ["{CLOSING}"]
        origin: "{LONG}"
  - {{matter: "{IMAGE}", by: "{LONG}", says: "{RIGHT_TO_LEFT}", position: "{LONG} {RIGHT_TO_LEFT}"}}
record:
  - entry: first
    on: {{as written: "{IMAGE}", edtf: 1900~, basis: "{CLOSING} {RIGHT_TO_LEFT}"}}
    says: "{CLOSING}"
    step: go = here
  - meeting: second
    on: 1901
    where: "{IMAGE}"
    who: ["{IMAGE}", b, "{LONG}", "<b>stranger"]
    says: "{RIGHT_TO_LEFT} {LONG}"
    said: [{{by: "{IMAGE}", says: "{CLOSING}", claim: told}}]
    makes: {{pact: proposed}}
claims:
  told: {{says: "{CLOSING} {IMAGE}"}}
agreements:
  pact: {{says: "{SCRIPT}", between: [a, b], binds: "{CLOSING}", only after: "{IMAGE} {LONG}"}}
rules:
  rule: {{says: "{CLOSING}", needs: first, before: second}}
"""


@pytest.fixture(scope="session")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The built-in case `dam`, with its source at hand."""
    folder = tmp_path_factory.mktemp("dam")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return foedus.run("dam", 400, 7, sources=papers, out=folder / "out")


@pytest.fixture(scope="session")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The case of May 1950, without its source."""
    return foedus.run("korea-1950", 200, 7, out=tmp_path_factory.mktemp("korea") / "out")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A case whose every text tries to be something else."""
    return foedus.run(loads(HOSTILE), 60, 7, out=tmp_path_factory.mktemp("hostile") / "out")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A case with no thesis, reading, record, source, restraint or question."""
    return foedus.run(loads(BARE), 20, 7, out=tmp_path_factory.mktemp("bare") / "out")


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A case with sixty entries in its record."""
    return foedus.run(loads(record_of(60)), 20, 7, out=tmp_path_factory.mktemp("long") / "out")


@pytest.fixture(scope="session")
def pages(
    dam: Findings,
    korea: Findings,
    hostile: Findings,
    bare: Findings,
    long: Findings,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """The reports of all these, as files."""
    folder = tmp_path_factory.mktemp("reports")
    found = {"dam": dam, "korea": korea, "hostile": hostile, "bare": bare, "long": long}
    return {
        name: write_report(findings, folder / f"{name}.html") for name, findings in found.items()
    }
