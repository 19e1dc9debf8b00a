"""Is this case usable, and do its citations hold?"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from foedus.cli.excerpts import visible
from foedus.cli.moving import print_moves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.case import Case, CitedPassage
    from foedus.game import Game
    from foedus.sources import Source


def check_case(
    name: str,
    *,
    sources: Path | None,
    earlier: Path | None = None,
    annotations: Path | None = None,
    tei: Path | None = None,
) -> None:
    """Validate a case under every reading, and its citations; exit with 2 if anything is wrong."""
    from foedus.case import (
        check_citations,
        check_marks,
        load,
        names_in_sources,
        read_sources,
        tei_of_sources,
    )
    from foedus.cli.checked_sources import (
        marks_and_names_in_words,
        print_left_as_found,
        print_marks_and_names,
    )
    from foedus.cli.recorded import print_surprises, record_in_words
    from foedus.cli.testified import matters_in_words, resting_on_one_origin
    from foedus.cli.warned import print_warnings
    from foedus.game import compile_all
    from foedus.record import chronicle

    case = load(name)
    games = compile_all(case)
    print_warnings(games)
    at_hand = read_sources(case, sources)
    print_left_as_found(at_hand.values())
    passages = check_citations(case, at_hand)
    marks, names = check_marks(case, at_hand), names_in_sources(case, at_hand)
    wrong = print_passages(passages)
    record = chronicle(case)
    matters = record.matters
    print_surprises(record)
    for note in dict.fromkeys(resting_on_one_origin(case, matters)):
        click.echo(f"note: {note}")
    is_sound = "can be played, but its citations do not all hold" if wrong else "is sound"
    wrong_of_sources = print_marks_and_names(marks, names)
    if wrong_of_sources:
        is_sound = "can be played, but not all that it says of its sources holds"
    click.echo(f"{case.title}: the case {is_sound}. {_play_in_words(games)}")
    click.echo(citation_count(passages))
    for line in (
        *matters_in_words(matters),
        *record_in_words(record),
        *marks_and_names_in_words(marks, names),
    ):
        click.echo(line)
    if earlier is not None:
        print_moves(case, earlier, passages)
    if annotations is not None:
        _write_annotations(case, passages, at_hand, annotations)
    if tei is not None:
        _write_tei(tei_of_sources(case, passages, at_hand), tei)
    if wrong or wrong_of_sources:
        sys.exit(2)


def _play_in_words(games: Sequence[Game]) -> str:
    """How large the game is, and under which readings the case was checked."""
    others, count = len(games) - 1, games[0].form.node_count
    size = f"Its game has {count:,} turns, chances and endings"
    if not others:
        return f"{size}."
    ways = "its reading" if others == 1 else f"its {others} combinations of readings"
    return f"{size} as it stands; it was checked under {ways}, too."


def _write_tei(documents: dict[str, bytes], folder: Path) -> None:
    """Write each source under its name in the case."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, document in documents.items():
        path = folder / f"{key}.xml"
        path.write_bytes(document)
        click.echo(f"{path}: {key} with its marks and its cited passages, as TEI")


def _write_annotations(
    case: Case, passages: tuple[CitedPassage, ...], at_hand: dict[str, Source], path: Path
) -> None:
    """Write the citations that hold as annotations, and say how many there are."""
    from foedus.case import annotated_citations

    collection = annotated_citations(case, passages, at_hand)
    path.write_text(json.dumps(collection, indent=2) + "\n", encoding="utf-8")
    targets = [one["target"] for one in collection.get("first", {"items": []})["items"]]
    cited = len({json.dumps(target) for target in targets})
    click.echo(f"{path}: {collection['total']} annotations of {cited} passages")
    left_out = sum(not passage.check.holds for passage in passages)
    if left_out:
        click.echo(f"  {left_out} of {len(passages)} citations do not hold and are left out")


def print_passages(passages: tuple[CitedPassage, ...]) -> int:
    """Print what is wrong or doubtful about citations; the number of those that do not hold."""
    from foedus.sources import CitationStatus

    wrong = 0
    for passage in passages:
        check = passage.check
        if check.status is CitationStatus.UNCHECKED:
            continue
        if not check.holds:
            wrong += 1
            click.echo(f"{passage.cite.place}: {check}", err=True)
            continue
        for note in check.notes:
            click.echo(f"note: {passage.cite.place}: {visible(note)}")
    return wrong


def citation_count(passages: tuple[CitedPassage, ...]) -> str:
    """One sentence: how many citations were checked, and with what result."""
    from foedus.sources import CitationStatus

    statuses = [passage.check.status for passage in passages]
    unchecked = statuses.count(CitationStatus.UNCHECKED)
    checked = len(statuses) - unchecked
    if not statuses:
        return "The case quotes no passage."
    if not checked:
        return (
            f"None of the {unchecked} citations was checked: no source is at hand (--sources DIR)."
        )
    valid = statuses.count(CitationStatus.VALID)
    loose = statuses.count(CitationStatus.NO_FINGERPRINT)
    parts = [f"{valid} valid"]
    if loose:
        parts.append(f"{loose} found, but without a fingerprint")
    if checked - valid - loose:
        parts.append(f"{checked - valid - loose} that do not hold")
    tail = f"; {unchecked} not checked" if unchecked else ""
    return f"{checked} of {len(statuses)} citations checked: {', '.join(parts)}{tail}."
