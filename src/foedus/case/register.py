"""Which quantities does a case leave open?

Every quantity that is met while a case is read is entered here: declared assumptions by name,
others under a name made from where they stand, and those on which the case is silent as unknown.
What each is used for decides later what it may be (see `foedus.case.bounds`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from foedus.case.domains import DOMAINS
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.quantities import (
    UNKNOWN,
    Described,
    Given,
    described,
    given_text,
    is_phrase,
    lexicon_words,
    not_a_quantity,
    unknown_phrase,
)
from foedus.case.shape import is_excused
from foedus.case.sum_text import parse_sum
from foedus.case.tokens import ExpressionError
from foedus.case.values import NO_GROUNDS, Grounds, Linear

if TYPE_CHECKING:
    from foedus.case.problems import Place, Problems

Use = Literal["probability", "worth", "price", "strength", "decisiveness", "rationality", "test"]


@dataclass
class Draft:
    """An assumption while the case is being read.

    Attributes
    ----------
    uses
        What it is used for so far.
    actors
        On whose scale of worth it stands.
    """

    name: str
    place: Place
    said: Described
    is_stated: bool = True
    grounds: Grounds = NO_GROUNDS
    uses: set[Use] = field(default_factory=set["Use"])
    actors: set[str] = field(default_factory=set[str])

    @property
    def given(self) -> Given:
        """What is said of it alone."""
        return self.said.given


@dataclass(frozen=True)
class Sum:
    """A sum of assumptions where it stands in for a worth, a price or a strength."""

    total: Linear
    use: Use
    place: Place


@dataclass
class Register:
    """All quantities of a case.

    Attributes
    ----------
    damaged
        Names that were left out because of another mistake.
    is_lost
        The whole section of assumptions was left out.
    declared
        The names of that section.
    sums
        What was written as a sum, to be held against its scale once bounds are known.
    """

    lexicon: str
    problems: Problems
    damaged: set[str]
    is_lost: bool = False
    declared: tuple[str, ...] = ()
    drafts: dict[str, Draft] = field(default_factory=dict[str, Draft])
    repeated: dict[str, int] = field(default_factory=dict[str, int])
    sums: list[Sum] = field(default_factory=list["Sum"])

    def declare(self, name: str, node: Node, grounds: Grounds) -> None:
        """Enter an assumption of the section ``assumptions``."""
        place = node.place
        if isinstance(node, Mapping):
            self._enter(name, place, described(node, self.lexicon, self.problems), grounds)
        elif isinstance(node, Scalar):
            given = given_text(node, self.lexicon, self.problems)
            if given is None:
                self.problems.add(place, self._no_given(node.text.strip()))
                self.damaged.add(name)
            self._enter(name, place, _only(given or UNKNOWN), grounds)

    def linear(
        self,
        node: Node,
        use: Use,
        name: str,
        actor: str | None = None,
        grounds: Grounds = NO_GROUNDS,
    ) -> Linear:
        """The sum that stands for a worth, a price or a strength.

        A plain number stays a number; a range, a word, ``unknown`` or a mapping becomes an
        assumption of this name.
        """
        if isinstance(node, Scalar):
            given = given_text(node, self.lexicon, self.problems)
            if given is not None and given.low is not None and given.low == given.high:
                if self._is_fit(given, use, node):
                    self._check_number(given.low, use, node.place)
                return Linear(constant=given.low)
            if given is None:
                total = self._sum(node, use, actor)
                if total.terms:
                    self.sums.append(Sum(total, use, node.place))
                else:
                    self._check_number(total.constant, use, node.place)
                return total
        entered = self._anonymous(node, use, name, actor, grounds)
        return Linear(((entered, 1.0),))

    def single(
        self, node: Node, name: str, actor: str | None = None, grounds: Grounds = NO_GROUNDS
    ) -> str | None:
        """The one assumption that a probability is: its name, None after a mistake."""
        if isinstance(node, Scalar) and given_text(node, self.lexicon, self.problems) is None:
            before = len(self.problems.found)
            total = self._sum(node, "probability", actor)
            if len(self.problems.found) > before:
                return None
            if total.constant == 0 and [factor for _, factor in total.terms] == [1.0]:
                return total.terms[0][0]
            self.problems.add(
                node.place, f'"{node.text.strip()}" is a sum: a belief is one number or assumption'
            )
            return None
        return self._anonymous(node, "probability", name, actor, grounds)

    def supply(self, name: str, use: Use, place: Place, actor: str | None = None) -> str:
        """Enter a quantity on which the case is silent, as unknown."""
        name = self._free(name)
        draft = self._enter(name, place, _only(UNKNOWN), NO_GROUNDS)
        draft.is_stated = False
        self._use(draft, use, actor)
        return name

    def use(self, name: str, use: Use, place: Place, actor: str | None = None) -> bool:
        """Note that a declared assumption is used; say so if there is none."""
        draft = self.drafts.get(name)
        if draft is not None:
            self._use(draft, use, actor)
            return True
        if not is_excused(name, self.damaged) and not self.is_lost:
            self.problems.add(place, self._no_assumption(name, use))
        return False

    @staticmethod
    def annotate(draft: Draft, note: str) -> None:
        """Add a note to a quantity that has none."""
        if draft.said.note is None:
            draft.said = replace(draft.said, note=note)

    def _check_number(self, value: float, use: Use, place: Place) -> None:
        """Report a number that no quantity of this use can be."""
        complaint = DOMAINS[use].complaint(value)
        if complaint is not None:
            self.problems.add(place, complaint)

    def _sum(self, node: Scalar, use: Use, actor: str | None) -> Linear:
        text = node.text.strip()
        if is_phrase(text):
            self.problems.add(node.place, unknown_phrase(text, self.lexicon))
            return Linear()
        try:
            total, places = parse_sum(node)
        except ExpressionError as error:
            self.problems.add(error.place, error.message)
            return Linear()
        known = [self.use(name, use, place, actor) for name, place in places.items()]
        return total if all(known) else Linear()

    def _anonymous(
        self, node: Node, use: Use, name: str, actor: str | None, grounds: Grounds
    ) -> str:
        name = self._free(name)
        if isinstance(node, Mapping):
            said = described(node, self.lexicon, self.problems)
        elif isinstance(node, Scalar):
            said = _only(given_text(node, self.lexicon, self.problems) or UNKNOWN)
        else:
            said = _only(UNKNOWN)
        if not self._is_fit(said.given, use, node):
            said = _only(UNKNOWN)
        self._use(self._enter(name, node.place, said, grounds), use, actor)
        return name

    def _is_fit(self, given: Given, use: Use, node: Node) -> bool:
        if not given.is_word or use == "probability":
            return True
        self.problems.add(
            node.place, f'"{given.stated}" is a probability and cannot stand for a {use}'
        )
        return False

    def _enter(self, name: str, place: Place, said: Described, grounds: Grounds) -> Draft:
        draft = Draft(name, place, said, grounds=grounds)
        self.drafts[name] = draft
        return draft

    @staticmethod
    def _use(draft: Draft, use: Use, actor: str | None) -> None:
        draft.uses.add(use)
        if actor is not None:
            draft.actors.add(actor)

    def _free(self, name: str) -> str:
        count = self.repeated.get(name, 0) + 1
        self.repeated[name] = count
        return name if count == 1 else f"{name} ({count})"

    def _no_given(self, text: str) -> str:
        if text in self.declared:
            return f'"{text}" is an assumption itself: use it where "{text}" is meant'
        if is_phrase(text):
            return unknown_phrase(text, self.lexicon)
        return not_a_quantity(text, self.lexicon)

    def _no_assumption(self, name: str, use: Use) -> str:
        words = lexicon_words(self.lexicon) if use == "probability" else ()
        hint = did_you_mean(name, (*self.declared, *words))
        if "-" in name and all(part in self.declared for part in name.split("-")):
            hint = "a minus between two things needs spaces round it"
        return f'there is no assumption "{name}", nor such a word in {self.lexicon}: {hint}'


def _only(given: Given) -> Described:
    return Described(given, (), (), None, None, None)
