"""What may the assumptions of a case be, all together?

Intervals, orders and sums make a polytope. It falls into blocks that share no constraint; each is
drawn by itself, exactly and independently for each variant, by the first method that serves:

- a lone interval by inverse transform;
- an order on common bounds by sorted uniforms along a uniform linear extension;
- probabilities that sum to one, within bounds, by rejection from the flat Dirichlet, or from the
  box of the bounds where that is the smaller;
- everything else by rejection from the tightest box.

Where fewer than one draw in a thousand would be accepted the block is refused.

References
----------
Devroye (1986), ch. 5 (sorted uniforms, simplexes), ch. 2 (rejection); De Loof, De Meyer & De Baets
(2006) (uniform linear extensions by counting ideals).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.ensemble.block import Block, Method, Space, Sum, block_key
from foedus.ensemble.bounds import SLACK, Bounds, SpaceError, own_bounds, tighten
from foedus.ensemble.drawing import acceptance
from foedus.ensemble.extensions import count_completions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.case.model import Case
    from foedus.case.values import Assumption, Order, Simplex

LARGEST_ORDER = 16
LEAST_ACCEPTANCE = 1e-3


def make_space(case: Case) -> Space:
    """The space of a case's assumptions.

    Raises
    ------
    SpaceError
        If they contradict each other, or cannot be drawn; says why, and which.
    """
    return space_of(case.assumptions, case.orders, case.simplexes)


def space_of(
    assumptions: Sequence[Assumption],
    orders: Sequence[Order] = (),
    simplexes: Sequence[Simplex] = (),
) -> Space:
    """The space of some assumptions under orders and sums.

    Examples
    --------
    >>> from foedus.case import Assumption, Order
    >>> pair = [Assumption(name, "worth", 0, 10) for name in ("small", "large")]
    >>> space_of(pair, [Order("small", "large")]).blocks[0].how
    'sorted, along one of 1 linear extensions'
    """
    bounds = own_bounds(assumptions)
    sums = _binding(bounds, simplexes)
    _refuse_repeats(sums)
    bounds = tighten(bounds, orders, sums)
    fixed = {one.name: bounds[one.name][0] for one in assumptions if _is_point(one, bounds)}
    kept = [
        order
        for order in dict.fromkeys(orders)
        if bounds[order.lesser][1] > bounds[order.greater][0]
        and not {order.lesser, order.greater} & set(fixed)
    ]
    sums = _binding(bounds, sums)
    groups = _together(
        [one.name for one in assumptions if one.name not in fixed],
        [
            *((order.lesser, order.greater) for order in kept),
            *(tuple(part for part in one.parts if part not in fixed) for one in sums),
        ],
    )
    by_name = {one.name: one for one in assumptions}
    blocks = [
        _block([by_name[name] for name in group], bounds, kept, sums, fixed) for group in groups
    ]
    return Space(
        names=tuple(by_name), fixed=tuple(fixed.items()), blocks=tuple(map(_measured, blocks))
    )


def _binding(bounds: Bounds, simplexes: Sequence[Simplex]) -> list[Simplex]:
    """The sums that exclude something, each once; what cannot exceed one needs no care."""
    return [
        one
        for one in dict.fromkeys(simplexes)
        if one.is_complete or sum(bounds[part][1] for part in one.parts) > 1.0 + SLACK
    ]


def _refuse_repeats(simplexes: Sequence[Simplex]) -> None:
    """Raise where one assumption is the probability of two options."""
    for one in simplexes:
        for part in one.parts:
            if one.parts.count(part) > 1:
                raise SpaceError(
                    f'"{part}" stands twice in the sum of {", ".join(one.parts)}; such a sum '
                    "cannot be drawn in this version: give each option an assumption of its own",
                    [part],
                )


def _is_point(one: Assumption, bounds: Bounds) -> bool:
    """Whether nothing but rounding lies between the bounds of an assumption."""
    low, high = bounds[one.name]
    return high - low <= SLACK * (1.0 if one.kind == "probability" else abs(low))


def _together(names: Sequence[str], ties: Iterable[Sequence[str]]) -> list[list[str]]:
    """The names in groups that are tied to each other."""
    group_of = {name: [name] for name in names}
    for tie in ties:
        for other in tie[1:]:
            first, second = group_of[tie[0]], group_of[other]
            if first is not second:
                first.extend(second)
                group_of.update(dict.fromkeys(second, first))
    position = {name: place for place, name in enumerate(names)}
    unique = {id(group): sorted(group, key=position.__getitem__) for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: position[group[0]])


def _block(
    members: Sequence[Assumption],
    bounds: Bounds,
    orders: Sequence[Order],
    simplexes: Sequence[Simplex],
    fixed: dict[str, float],
) -> Block:
    names = tuple(member.name for member in members)
    place = {name: index for index, name in enumerate(names)}
    sums = [_sum(one, place, bounds, fixed) for one in simplexes if set(one.parts) & set(place)]
    block = Block(
        names=names,
        key=block_key(names),
        method="box",
        low=tuple(bounds[name][0] for name in names),
        high=tuple(bounds[name][1] for name in names),
        is_log=tuple(member.distribution == "log-uniform" for member in members),
        orders=tuple(
            (place[order.lesser], place[order.greater]) for order in orders if order.lesser in place
        ),
        sums=tuple(sums),
    )
    _refuse_sums(block)
    return replace(block, method=_method(block))


def _sum(simplex: Simplex, place: dict[str, int], bounds: Bounds, fixed: dict[str, float]) -> Sum:
    total = 1.0 - sum(fixed.get(part, 0.0) for part in simplex.parts)
    parts = [part for part in simplex.parts if part in place]
    widest = max(parts, key=lambda part: bounds[part][1] - bounds[part][0])
    return Sum(
        parts=tuple(place[part] for part in parts),
        total=total,
        remainder=place[widest] if simplex.is_complete else -1,
    )


def _refuse_sums(block: Block) -> None:
    """Raise where sums overlap, or have a part that is to be log-uniform."""
    used: set[int] = set()
    for one in block.sums:
        named = [block.names[part] for part in one.parts]
        if any(block.is_log[part] for part in one.parts):
            raise SpaceError(
                f"{', '.join(named)}: probabilities that sum to one cannot be log-uniform", named
            )
        if used & set(one.parts):
            raise SpaceError(
                f"{', '.join(block.names)}: an assumption stands in two sums of probabilities; "
                "such a block cannot be drawn in this version",
                block.names,
            )
        used |= set(one.parts)


def _method(block: Block) -> Method:
    if len(block.names) == 1:
        return "interval"
    has_common_bounds = len({*zip(block.low, block.high, block.is_log, strict=True)}) == 1
    if not block.sums and has_common_bounds and len(block.names) <= LARGEST_ORDER:
        return "ordered"
    if not block.orders and len(block.sums) == 1:
        one = block.sums[0]
        free = [part for part in one.parts if part != one.remainder]
        widths = [block.high[part] - block.low[part] for part in free]
        if one.total ** len(free) / math.factorial(len(free)) < math.prod(widths):
            return "dirichlet"
    return "box"


def _measured(block: Block) -> Block:
    """The block with its rate of acceptance, measured once, and with words on how it is drawn."""
    if block.method == "interval":
        return replace(block, how="log-uniform" if block.is_log[0] else "uniform")
    if block.method == "ordered":
        ways = int(count_completions(len(block.names), block.orders)[0])
        return replace(block, how=f"sorted, along one of {ways} linear extensions")
    rate = acceptance(block)
    if rate < LEAST_ACCEPTANCE:
        raise SpaceError(
            f"{', '.join(block.names)}: their orders and sums leave too little room; fewer than "
            f"one draw in a thousand would be accepted ({rate:.2g})",
            block.names,
        )
    source = "the flat Dirichlet" if block.method == "dirichlet" else "the tightest box"
    return replace(
        block, acceptance=rate, how=f"rejection from {source}, {_percent(rate)} accepted"
    )


def _percent(rate: float) -> str:
    """A fraction in percent, to two digits that count.

    >>> _percent(0.5), _percent(0.0016), _percent(0.9994)
    ('50 %', '0.16 %', '99.9 %')
    """
    percent = 100.0 * rate
    return f"{percent:.3g} %" if percent > 99.0 else f"{percent:.2g} %"  # noqa: PLR2004
