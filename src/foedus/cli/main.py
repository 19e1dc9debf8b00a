"""The terminal: `foedus run`, `check`, `show`, `solve` and more; those on sources stand apart.

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
from foedus.cli.arguments import CASE, JSON, SOURCES
from foedus.cli.source_commands import COMMANDS


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


for one in COMMANDS:
    commands.add_command(one)


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
