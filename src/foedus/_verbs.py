"""The five verbs: load, compile, solve, run, report.

Thin: each calls one package and hands on its value. What they need is imported when they are
called, so that importing Foedus costs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from foedus._user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike

    from foedus.case import Case
    from foedus.findings import Findings, SolvedGame
    from foedus.game import Game
    from foedus.solve import ExtensiveForm, GambitGame, Query, Solution, Variants
    from foedus.sources import Source

OUT = Path("foedus-out")
ENSEMBLE = "ensemble"
REPORT = "report.html"
MOST_VARIANTS = 10_000_000
"""As many as one machine solves and keeps in a night."""


def load(case: str | Path) -> Case:
    """Read a case: the name of a built-in one, or a path to a file or its folder.

    Raises
    ------
    foedus.case.CaseError
        With every mistake of the file, each with its line.
    """
    from foedus.case import load as load_case

    return load_case(case)


def compile(case: Case) -> Game:  # noqa: A001 - the verb of the design
    """Unroll a case, under its combination of readings, into a game.

    Raises
    ------
    foedus.case.CaseError
        If the play cannot be unrolled: too large, outcomes that overlap, an option never offered.
    """
    from foedus.game import compile_game

    return compile_game(case)


@overload
def solve(
    game: Game, values: Mapping[str, ArrayLike] | None = None, *, kappa: float | None = None
) -> SolvedGame: ...
@overload
def solve(
    game: ExtensiveForm | GambitGame, values: Variants, *, queries: Sequence[Query] = ()
) -> Solution: ...
def solve(
    game: Game | ExtensiveForm | GambitGame,
    values: Mapping[str, ArrayLike] | Variants | None = None,
    *,
    kappa: float | None = None,
    queries: Sequence[Query] = (),
) -> SolvedGame | Solution:
    """Solve a game: a case's, in the middle of what the case allows, or a tree of your own.

    Parameters
    ----------
    game
        As `compile` returns it; or a tree, from `foedus.solve.build` or `foedus.solve.read_efg`.
    values
        Of a case: assumptions by name, each a number or an array with one number a variant; the
        others are central. Of a tree: its numbers, from `foedus.solve.make_variants` or the
        `variants` of what `read_efg` returned.
    kappa
        Of a case only: one κ for all actors, a number, or ``inf`` for the rational limit.
    queries
        Of a tree only: what to read off every variant.

    Returns
    -------
    foedus.findings.SolvedGame or foedus.solve.Solution
        Of a case: the probabilities of the outcomes, what everybody does, and the certificate. Of a
        tree: the answers to the queries, what everybody does (`Solution.play`), and the
        certificate; `foedus.solve.solve` has more options, and need not keep the play of a million
        variants.

    Raises
    ------
    foedus._user_error.UserError
        If a name is no assumption of the case; names the nearest.
    ValueError
        If the numbers of a tree are no game; names the quantity.
    TypeError
        If a tree is solved without `Variants`, or a case with them.

    Examples
    --------
    >>> import foedus
    >>> game = foedus.compile(foedus.load("dam"))
    >>> sorted(foedus.solve(game, {"outcry": [0, 100]}).outcomes)
    ['dam-stands', 'flood', 'no-dam']

    A tree of your own:

    >>> from foedus.solve import build, decision, make_variants, terminal
    >>> lunch = decision("me", "lunch", {"soup": terminal({"me": 2}), "tea": terminal()})
    >>> form = build(["me"], lunch)
    >>> solution = foedus.solve(form, make_variants(form, rationality=[0.0, 1.0]))
    >>> solution.play["lunch"]["soup"].round(3).tolist()
    [0.5, 0.881]
    """
    from foedus.solve import ExtensiveForm, GambitGame, Variants

    if isinstance(game, ExtensiveForm | GambitGame):
        if not isinstance(values, Variants) or kappa is not None:
            raise TypeError(
                "a tree is solved at numbers of its own, λ among them: "
                "foedus.solve(form, make_variants(form, rationality=2.0))"
            )
        from foedus.solve import solve as solve_form

        form = game.form if isinstance(game, GambitGame) else game
        return solve_form(form, values, queries, keep_behaviour=True)
    if isinstance(values, Variants) or queries:
        raise TypeError(
            "a case is solved at assumptions by name, such as {'outcry': 50}; Variants and queries "
            "go with its tree: foedus.solve(game.form, variants)"
        )
    from foedus.findings import solve_game

    return solve_game(game, values, kappa=kappa)


def run(
    case: Case | str | Path,
    variants: int = 20_000,
    seed: int = 1,
    *,
    sources: str | Path | Mapping[str, Source] | None = None,
    out: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> Findings:
    """Solve a case under everything that it leaves open, and say what follows.

    Parameters
    ----------
    case
        A case, or what `load` takes.
    variants
        How many variants in all, shared equally among the combinations of readings, ``base``
        included, and rounded up to the next number that can be.
    seed
        The same seed gives the same numbers.
    sources
        The folder with the files that the case cites, or what `foedus.case.read_sources` read of
        it; without it citations are not checked.
    out
        The folder for the results: new, empty, or of an earlier run of the same case, which is
        replaced. ``foedus-out/<name of the case>`` by default. Variants are in its ``ensemble``.
    progress
        Called with the number of solutions done and of all.
    threads
        How many threads; all processors by default. The numbers do not depend on it.

    Raises
    ------
    foedus._user_error.UserError
        If the case has mistakes, its assumptions contradict each other, or a folder is not there
        or holds something else.
    """
    from foedus.case import Case as LoadedCase
    from foedus.case import check_citations, check_marks, names_in_sources, read_sources
    from foedus.ensemble import run as run_ensemble
    from foedus.findings import find
    from foedus.record.time_order import time_order

    if not 1 <= variants <= MOST_VARIANTS:
        raise UserError(f"{variants:,} variants were asked for; write 1 to {MOST_VARIANTS:,}")
    if seed < 0:
        raise UserError(f"the seed {seed} is negative; write a whole number from 0 up")
    if threads is not None and threads < 1:
        raise UserError(f"{threads} threads were asked for; one is the least")
    loaded = case if isinstance(case, LoadedCase) else load(case)
    time_order(loaded.record)  # refuses a record that contradicts itself before the work
    if sources is None or isinstance(sources, str | Path):
        sources = read_sources(loaded, None if sources is None else Path(sources))
    folder = results_folder(loaded, out)
    passages = check_citations(loaded, sources)
    each = -(-variants // len(loaded.combinations))
    ensemble = run_ensemble(
        loaded,
        each,
        seed,
        folder=folder / ENSEMBLE,
        progress=progress,
        threads=threads,
    )
    return find(
        loaded,
        ensemble,
        passages=passages,
        marks=check_marks(loaded, sources),
        names=names_in_sources(loaded, sources),
        threads=threads,
    )


def report(findings: Findings, path: str | Path) -> Path:
    """Write the report: one HTML file that opens offline.

    Returns
    -------
    Path
        The file.
    """
    from foedus.report import write_report

    return write_report(findings, Path(path))


def results_folder(case: Case, out: str | Path | None) -> Path:
    """The folder for the results of a case.

    Raises
    ------
    UserError
        If it is a file, or holds files but no ensemble, so that it is not Foedus's to write to.
    """
    if out is None:
        stem = case.path.stem
        folder = OUT / (case.path.resolve().parent.name if stem == "case" else stem)
    else:
        folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file; the results need a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / ENSEMBLE).exists():
        raise UserError(
            f"{folder} holds files that are not results of Foedus; name an empty folder, or one "
            "that does not exist yet"
        )
    return folder
