"""Can these assumptions all hold, and between which numbers does that leave each?

Bounds are carried along orders and sums until nothing changes. What contradicts itself is refused
with the smallest set of names that does so.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NoReturn

from foedus._user_error import UserError
from foedus.case.values import Order, Simplex, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.values import Assumption

Bounds = dict[str, tuple[float, float]]
SLACK = 1e-9
_MOST_PASSES = 200


class SpaceError(UserError):
    """No variant can be drawn: the assumptions contradict each other, or leave too little room.

    Attributes
    ----------
    names
        The assumptions that are at fault together.
    """

    def __init__(self, message: str, names: Sequence[str]) -> None:
        super().__init__(message)
        self.names = tuple(names)


def own_bounds(assumptions: Sequence[Assumption]) -> Bounds:
    """The bounds of each assumption by itself.

    Raises
    ------
    SpaceError
        If an interval is empty.
    """
    for one in assumptions:
        if not one.low <= one.high:
            raise SpaceError(
                f'nothing is left for "{one.name}": it is at least {plain(one.low)} and at most '
                f"{plain(one.high)}",
                [one.name],
            )
        if one.distribution == "log-uniform" and one.low <= 0 and not one.is_fixed:
            raise SpaceError(
                f'"{one.name}" is to be log-uniform, but may be as low as {plain(one.low)}: '
                "it must be more than 0",
                [one.name],
            )
    return {one.name: (one.low, one.high) for one in assumptions}


def tighten(bounds: Bounds, orders: Sequence[Order], simplexes: Sequence[Simplex]) -> Bounds:
    """Carry bounds along orders and sums.

    Raises
    ------
    SpaceError
        If the orders go in a circle, or leave no room; names the smallest set that does.
    """
    refuse_circles(orders)
    refuse_empty_chains(bounds, orders)
    for simplex in simplexes:
        _refuse_empty_sum(bounds, simplex)
    result = _carried(bounds, orders, simplexes)
    if _is_empty(result):
        _refuse_together(bounds, orders, simplexes)
    return result


def refuse_circles(orders: Sequence[Order]) -> None:
    """Raise if the orders go in a circle, naming the smallest."""
    smallest: list[str] = []
    for order in orders:
        path = _shortest_path(orders, order.greater, {order.lesser})
        if path and (not smallest or len(path) < len(smallest)):
            smallest = path
    if smallest:
        said = " < ".join(f'"{name}"' for name in (smallest[-1], *smallest))
        raise SpaceError(f"a circle of orders: {said}", smallest)


def refuse_empty_chains(bounds: Bounds, orders: Sequence[Order]) -> None:
    """Raise if a chain of orders leaves no room, naming the shortest."""
    smallest: list[str] = []
    for name in sorted({order.lesser for order in orders}):
        ends = {other for other in bounds if other != name and _is_above(bounds, name, other)}
        path = _shortest_path(orders, name, ends)
        if path and (not smallest or len(path) < len(smallest)):
            smallest = path
    if smallest:
        said = " < ".join(f'"{name}"' for name in smallest)
        raise SpaceError(
            f'{said} leaves no room: "{smallest[0]}" is at least {plain(bounds[smallest[0]][0])}, '
            f'and "{smallest[-1]}" at most {plain(bounds[smallest[-1]][1])}',
            smallest,
        )


def _is_above(bounds: Bounds, lesser: str, greater: str) -> bool:
    """Whether the first lies wholly above the second; two equal numbers do not."""
    low, high = bounds[lesser], bounds[greater]
    both_fixed = low[0] == low[1] and high[0] == high[1]
    return low[0] > high[1] or (low[0] == high[1] and not both_fixed)


def _shortest_path(orders: Sequence[Order], start: str, ends: set[str]) -> list[str]:
    """The shortest chain upwards from one name to one of others; empty if there is none."""
    came_from: dict[str, str | None] = {start: None}
    pending = deque([start])
    while pending:
        name = pending.popleft()
        if name in ends:
            path: list[str] = []
            step: str | None = name
            while step is not None:
                path.append(step)
                step = came_from[step]
            return path[::-1]
        for order in orders:
            if order.lesser == name and order.greater not in came_from:
                came_from[order.greater] = name
                pending.append(order.greater)
    return []


def _refuse_empty_sum(bounds: Bounds, simplex: Simplex) -> None:
    """Raise if probabilities cannot sum to one, or to no more than that."""
    low = sum(bounds[part][0] for part in simplex.parts)
    high = sum(bounds[part][1] for part in simplex.parts)
    if low > 1 + SLACK or (simplex.is_complete and high < 1 - SLACK):
        word, total = ("least", low) if low > 1 else ("most", high)
        named = ", ".join(f'"{part}"' for part in simplex.parts)
        raise SpaceError(
            f"the probabilities {named} are at {word} {total:g} together, but must sum to "
            f"{'one' if simplex.is_complete else 'no more than one'}",
            simplex.parts,
        )


def _carried(bounds: Bounds, orders: Sequence[Order], simplexes: Sequence[Simplex]) -> Bounds:
    """The bounds that orders and sums leave; a low end above the high one where they leave none."""
    result = dict(bounds)
    for _ in range(_MOST_PASSES):
        before = dict(result)
        for order in orders:
            low, high = result[order.lesser], result[order.greater]
            result[order.lesser] = (low[0], min(low[1], high[1]))
            result[order.greater] = (max(high[0], low[0]), high[1])
        for simplex in simplexes:
            _carry_sum(result, simplex)
        if result == before or _is_empty(result):
            break
    return result


def _carry_sum(bounds: Bounds, simplex: Simplex) -> None:
    for part in simplex.parts:
        low, high = bounds[part]
        others = [bounds[other] for other in simplex.parts if other != part]
        high = min(high, 1.0 - sum(other[0] for other in others))
        if low - SLACK <= high < low:  # by rounding alone, which further passes would blow up
            high = low
        if simplex.is_complete:
            lowest = 1.0 - sum(other[1] for other in others)
            low = high if high < lowest <= high + SLACK else max(low, lowest)
        bounds[part] = (low, high)


def _is_empty(bounds: Bounds) -> bool:
    return any(low > high + SLACK for low, high in bounds.values())


def _refuse_together(
    bounds: Bounds, orders: Sequence[Order], simplexes: Sequence[Simplex]
) -> NoReturn:
    """Raise for orders and sums that contradict each other only together, leaving none to spare."""
    ties: list[Order | Simplex] = [*orders, *simplexes]
    for tie in tuple(ties):
        fewer = [one for one in ties if one is not tie]
        if _is_empty(_carried(bounds, *_sorted_out(fewer))):
            ties = fewer
    orders, simplexes = _sorted_out(ties)
    names = dict.fromkeys(name for one in orders for name in (one.lesser, one.greater))
    names |= dict.fromkeys(part for one in simplexes for part in one.parts)
    said = [f'"{one.lesser}" < "{one.greater}"' for one in orders]
    said += [f"the sum of {', '.join(one.parts)}" for one in simplexes]
    raise SpaceError(f"{' and '.join(said)} leave no room within their bounds", tuple(names))


def _sorted_out(ties: Sequence[Order | Simplex]) -> tuple[list[Order], list[Simplex]]:
    return (
        [one for one in ties if isinstance(one, Order)],
        [one for one in ties if isinstance(one, Simplex)],
    )
