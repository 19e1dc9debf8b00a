"""Between which numbers does each assumption lie?

What an assumption is used for decides its kind, the range of an unknown one and what would be
absurd. Bounds and orders between assumptions are then put together; a circle, or an order that
leaves no room, is reported.
"""

from __future__ import annotations

import graphlib
import re
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.case.domains import DOMAINS, Domain
from foedus.case.kinds import NUMBER_PATTERN
from foedus.case.values import Assumption, Order, plain

if TYPE_CHECKING:
    from foedus.case.nodes import Scalar
    from foedus.case.problems import Problems
    from foedus.case.register import Draft, Register, Sum, Use
    from foedus.case.values import Simplex

SLACK = 1e-9
"""Rounding that a sum of bounds is allowed, as a part of its size."""


@dataclass
class Settlement:
    """The assumptions of a case with their kinds and bounds, and the orders between them.

    Attributes
    ----------
    unused
        Declared assumptions that nothing refers to.
    """

    register: Register
    problems: Problems
    assumptions: dict[str, Assumption] = field(default_factory=dict[str, Assumption])
    orders: dict[Order, None] = field(default_factory=dict[Order, None])
    unused: list[Draft] = field(default_factory=list["Draft"])

    def settle(self, simplexes: tuple[Simplex, ...]) -> None:
        """Do all of it, and make sure that the parts of each simplex can sum to one."""
        self._link()
        for draft in self._needed():
            domain = self._domain(draft)
            if domain is not None:
                self.assumptions[draft.name] = self._bounded(draft, domain)
        self._order()
        self._propagate()
        for simplex in simplexes:
            self._check_sum(simplex)
        for one in self.register.sums:
            self._warn_of_range(one)

    def _link(self) -> None:
        """Find which assumptions each is ordered against."""
        self.neighbours: dict[str, set[str]] = {}
        self.comparisons: list[tuple[str, str, Scalar]] = []
        for draft in list(self.register.drafts.values()):
            for scalar in (*draft.said.less_than, *draft.said.more_than):
                other = scalar.text.strip()
                if _is_number(other):
                    continue
                if other == draft.name:
                    self.problems.add(scalar.place, f'"{other}" is compared with itself')
                elif other in self.register.drafts:
                    is_less = any(scalar is one for one in draft.said.less_than)
                    pair = (draft.name, other) if is_less else (other, draft.name)
                    self.comparisons.append((*pair, scalar))
                    self.neighbours.setdefault(draft.name, set()).add(other)
                    self.neighbours.setdefault(other, set()).add(draft.name)
                else:
                    self.register.use(other, "test", scalar.place)

    def _needed(self) -> list[Draft]:
        """Drafts that are used, and those tied to them by orders, which share their use."""
        drafts = self.register.drafts
        self.uses: dict[str, set[Use]] = {}
        for name, draft in drafts.items():
            own: set[Use] = {"probability"} if draft.given.is_word else {"worth"}
            if draft.uses:
                self.uses[name] = draft.uses - {"test"} or own
        pending = deque(self.uses)
        while pending:
            name = pending.popleft()
            for other in sorted(self.neighbours.get(name, ())):
                if other not in self.uses:
                    self.uses[other] = self.uses[name]
                    pending.append(other)
        self.unused = [draft for name, draft in drafts.items() if name not in self.uses]
        return [draft for name, draft in drafts.items() if name in self.uses]

    def _domain(self, draft: Draft) -> Domain | None:
        uses = self.uses[draft.name]
        if uses == {"worth", "price"}:
            price = DOMAINS["price"]
            return Domain("worth", price.low, price.high, price.least, price.most, price.says)
        if len(uses) > 1:
            both = " and as a ".join(sorted(uses))
            self.problems.add(
                draft.place, f'"{draft.name}" is used as a {both}: make two assumptions of it'
            )
            return None
        use = next(iter(uses))
        if draft.given.is_word and use != "probability":
            self.problems.add(
                draft.place,
                f'"{draft.given.stated}" is a probability, but "{draft.name}" is used as a {use}',
            )
            return None
        return DOMAINS[use]

    def _bounded(self, draft: Draft, domain: Domain) -> Assumption:
        given = draft.given
        self._check_domain(draft, domain)
        low, high = self._range(draft, domain)
        distribution = draft.said.distribution
        if distribution is None:
            is_open = domain.kind == "rationality" and given.low is None
            distribution = "log-uniform" if is_open else "uniform"
        if distribution == "log-uniform" and low <= 0:
            self.problems.add(
                draft.place, f"log-uniform needs a range above 0; this one begins at {plain(low)}"
            )
        return Assumption(
            draft.name,
            domain.kind,
            float(low),
            float(high),
            distribution,
            _stated(draft),
            draft.is_stated,
            draft.grounds.cites,
            draft.said.note,
            draft.place,
            draft.grounds.against,
        )

    def _check_domain(self, draft: Draft, domain: Domain) -> None:
        """Report the first stated end of the range that would be absurd."""
        for value in (draft.given.low, draft.given.high):
            complaint = None if value is None else domain.complaint(value)
            if complaint is not None:
                self.problems.add(draft.place, complaint)
                return

    def _range(self, draft: Draft, domain: Domain) -> tuple[float, float]:
        """The range as stated, cut by the numbers that it is less or more than."""
        given, said = draft.given, draft.said
        low = domain.low if given.low is None else given.low
        high = domain.high if given.high is None else given.high
        highest = min((self._number(scalar, high) for scalar in said.less_than), default=high)
        lowest = max((self._number(scalar, low) for scalar in said.more_than), default=low)
        is_number = given.low is not None and given.low == given.high
        if max(low, lowest) < min(high, highest) or (is_number and lowest <= low <= highest):
            return max(low, lowest), min(high, highest)
        if said.less_than or said.more_than:
            self.problems.add(
                draft.place,
                f'nothing is left for "{draft.name}", {_stated(draft)}: {domain.says}',
            )
        return low, high

    def _check_sum(self, simplex: Simplex) -> None:
        parts = [self.assumptions[name] for name in simplex.parts if name in self.assumptions]
        if len(parts) < len(simplex.parts):
            return
        low, high = sum(part.low for part in parts), sum(part.high for part in parts)
        numbers = " + ".join(plain(part.low) for part in parts)
        if low > 1 + 1e-9:
            self.problems.add(
                simplex.place, f"these probabilities are at least {numbers}, more than 1 together"
            )
        elif simplex.is_complete and high < 1 - 1e-9:
            numbers = " + ".join(plain(part.high) for part in parts)
            self.problems.add(
                simplex.place, f"these probabilities are at most {numbers}, less than 1 together"
            )

    def _warn_of_range(self, one: Sum) -> None:
        """Warn of a sum that can leave the scale of what it stands for, by interval arithmetic."""
        if any(name not in self.assumptions for name, _ in one.total.terms):
            return
        domain = DOMAINS[one.use]
        low = high = one.total.constant + 0.0  # and no negative zero
        for name, factor in one.total.terms:
            ends = factor * self.assumptions[name].low, factor * self.assumptions[name].high
            low, high = low + min(ends), high + max(ends)
        slack = SLACK * max(abs(low), abs(high))
        if low < domain.least - slack or high > domain.most + slack:
            self.problems.warn(
                one.place,
                f'"{one.total}" can take any value from {low:g} to {high:g}, but {domain.says}',
            )

    def _number(self, scalar: Scalar, otherwise: float) -> float:
        """The number that a bound is, or the plain number of the assumption that it names."""
        text = scalar.text.strip()
        if _is_number(text):
            return float(text)
        draft = self.register.drafts.get(text)
        given = None if draft is None else draft.given
        if given is None or given.low is None or given.low != given.high:
            return otherwise
        return given.low

    def _order(self) -> None:
        """Keep the orders between assumptions that can both vary."""
        for lesser, greater, scalar in self.comparisons:
            low, high = self.assumptions.get(lesser), self.assumptions.get(greater)
            if low is None or high is None:
                continue
            if (low.kind == "probability") != (high.kind == "probability"):
                self.problems.add(
                    scalar.place,
                    f'"{lesser}" is a {low.kind} and "{greater}" a {high.kind}: they have no order',
                )
                continue
            self._warn_of_scales(lesser, greater, scalar)
            order = Order(lesser, greater, scalar.place)
            if low.is_fixed and high.is_fixed:
                if low.low > high.low:
                    self.problems.add(
                        scalar.place, f'"{lesser}" is more than "{greater}" as both stand'
                    )
            elif not self._is_bound(low, high, scalar):
                self.orders.setdefault(order)

    def _is_bound(self, low: Assumption, high: Assumption, scalar: Scalar) -> bool:
        """Whether the order is against a plain number, and then make it a bound of the other."""
        if not (low.is_fixed or high.is_fixed):
            return False
        if low.is_fixed:
            changed = replace(high, low=max(high.low, low.low))
        else:
            changed = replace(low, high=min(low.high, high.low))
        if changed.low >= changed.high:
            self.problems.add(
                scalar.place, f'nothing is left between "{low.name}" and "{high.name}"'
            )
        else:
            self.assumptions[changed.name] = changed
        return True

    def _warn_of_scales(self, lesser: str, greater: str, scalar: Scalar) -> None:
        first = self.register.drafts[lesser].actors
        second = self.register.drafts[greater].actors
        kinds = {self.assumptions[lesser].kind, self.assumptions[greater].kind}
        if first and second and not first & second and kinds <= {"worth", "price"}:
            self.problems.warn(
                scalar.place,
                f'"{lesser}" ({", ".join(sorted(first))}) is ordered against "{greater}" '
                f"({', '.join(sorted(second))}): worths of different actors have no common scale",
            )

    def _propagate(self) -> None:
        """Refuse circles of orders, and orders that leave no room."""
        above: dict[str, set[str]] = {name: set() for name in self.assumptions}
        for order in self.orders:
            above[order.greater].add(order.lesser)
        try:
            names = list(graphlib.TopologicalSorter(above).static_order())
        except graphlib.CycleError as error:
            self._complain_of_circle(error.args[1])
            return
        places = {(order.lesser, order.greater): order.place for order in self.orders}
        least = {name: one.low for name, one in self.assumptions.items()}
        for name in names:
            most = self.assumptions[name].high
            for lesser in sorted(above[name]):
                if least[lesser] >= most:
                    self.problems.add(
                        places[lesser, name],
                        f'"{lesser}" cannot be less than "{name}": it is at least '
                        f"{plain(least[lesser])}, and the other at most {plain(most)}",
                    )
                else:
                    least[name] = max(least[name], least[lesser])

    def _complain_of_circle(self, circle: list[str]) -> None:
        inside = set(circle)
        place = min(order.place for order in self.orders if {order.lesser, order.greater} <= inside)
        start = circle.index(min(inside))
        names = (*circle[start:-1], *circle[:start], circle[start])
        said = " < ".join(f'"{name}"' for name in dict.fromkeys(names))
        self.problems.add(place, f'a circle of orders: {said} < "{names[-1]}"')


def _stated(draft: Draft) -> str:
    """How the author put it, in words."""
    bounds = [f"less than {scalar.text.strip()}" for scalar in draft.said.less_than]
    bounds += [f"more than {scalar.text.strip()}" for scalar in draft.said.more_than]
    if bounds and draft.given.low is None:
        return ", ".join(bounds)
    return ", ".join((draft.given.stated, *bounds))


def _is_number(text: str) -> bool:
    return re.fullmatch(NUMBER_PATTERN, text) is not None
