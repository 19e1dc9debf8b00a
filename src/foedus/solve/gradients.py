"""How would the answers change if the numbers were a little different?

All partial derivatives of every answer at once, by one adjoint pass over each variant once it is
solved: the answer to a query, or the probability of an action, by every worth, by every chance
probability in every viewpoint, and by every player's rationality. Where play is an equilibrium of
hidden moves or types the derivative is that of the principal branch, by the implicit function
theorem (Krantz & Parks 2002, ch. 3).

What a derivative means at the edge:

- Each chance slot is taken to be free, as if probabilities at a node did not have to sum to one.
  Only differences between the slots of a node mean anything for a game: what one gains another
  loses.
- By a prior that is zero the derivative is one-sided. Where a player's belief rests on the limit
  of that very zero, any other value would overthrow the belief, and the derivative is NaN.
- In the rational limit with perfect information behaviour stays the same until something ties:
  only chance and worths that enter directly are left, and a variant that is tied has no derivatives
  (NaN). Where moves or types are hidden the play stands at a very high rationality
  (`play.RATIONAL_KAPPA`) and is differentiated there: mixtures shift as they do in the limit, and
  a choice between equals that nothing holds in balance has a derivative as large as that
  rationality. By rationality itself derivatives are zero in the limit.
- At a bifurcation the equations are singular: NaN. Ties and bifurcations are `singular`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from foedus.solve.adjoint import differentiate_piece
from foedus.solve.answers import group_queries
from foedus.solve.equilibrium import solve_and_look
from foedus.solve.inputs import check_worths
from foedus.solve.kernels_adjoint_range import differentiate_ranges
from foedus.solve.names import nearest_name
from foedus.solve.prepared import prepare
from foedus.solve.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Query, Solution, Variants
    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.pieces import Piece

Action: TypeAlias = "int | tuple[str, str]"
"""An entry of the behaviour strategy: its number, or an information set and an action of it."""
_ROWS_AT_ONCE = 16
"""How many answers are differentiated together, so that memory stays flat."""


@dataclass(frozen=True, eq=False)
class Gradients:
    """Derivatives of answers by all numbers of a batch.

    Rows are the queries in their order, then the actions that were asked for. All is NaN where the
    variant was not solved, where the answer is undefined, and where there is no derivative.

    Attributes
    ----------
    solution
        What was solved, with the status of every variant.
    values : float64[row, variant]
        The answers themselves.
    worths : float64[row, quantity, variant]
        Derivatives by the worth of each quantity.
    chance : float64[row, viewpoint, slot, variant]
        Derivatives by the probability of each chance slot in each viewpoint, all slots free.
    rationality : float64[row, player, variant]
        Derivatives by each player's λ.
    singular : bool[variant]
        Whether the variant is solved, but its play has no derivative: at a bifurcation, or tied.
    """

    solution: Solution
    values: NDArray[np.float64]
    worths: NDArray[np.float64]
    chance: NDArray[np.float64]
    rationality: NDArray[np.float64]
    singular: NDArray[np.bool_]

    @property
    def status(self) -> NDArray[np.int8]:
        """How the solving of each variant ended: int8[variant]."""
        return self.solution.status

    def __repr__(self) -> str:
        """Say how many, and how many are missing."""
        rows, count = self.values.shape
        return (
            f"Gradients({rows} answers of {count} variants, "
            f"{int(self.solution.is_solved.sum())} of them solved, of which "
            f"{int(self.singular.sum())} are tied or stand at a bifurcation and have no derivative)"
        )


def gradients(
    form: ExtensiveForm,
    variants: Variants,
    queries: Sequence[Query] = (),
    *,
    behaviour: Sequence[Action] = (),
    fixed: NDArray[np.int32] | None = None,
    perception: Literal["disagreement", "mirror"] = "disagreement",
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Gradients:
    """Solve every variant of a game, and differentiate what is asked by all its numbers.

    All derivatives of one answer cost less than solving the game once more; use it to see what a
    finding hinges on, or to look for the numbers that would change it.

    Parameters
    ----------
    form, variants, queries, fixed, perception, threads, progress
        As in `solve`.
    behaviour
        Actions whose probabilities are differentiated as well: each an entry of the behaviour
        strategy, or the name of an information set and the label of an action.

    Returns
    -------
    Gradients
        The derivatives, one column a variant.

    Raises
    ------
    ValueError
        As `solve`, and where an action is not in the game.

    References
    ----------
    Griewank & Walther (2008); Krantz & Parks (2002).

    Examples
    --------
    A choice between something worth 1 and nothing, at λ = 0: its probability grows by a quarter of
    what λ grows by.

    >>> from foedus.solve import build, decision, gradients, make_variants, terminal
    >>> form = build(["a"], decision("a", "first", {"x": terminal({"a": 1}), "y": terminal()}))
    >>> found = gradients(form, make_variants(form, rationality=0.0), behaviour=[("first", "x")])
    >>> found.values, found.rationality
    (array([[0.5]]), array([[[0.25]]]))
    """
    entries = [_entry(form, action) for action in behaviour]
    rows = _empty_rows(form, variants.count, len(queries) + len(entries))
    solution = solve_and_look(
        form,
        variants,
        Wishes(group_queries(form, queries)),
        fixed=fixed,
        perception=perception,
        threads=threads,
        progress=progress,
        look=lambda piece: _look(piece, queries, entries, rows),
    )
    return Gradients(solution, *rows)


class _Rows(NamedTuple):
    """The arrays of `Gradients`, being filled."""

    values: NDArray[np.float64]
    worths: NDArray[np.float64]
    chance: NDArray[np.float64]
    rationality: NDArray[np.float64]
    singular: NDArray[np.bool_]


def _empty_rows(form: ExtensiveForm, count: int, rows: int) -> _Rows:
    """Room for answers and derivatives, all of them missing."""
    players = len(form.players)
    return _Rows(
        values=np.full((rows, count), np.nan),
        worths=np.full((rows, len(form.quantities), count), np.nan),
        chance=np.full((rows, players + 1, len(form.chance_slots), count), np.nan),
        rationality=np.full((rows, players, count), np.nan),
        singular=np.zeros(count, dtype=np.bool_),
    )


def _look(piece: Piece, queries: Sequence[Query], entries: Sequence[int], result: _Rows) -> None:
    """Write down the derivatives of all answers about a piece, a few answers at a time."""
    place, solution = piece.place, piece.solution
    played = np.where(solution.is_solved[place], piece.play.behaviour[list(entries)], np.nan)
    result.values[:, place] = np.concatenate([solution.values[:, place], played])
    for first in range(0, len(result.values), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        asked = range(len(queries))[rows]
        some = entries[max(0, first - len(queries)) : max(0, rows.stop - len(queries))]
        found, is_singular = differentiate_piece(piece, queries, asked, some)
        is_missing = np.isnan(result.values[rows, place]) | is_singular
        result.worths[rows, :, place] = np.where(is_missing[:, None], np.nan, found.by_worth)
        result.chance[rows, ..., place] = np.where(
            is_missing[:, None, None], np.nan, found.by_chance
        )
        result.rationality[rows, :, place] = np.where(
            is_missing[:, None], np.nan, found.by_rationality
        )
        result.singular[place] |= is_singular


def payoff_range_gradients(form: ExtensiveForm, worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """How each player's range of payoffs changes with the worth of each quantity.

    Use it where λ is a number over `payoff_range`, so that worths change λ as well.

    Parameters
    ----------
    form
        The game.
    worths : float64[quantity, variant]
        The worth of each quantity.

    Returns
    -------
    float64[player, quantity, variant]
        The derivatives; of ends that are equally good, or equally bad, the first counts.

    Raises
    ------
    ValueError
        If there is not one row of worths for each quantity.
    """
    worths = check_worths(form, worths)
    result = np.zeros((len(form.players), *worths.shape))
    differentiate_ranges(prepare(form, None).tree, worths, result)
    return result


def _entry(form: ExtensiveForm, action: Action) -> int:
    """The place of an action in the behaviour strategy."""
    if isinstance(action, tuple):
        name, label = action
        if name not in form.information_sets:
            raise ValueError(
                f"there is no information set {name!r}{nearest_name(name, form.information_sets)}"
            )
        information_set = form.information_sets.index(name)
        labels = form.actions[information_set]
        if label not in labels:
            raise ValueError(
                f"information set {name!r} has no action {label!r}; it has {', '.join(labels)}"
            )
        return int(form.first_strategy[information_set]) + labels.index(label)
    count = int(form.first_strategy[-1])
    if not 0 <= action < count:
        known = f"entries 0 to {count - 1}" if count else "no entries, as nobody decides anything"
        raise ValueError(f"the behaviour strategy has no entry {action}; it has {known}")
    return action
