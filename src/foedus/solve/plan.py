"""What do the kernels need to know to solve a game with hidden moves or types?

The plan of a game is made once and serves every variant: its distinct worths, its information sets,
the order of operations and the places of derivatives, all in flat arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.dependence import belief_factors, belief_matters, dependencies
from foedus.solve.derivatives import Derivatives, find_derivatives
from foedus.solve.equations import Equations, arrange_equations
from foedus.solve.givens import Givens, find_givens
from foedus.solve.schedule import Member, Schedule, make_schedule
from foedus.solve.tree import Records, records
from foedus.solve.worths import NOTHING, Shares, Worths, gather_worths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.derivatives import Support
    from foedus.solve.tree import TreeArrays


NOT_BEHIND = -1
"""Of a share without derivatives: in a belief, but not among the shares that it is followed by."""


class Plan(NamedTuple):
    """What is computed in which order, for all variants of a game.

    The record after ends each run. *Targets* are entries of a sum of derivatives that those of a
    summand are added to, one after another (see `derivatives`).

    Attributes
    ----------
    operation : int32[operation]
        What is computed, in order (see `schedule`).
    cluster : record[cluster + 1]
        parameter, values (where its operations begin), first_unknown, first_row (its equations),
        first_through, first_ground; in `given` first_chance, first_share, first_charge and
        first_worth: what chance does for the ground alone and for the cluster, and what it looks
        up of charges and of the ground.
        Operations on what depends on no play come before the first cluster. The last record has in
        `parameter` and `values` the beginning and end of the operations after all clusters.
    unknown : int32[unknown]
        The information sets that are guessed, circle by circle.
    row : record[row]
        Of each equation of each cluster, where its derivatives by the rows stand in ∂F/∂y: entry
        (where those by the rows of circles below begin), beside (how many these are), first_column
        (which rows, in `target`), own (where those by the rows of its own circle begin),
        block_start, block_stop (these rows).
    information_set : record[information_set + 1]
        first_strategy, player, first_member, row (its first equation in its cluster, or -1), width
        (how many derivatives the worth of each of its actions has), first_column, first_behind.
    strategy : record[strategy]
        entry (where the derivatives of a probability begin), width (how many there are).
    member : record[member + 1]
        first_factor (the shares that do not cancel in the belief), first_action. A set whose
        belief does not matter has one member.
    factor : record[·]
        share, behind (which of its set's shares it is).
    behind : record[·]
        share, target (in the worth of an action): the shares that the belief at a set turns on and
        that have derivatives, each once.
    action : record[·]
        worth, target (in the worth of the action), entry, width (where the derivatives of the
        worth stand as the set sees them: of one of another circle a single one, by itself).
    worth : record[worth + 1]
        first_term, first_pair, entry (where its derivatives begin), width (how many there are).
    term : record[·]
        quantity, coefficient.
    pair : record[·]
        share, worth, target (first for the worth, then for the share), entry, width (as above).
    through : record[·]
        The worths of each cluster through which other circles see their own: worth, column,
        first_column (what it turns on itself), after (known once so many rows are solved).
    target : int32[·]
        Targets; then *columns*: what the derivatives of each set's actions, then of each worth in
        `through`, are by, a row of the cluster, or after all rows a worth in `through`.
    ground : int32[·]
        The worths that turn on no play and that a cluster needs, cluster by cluster.
    given : int32[·]
        What each cluster is given (see `givens`): shares, then worths.
    room : int32[6]
        Entries for the derivatives of worths, of probabilities, of the actions of a set by rows,
        of these by the shares above, of the equations, and columns.
    """

    operation: NDArray[np.int32]
    cluster: Records
    unknown: NDArray[np.int32]
    row: Records
    information_set: Records
    strategy: Records
    member: Records
    factor: Records
    behind: Records
    action: Records
    worth: Records
    term: Records
    pair: Records
    through: Records
    target: NDArray[np.int32]
    ground: NDArray[np.int32]
    given: NDArray[np.int32]
    room: NDArray[np.int32]


def make_plan(
    tree: TreeArrays, player_count: int, shares: Shares, *, guess_all: bool = False
) -> Plan:
    """Order the computation of a game with hidden moves or types.

    Parameters
    ----------
    tree
        The game.
    player_count
        How many players it has.
    shares
        How shares are numbered.
    guess_all
        Whether to guess all information sets on circles, not only as many as it takes.
    """
    worths = gather_worths(tree, player_count, shares)
    factors = belief_factors(tree, worths, shares.certain)
    needs = dependencies(tree, worths, factors)
    widths = np.diff(tree.first_strategy).tolist()
    equations = {one: width - 1 for one, width in enumerate(widths)}
    members = _members(tree, worths, shares, factors)
    schedule = make_schedule(worths, members, needs, None if guess_all else equations)
    set_of_strategy = np.repeat(np.arange(len(widths)), widths).tolist()
    derivatives = find_derivatives(schedule, worths, members, set_of_strategy, widths)
    equations = arrange_equations(schedule, derivatives, widths)
    givens = find_givens(schedule, worths, members, shares.strategies)
    return _Packing(tree, worths, members, schedule, derivatives, equations, givens).plan()


def _members(
    tree: TreeArrays, worths: Worths, shares: Shares, factors: list[list[int]]
) -> list[list[Member]]:
    """The members of each information set; one is enough where the belief does not matter."""
    result: list[list[Member]] = []
    for one, player in enumerate(tree.player_of_set.tolist()):
        first, last = tree.first_member[one : one + 2].tolist()
        if not belief_matters(tree, worths, one):
            last = min(first + 1, last)
        result.append(
            [
                Member(
                    tuple(shares.of(factor, player) for factor in factors[place]),
                    worths.below(int(tree.member[place]), player, tree),
                )
                for place in range(first, last)
            ]
        )
    return result


class _Packing:
    """Everything about a game being put into arrays."""

    def __init__(
        self,
        tree: TreeArrays,
        worths: Worths,
        members: list[list[Member]],
        schedule: Schedule,
        derivatives: Derivatives,
        equations: Equations,
        givens: list[Givens],
    ) -> None:
        self.tree = tree
        self.worths = worths
        self.members = members
        self.schedule = schedule
        self.derivatives = derivatives
        self.equations = equations
        self.givens = givens
        self.targets: list[int] = []

    def plan(self) -> Plan:
        """The plan."""
        first_behind, behind = self._pack_shares_behind()
        member, factor, action = self._pack_members()
        worth, term, pair = self._pack_worths()
        first_column, column = _run_together(self.equations.of_set)
        first_column += len(self.targets)
        through, more_columns = self._pack_through(len(self.targets) + column.size)
        return Plan(
            operation=_integers(self.schedule.operations),
            cluster=self._pack_clusters(),
            unknown=_integers(
                one for cluster in self.schedule.clusters for one in cluster.unknowns
            ),
            row=self._pack_rows(first_column),
            information_set=records(
                len(self.members) + 1,
                first_strategy=self.tree.first_strategy,
                player=self.tree.player_of_set,
                first_member=_beginnings(self.members),
                row=_integers(
                    self.derivatives.row_of_set.get(one, -1) for one in range(len(self.members))
                ),
                width=np.diff(first_column),
                first_column=first_column,
                first_behind=first_behind,
            ),
            strategy=self._pack_strategies(),
            member=member,
            factor=factor,
            behind=behind,
            action=action,
            worth=worth,
            term=term,
            pair=pair,
            through=through,
            target=np.concatenate([_integers(self.targets), column, more_columns]),
            ground=_integers(worth for one in self.givens for worth in one.ground),
            given=_integers(number for one in self.givens for run in _runs(one) for number in run),
            room=self._room(),
        )

    def _pack_clusters(self) -> Records:
        clusters = self.schedule.clusters
        given = _beginnings([run for one in self.givens for run in _runs(one)])
        return records(
            len(clusters) + 1,
            parameter=_integers(self.schedule.parameters),
            values=_integers(self.schedule.values),
            first_unknown=_beginnings([cluster.unknowns for cluster in clusters]),
            first_row=_integers([0, *np.cumsum(self.equations.row_counts)]),
            first_through=_beginnings(self.derivatives.through),
            first_ground=_beginnings([one.ground for one in self.givens]),
            first_chance=given[::4],
            first_share=given[1::4],
            first_charge=given[2::4],
            first_worth=given[3::4],
        )

    def _pack_strategies(self) -> Records:
        entries: list[int] = []
        widths: list[int] = []
        for one in range(len(self.members)):
            width = len(self.derivatives.of_play.get(one, ()))
            base = self.derivatives.entry_of_set.get(one, 0)
            first, last = self.tree.first_strategy[one : one + 2]
            entries += [base + action * width for action in range(last - first)]
            widths += [width] * int(last - first)
        return records(len(entries), entry=_integers(entries), width=_integers(widths))

    def _shares_behind(self, information_set: int) -> dict[int, int]:
        """The shares with derivatives that a belief turns on, numbered."""
        members = self.members[information_set]
        shares = dict.fromkeys(share for member in members for share in member.shares)
        changing = [share for share in shares if self.derivatives.of_share(share)]
        is_followed = information_set in self.derivatives.of_utility
        return {share: at for at, share in enumerate(changing)} if is_followed else {}

    def _pack_shares_behind(self) -> tuple[NDArray[np.int32], Records]:
        found = self.derivatives
        lists = [
            [
                (share, self._store(found.targets(found.of_share(share), found.of_utility[one])))
                for share in self._shares_behind(one)
            ]
            for one in range(len(self.members))
        ]
        return _beginnings(lists), _table([row for one in lists for row in one], "share", "target")

    def _pack_members(self) -> tuple[Records, Records, Records]:
        found = self.derivatives
        factors: list[tuple[int, int]] = []
        actions: list[tuple[int, int, int, int]] = []
        beginnings = [(0, 0)]
        for one, members in enumerate(self.members):
            behind = self._shares_behind(one)
            for member in members:
                factors += [(share, behind.get(share, NOT_BEHIND)) for share in member.shares]
                actions += [
                    self._look_up(
                        worth, found.circle_of_set.get(one), found.of_utility.get(one, ())
                    )
                    for worth in member.worths
                ]
                beginnings.append((len(factors), len(actions)))
        return (
            records(
                len(beginnings),
                first_factor=_integers(factor for factor, _ in beginnings),
                first_action=_integers(action for _, action in beginnings),
            ),
            _table(factors, "share", "behind"),
            _table(actions, "worth", "target", "entry", "width"),
        )

    def _pack_worths(self) -> tuple[Records, Records, Records]:
        found, worths = self.derivatives, self.worths
        count = len(worths.charges)
        terms = [term for charge in worths.charges for term in charge]
        pairs = [
            (share, *self._look_up(below, found.circle_of_worth.get(worth), own, worth, share))
            for worth in range(count)
            for own in (found.of_worth.get(worth, ()),)
            for share, below in worths.pairs[worth]
        ]
        worth = records(
            count + 1,
            first_term=_beginnings(worths.charges),
            first_pair=_beginnings(worths.pairs),
            entry=_integers(found.entry_of_worth.get(one, 0) for one in range(count)),
            width=_integers(len(found.of_worth.get(one, ())) for one in range(count)),
        )
        term = records(
            len(terms),
            quantity=_integers(quantity for quantity, _ in terms),
            coefficient=np.array([coefficient for _, coefficient in terms], dtype=np.float64),
        )
        return worth, term, _table(pairs, "share", "worth", "target", "entry", "width")

    def _store(self, targets: list[int]) -> int:
        """Keep some targets; where they begin."""
        self.targets += targets
        return len(self.targets) - len(targets)

    def _look_up(
        self,
        worth: int,
        circle: int | None,
        within: Support,
        into: int = NOTHING,
        share: int | None = None,
    ) -> tuple[int, int, int, int]:
        """A worth, its targets in a support (then those of a share), its entries, how many."""
        found = self.derivatives
        if circle is None:
            return worth, 0, 0, 0
        seen = found.seen(worth, circle)
        changes = () if share is None else found.of_share(share)
        base = found.entry_of_worth.get(into, 0)
        targets = [base + at for at in found.targets((*seen, *changes), within)]
        is_whole = found.is_seen_whole(worth, circle)
        entry = 0 if is_whole else found.entry_of_worth.get(worth, 0)
        return worth, self._store(targets), entry, len(seen)

    def _pack_rows(self, first_column: NDArray[np.int32]) -> Records:
        rows = [
            (entry, beside, int(first_column[one]), own, start, stop)
            for entry, beside, one, own, start, stop in self.equations.row
        ]
        return _table(rows, "entry", "beside", "first_column", "own", "block_start", "block_stop")

    def _pack_through(self, column_count: int) -> tuple[Records, NDArray[np.int32]]:
        """Worths that count as one quantity, and the columns that they turn on themselves."""
        first, columns = _run_together([columns for _, _, columns, _ in self.equations.through])
        rows = [
            (worth, column, column_count + int(begin), after)
            for (worth, column, _, after), begin in zip(
                self.equations.through, first[:-1], strict=True
            )
        ]
        return _table(rows, "worth", "column", "first_column", "after"), columns

    def _room(self) -> NDArray[np.int32]:
        widths = np.diff(self.tree.first_strategy).tolist()
        supports = [len(self.derivatives.of_utility.get(one, ())) for one in range(len(widths))]
        behind = [len(self._shares_behind(one)) for one in range(len(widths))]
        return _integers(
            [
                self.derivatives.worth_entries,
                self.derivatives.play_entries,
                max(width * support for width, support in zip(widths, supports, strict=True)),
                max(width * count for width, count in zip(widths, behind, strict=True)),
                self.equations.entries,
                self.equations.columns,
            ]
        )


def _runs(givens: Givens) -> tuple[tuple[int, ...], ...]:
    """What a cluster is given, as it stands in `Plan.given`."""
    return givens.behind_ground, givens.shares, givens.charges, givens.worths


def _table(rows: Sequence[tuple[int, ...]], *names: str) -> Records:
    """Rows of whole numbers as records."""
    columns = {name: _integers(row[at] for row in rows) for at, name in enumerate(names)}
    return records(len(rows), **columns)


def _integers(values: Iterable[int]) -> NDArray[np.int32]:
    return np.array(list(values), dtype=np.int32)


def _run_together(lists: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Lists one after another, and where each begins."""
    return _beginnings(lists), _integers(value for one in lists for value in one)


def _beginnings(lists: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int32)
