"""How does a person put a mark or a guess beside words of a file? `foedus mark`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NoReturn

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources import LookUp, Mark, Remark, RemarkCheck, Source

NOT_MARKED = 1


def mark_words(
    path: Path,
    draft: Remark,
    *,
    line: int | None,
    encoding: str | None,
    as_json: bool,
    is_whole: bool,
) -> None:
    """Print the place of a remark and the line to paste under the source's marks.

    Exits with 1 if its words stand in no place or in several, or settle nothing. Then all that is
    said in words is said on standard error, so that standard output never holds a mark without a
    place.
    """
    from foedus.sources import check_remark, look_up, read_source

    source = read_source(path, encoding=encoding)
    _refuse_nonsense(source, draft)
    found = look_up(source, draft.words)
    placed = _placed(source, found, draft, line)
    check = None if placed is None else check_remark(source, placed)
    if as_json:
        click.echo(json.dumps(_record(source, found, check), indent=2))
    if check is None:
        _refuse_words(source, found, line, is_whole=is_whole, has_told=as_json)
    if not check.holds:
        click.secho(f"foedus: {check.message}", err=True, fg="red", bold=True)
        sys.exit(NOT_MARKED)
    if not as_json:
        _print_in_words(source, check)


def remark_of(
    asked: list[str],
    words: str,
    *,
    by: str,
    is_before: bool,
    note: str,
    reading: str | None,
    certainty: str | None,
    extent: str | None,
    settles: str | None,
) -> Remark:
    """What the options say, as a remark.

    Raises
    ------
    UserError
        If they ask for no mark or for several, or say what no such mark can say.
    """
    from foedus.sources import Certainty, MarkKind, Remark, Side

    if len(asked) != 1:
        found = f", not {' and '.join(f'--{name}' for name in asked)}" if asked else ""
        raise UserError(
            f"give one of --supplied TEXT, --gap, --unclear, --surplus, --settled{found}"
        )
    name = asked[0]
    is_beside = name in {"supplied", "gap"}
    if is_before and not is_beside:
        raise UserError(f"--{name} is said of the words themselves; it has no --before")
    beside = Side.BEFORE if is_before else Side.AFTER
    return Remark(
        kind=None if name == "settled" else MarkKind(name),
        words=words,
        by=by,
        side=beside if is_beside else Side.ON,
        note=note,
        reading=reading,
        certainty=None if certainty is None else Certainty(certainty),
        extent=extent,
        settles=None if settles is None else MarkKind(settles),
    )


def _refuse_nonsense(source: Source, draft: Remark) -> None:
    """Refuse what no mark can say, before any place is looked for; `Source.mark` knows."""
    if draft.kind is not None:
        source.mark(
            0,
            0,
            draft.kind,
            "",
            draft.note,
            draft.by,
            reading=draft.reading,
            certainty=draft.certainty,
            extent=draft.extent,
        )
    elif draft.reading or draft.certainty or draft.extent:
        raise UserError("--settled has no --reading, --certainty or --extent")
    if draft.settles is not None and draft.kind is not None:
        raise UserError("--kind says which mark is settled; give it with --settled")


def _placed(source: Source, found: LookUp, draft: Remark, line: int | None) -> Remark | None:
    """The remark with words that stand once, as they stand there; None if its place is not one."""
    from foedus.sources import Side
    from foedus.sources.told_apart import told_apart

    places = [
        place
        for place in found.places
        if line is None
        or (passage := source.passage(*place)).first_line <= line <= passage.last_line
    ]
    if len(places) != 1:
        return None
    words = " ".join(source.repaired[places[0].start : places[0].end].split())
    enough = told_apart(source, places[0], draft.side)
    if enough is None:
        return None
    if draft.side is Side.ON and draft.kind is not None and enough != words:
        return replace(draft, words=words, within=enough)
    return replace(draft, words=enough)


def _record(source: Source, found: LookUp, check: RemarkCheck | None) -> dict[str, Any]:
    from foedus.cli.source_records import look_up_record

    looked_up = look_up_record(source, found)
    record = {key: looked_up[key] for key in ("words", "found", "places", "suggestion", "why")}
    if check is None or not check.holds:
        return {**record, "mark": None, "message": "" if check is None else check.message}
    return {
        **record,
        "mark": {**asdict(check.remark), "in_a_case": str(check.remark)},
        "message": check.message,
        "marks": [asdict(mark) for mark in _new_marks(source, check)],
    }


def _new_marks(source: Source, check: RemarkCheck) -> list[Mark]:
    """The marks that the source did not have before."""
    from foedus.sources.remark import lay_checked

    return [mark for mark in lay_checked(source, [check]).marks if mark not in source.marks]


def _print_in_words(source: Source, check: RemarkCheck) -> None:
    from foedus.cli.cited import writable
    from foedus.cli.excerpts import filled, marks_around, printable, visible

    new = _new_marks(source, check)
    where = "" if check.passage is None else check.passage.where
    click.secho(f"{printable(source.key)}, {where}", bold=True)
    for place, here in marks_around(source, new):
        click.echo(filled(place, "  "))
        for mark in here:
            click.echo(filled(visible(str(mark)), "    "))
    click.echo(f"\nmarks:\n  - {writable(str(check.remark))}")


def _refuse_words(
    source: Source, found: LookUp, line: int | None, *, is_whole: bool, has_told: bool
) -> NoReturn:
    """Say why no place is meant, and which may be; exit with 1."""
    from foedus.cli.cited import why_not_cited

    trouble, *places = why_not_cited(source, found, is_whole=is_whole)
    if line is not None and found.places:
        fault = "does not tell which" if len(found.places) > 1 else "is not its line"
        trouble = f"{trouble}; line {line} {fault}"
    click.secho(f"foedus: {trouble}", err=True, fg="red", bold=True)
    if not has_told:
        if len(found.places) > 1:
            places.append("  --line says which of them is meant")
        click.echo("\n".join(places), err=True)
    sys.exit(NOT_MARKED)
