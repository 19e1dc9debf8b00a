"""The commands about sources: `source`, `cite`, `mark`, `names`, `sources` and `claims`.

As in `main`, each imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path

import click

from foedus.cli.arguments import CASE, ENCODING, FILE, JSON, SOURCES


@click.command()
@FILE
@click.option("--text", "as_text", is_flag=True, help="Print the repaired text and nothing else.")
@JSON
@click.option("--tei", "as_tei", is_flag=True, help="Print TEI (XML): the text with its marks.")
@click.option("--all", "is_whole", is_flag=True, help="List everything, however long.")
@click.option("--case", help="Show the marks, too, that people add to it in this case.")
@click.option("--repair", "is_asked", is_flag=True, help="Repair it even if it is very large.")
@ENCODING
def source(
    file: Path,
    *,
    as_text: bool,
    as_json: bool,
    as_tei: bool,
    is_whole: bool,
    case: str | None,
    is_asked: bool,
    encoding: str | None,
) -> None:
    """Show what was repaired in a file, and what in it is doubtful.

    FILE is plain text, Markdown, HTML, TEI XML, DOCX or PDF. Nothing is written to it. Pages, lines
    and paragraphs are those of FILE, counted from one.
    """
    from foedus.cli.sourcing import show_source

    if as_text + as_json + as_tei > 1:
        raise click.UsageError("--text, --json and --tei exclude one another; all hold the text")
    form = "text" if as_text else "json" if as_json else "tei" if as_tei else "words"
    show_source(
        file, encoding=encoding, form=form, is_whole=is_whole, case=case, repaired=is_asked or None
    )


@click.command()
@FILE
@click.argument("words", metavar='"SOME WORDS"')
@click.option(
    "--key",
    help="The name that the case gives the source.  [default: FILE's, without its ending]",
)
@JSON
@click.option(
    "--annotation", "as_annotation", is_flag=True, help="Print a W3C Web Annotation (JSON-LD)."
)
@click.option("--tei", "as_tei", is_flag=True, help="Print TEI (XML): a cit with its marks.")
@click.option("--iri", help="For --annotation: the address of FILE.  [default: its name, relative]")
@click.option("--all", "is_whole", is_flag=True, help="List every place, however many.")
@ENCODING
def cite(
    file: Path,
    words: str,
    *,
    key: str | None,
    as_json: bool,
    as_annotation: bool,
    as_tei: bool,
    iri: str | None,
    is_whole: bool,
    encoding: str | None,
) -> None:
    """Find the sentence that holds some words, and cite it as a case does.

    Exits with 1 if the words stand nowhere in FILE, or in several places.
    """
    from foedus.cli.citing import cite_words

    form = "annotation" if as_annotation else "json" if as_json else "tei" if as_tei else "words"
    if as_annotation + as_json + as_tei > 1:
        raise click.UsageError("--json, --annotation and --tei exclude one another")
    if iri is not None and not as_annotation:
        raise click.UsageError("--iri is the address in an annotation; it goes with --annotation")
    cite_words(file, words, key=key, encoding=encoding, form=form, is_whole=is_whole, iri=iri)


@click.command()
@FILE
@click.argument("words", metavar='"SOME WORDS"')
@click.option("--supplied", metavar="TEXT", help="Supply lost words, behind SOME WORDS.")
@click.option("--gap", "is_gap", is_flag=True, help="Something is lost behind SOME WORDS.")
@click.option("--unclear", "is_unclear", is_flag=True, help="SOME WORDS may not be right.")
@click.option("--surplus", "is_surplus", is_flag=True, help="SOME WORDS do not belong there.")
@click.option(
    "--settled", "is_settled", is_flag=True, help="What Foedus doubts at SOME WORDS is no doubt."
)
@click.option("--before", "is_before", is_flag=True, help="Before SOME WORDS, not behind them.")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@click.option("--note", default="", metavar="TEXT", help="Why, for the reader.")
@click.option("--reading", metavar="TEXT", help="With --unclear: what it may be instead.")
@click.option(
    "--certainty",
    type=click.Choice(["high", "medium", "low"]),
    help="How sure NAME is of what is supplied or read.",
)
@click.option("--extent", metavar="TEXT", help='With --gap: how much is lost, "a line".')
@click.option(
    "--kind",
    type=click.Choice(["gap", "surplus", "unclear"]),
    help="With --settled: which mark, if several touch SOME WORDS.",
)
@click.option(
    "--line", type=click.IntRange(min=1), help="The line of FILE, if they stand in several."
)
@JSON
@click.option("--all", "is_whole", is_flag=True, help="List every place, however many.")
@ENCODING
def mark(
    file: Path,
    words: str,
    *,
    supplied: str | None,
    is_gap: bool,
    is_unclear: bool,
    is_surplus: bool,
    is_settled: bool,
    is_before: bool,
    by: str,
    note: str,
    reading: str | None,
    certainty: str | None,
    extent: str | None,
    kind: str | None,
    line: int | None,
    as_json: bool,
    is_whole: bool,
    encoding: str | None,
) -> None:
    """Put a mark or a guess beside some words, as a case does under `marks` of a source.

    Nothing is written to FILE. Exits with 1 if the words stand nowhere, or in several places.
    """
    from foedus.cli.marking import mark_words, remark_of

    asked = {
        "supplied": supplied is not None,
        "gap": is_gap,
        "unclear": is_unclear,
        "surplus": is_surplus,
        "settled": is_settled,
    }
    draft = remark_of(
        [name for name, is_asked in asked.items() if is_asked],
        words,
        by=by,
        is_before=is_before,
        note=note,
        reading=reading if supplied is None else supplied,
        certainty=certainty,
        extent=extent,
        settles=kind,
    )
    mark_words(file, draft, line=line, encoding=encoding, as_json=as_json, is_whole=is_whole)


@click.command()
@CASE
@SOURCES
@JSON
def names(case: str, *, sources: Path | None, as_json: bool) -> None:
    """List how each source writes the names of those who speak, and ask about near spellings.

    Exits with 2 if a name that the case declares for a source does not stand in it.
    """
    from foedus.cli.naming import print_names

    print_names(case, sources=sources, as_json=as_json)


@click.command()
@FILE
@click.option("--key", "keys", multiple=True, help="Only this document (repeatable).")
def sources(file: Path, keys: tuple[str, ...]) -> None:
    """Print the documents of a bibliography as a case lists its sources.

    FILE is BibTeX (.bib) or CSL-JSON (.json), as reference managers export it. A case can also name
    it itself: `bibliography: refs.bib`.
    """
    from foedus.cli.listing import list_sources

    list_sources(file, keys)


@click.command()
@click.argument("case_or_table", metavar="CASE|TABLE.csv")
@SOURCES
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output by default.",
)
@click.option("--encoding", metavar="NAME", help="How TABLE is encoded, unless in UTF-8.")
def claims(
    case_or_table: str, sources: Path | None, out: Path | None, encoding: str | None
) -> None:
    """Write what a case claims as a table (CSV), or read such a table.

    A table with a column for the claim and one for who makes it is printed as the testimony and the
    record of a case, ready to be pasted.
    """
    from foedus.cli.claiming import print_claims_of_table, write_claims

    path = Path(case_or_table)
    if _is_table(path):
        if sources is not None:
            raise click.UsageError("--sources checks the citations of a case; a table is only read")
        print_claims_of_table(path, out=out, encoding=encoding)
    elif encoding is not None:
        raise click.UsageError("--encoding is of a table; a case is in UTF-8")
    else:
        write_claims(case_or_table, sources=sources, out=out)


def _is_table(path: Path) -> bool:
    """Whether a file is a table: by its name, or as the text with tabs that Excel calls .txt."""
    ending = path.suffix.lower()
    if ending == ".txt" and path.is_file():
        with path.open("rb") as file:
            return b"\t" in file.readline(10_000)
    return ending in {".csv", ".tsv"}


COMMANDS = (source, cite, mark, names, sources, claims)
