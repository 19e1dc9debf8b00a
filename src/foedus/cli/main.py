"""The terminal: `foedus run`, `check`, `show`, `source`, `cite`, `mark`, `claims` and more.

Each command parses its arguments here and imports what it needs when it runs. A mistake of the
user's is printed as sentences on standard error, with exit code 2 and no traceback.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from foedus._verbs import MOST_VARIANTS
from foedus._version import __version__

CASE = click.argument("case", metavar="CASE")
SOURCES = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder with the files that the case cites; without it citations are not checked.",
)


FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
ENCODING = click.option(
    "--encoding",
    metavar="NAME",
    help="How FILE is encoded, such as utf-8 or cp1252; found out by itself unless given.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foedus")
def commands() -> None:
    """Turn a sourced account of a joint decision into a game, and see which conclusions survive.

    CASE is the name of a built-in case (see `foedus cases`) or a path to a case file or its folder.
    """


@commands.command()
@CASE
@SOURCES
@click.option(
    "--variants",
    type=click.IntRange(min=100, max=MOST_VARIANTS),
    default=20_000,
    show_default=True,
    help="How many variants to solve in all, shared equally among the readings.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**63 - 1),
    default=1,
    show_default=True,
    help="The same seed gives the same numbers.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the results.  [default: foedus-out/<case>]",
)
def run(case: str, sources: Path | None, variants: int, seed: int, out: Path | None) -> None:
    """Solve a case under everything it leaves open, and write a report."""
    from foedus.cli.running import run_case

    run_case(case, sources=sources, variants=variants, seed=seed, out=out)


@commands.command()
@CASE
@SOURCES
@click.option(
    "--earlier",
    type=click.Path(path_type=Path),
    help="Folder with the files as they were: say which citations moved or were reworded.",
)
@click.option(
    "--annotations",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write: every citation that holds as a W3C Web Annotation (JSON-LD).",
)
@click.option(
    "--tei",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write: every source at hand as TEI, with its marks and cited passages.",
)
def check(
    case: str,
    sources: Path | None,
    earlier: Path | None,
    annotations: Path | None,
    tei: Path | None,
) -> None:
    """Validate a case and its citations; every mistake with its line."""
    from foedus.cli.checking import check_case

    for option, path in (("--earlier", earlier), ("--annotations", annotations), ("--tei", tei)):
        if path is not None and sources is None:
            raise click.UsageError(
                f"{option} needs the files of the sources; name their folder with --sources"
            )
    check_case(case, sources=sources, earlier=earlier, annotations=annotations, tei=tei)


@commands.command()
@CASE
@click.option("--expand", is_flag=True, help="Spell out the institutions as ordinary moves.")
@click.option("--reading", "readings", multiple=True, help="Lay a reading over the case.")
def show(case: str, *, expand: bool, readings: tuple[str, ...]) -> None:
    """Print actors, play, information sets and the size of the tree."""
    from foedus.cli.showing import show_case

    show_case(case, expand=expand, readings=readings)


@commands.command()
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

    FILE is plain text, Markdown, HTML, TEI XML or DOCX. Nothing is written to it. Lines and
    paragraphs are those of FILE, counted from one.
    """
    from foedus.cli.sourcing import show_source

    if as_text + as_json + as_tei > 1:
        raise click.UsageError("--text, --json and --tei exclude one another; all hold the text")
    form = "text" if as_text else "json" if as_json else "tei" if as_tei else "words"
    show_source(
        file, encoding=encoding, form=form, is_whole=is_whole, case=case, repaired=is_asked or None
    )


@commands.command()
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


@commands.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--key", "keys", multiple=True, help="Only this document (repeatable).")
def sources(file: Path, keys: tuple[str, ...]) -> None:
    """Print the documents of a bibliography as a case lists its sources.

    FILE is BibTeX (.bib) or CSL-JSON (.json), as reference managers export it. A case can also name
    it itself: `bibliography: refs.bib`.
    """
    from foedus.cli.listing import list_sources

    list_sources(file, keys)


@commands.command()
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
    if path.suffix.lower() in {".csv", ".tsv"}:
        if sources is not None:
            raise click.UsageError("--sources checks the citations of a case; a table is only read")
        print_claims_of_table(path, out=out, encoding=encoding)
    elif encoding is not None:
        raise click.UsageError("--encoding is of a table; a case is in UTF-8")
    else:
        write_claims(case_or_table, sources=sources, out=out)


@commands.command()
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


@commands.command()
@CASE
@SOURCES
@JSON
def names(case: str, *, sources: Path | None, as_json: bool) -> None:
    """List how each source writes the names of those who speak, and ask about near spellings.

    Exits with 2 if a name that the case declares for a source does not stand in it.
    """
    from foedus.cli.naming import print_names

    print_names(case, sources=sources, as_json=as_json)


@commands.command()
@CASE
@click.argument("who", metavar="WHO")
@click.option("--on", metavar="DATE", help="By the end of this date (EDTF), such as 1950-05-13.")
@click.option("--claim", metavar="NAME", help='Of this claim alone: its name, or "step = option".')
@JSON
def knows(case: str, who: str, *, on: str | None, claim: str | None, as_json: bool) -> None:
    """Say what WHO could have known, since when, through whom, and how well founded.

    WHO is an actor, one of its voices or anybody named in the record. It is told from the record
    alone: what nobody is said to have told, nobody is said to have known.
    """
    from foedus.cli.knowing import print_knowledge

    print_knowledge(case, who, on=on, claim=claim, as_json=as_json)


@commands.command()
@CASE
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output by default.",
)
def timeline(case: str, out: Path | None) -> None:
    """Draw the record of a case as a picture (SVG): who met, who wrote to whom, what was agreed."""
    from foedus.cli.timelining import draw_timeline

    draw_timeline(case, out=out)


@commands.command()
@click.argument("game", metavar="GAME.efg")
@click.option(
    "--lambda",
    "rationality",
    multiple=True,
    metavar="[PLAYER=]NUMBER",
    help="λ, the rationality per unit of payoff: of all players, or of one by name (repeatable).",
)
@click.option("--rational", is_flag=True, help="The limit of ever greater rationality.")
@JSON
def solve(game: str, *, rationality: tuple[str, ...], rational: bool, as_json: bool) -> None:
    """Solve a game in Gambit's extensive format, whatever it is about.

    Prints what everybody does, the payoffs they expect, and how certain that is. Exits with 1 if
    the game could not be solved as asked.
    """
    from foedus.cli.solving import solve_game_file

    solve_game_file(game, rationality, is_rational=rational, as_json=as_json)


@commands.command()
def cases() -> None:
    """List the cases that come with Foedus."""
    from foedus.cli.showing import list_cases

    list_cases()


@commands.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output by default.",
)
def schema(out: Path | None) -> None:
    """Write the JSON Schema of the case language, for completion in an editor."""
    from foedus.cli.showing import write_schema

    write_schema(out)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; every mistake of the user's ends in sentences and exit code 2."""
    from foedus.cli.failing import failures_as_sentences

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or file that cannot write κ gets a question mark, not a failure.
            stream.reconfigure(errors="replace")
    with failures_as_sentences():
        try:
            commands.main(args=arguments, prog_name="foedus", standalone_mode=False)
        except click.ClickException as mistake:
            mistake.show(sys.stderr)
            sys.exit(2)
        except click.exceptions.Abort:
            click.echo("foedus: stopped", err=True)
            sys.exit(130)


if __name__ == "__main__":
    main()
