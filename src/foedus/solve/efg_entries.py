"""What does each entry of an `.efg` file say, before anybody asks whether they make a game?

The grammar of Gambit's format, version 2 (Gambit's documentation, "The extensive game (.efg) file
format")::

    EFG 2 R "title" { "player" … } ["comment"]
    c "node" set ["name" { "action" probability … }] outcome ["name" { payoff, … }]
    p "node" player set ["name" { "action" … }] outcome ["name" { payoff, … }]
    t "node" outcome ["name" { payoff, … }]

What is in brackets may be left out where the same number stood before. An entry that is not
written so is noted, and reading goes on with the next bare ``c``, ``p`` or ``t``: nothing else in
the format is written without quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.solve.efg_text import Kind, Token, exact

if TYPE_CHECKING:
    from fractions import Fraction

    from foedus.solve.efg_text import Mistakes

CHANCE_ENTRY, PLAYER_ENTRY, TERMINAL_ENTRY = "c", "p", "t"
CHANCE_PLAYER = 0
"""The number that chance has where players are counted from 1."""
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_EXTENSIVE = "Foedus reads the extensive form (.efg)"
_WORKBOOK = "this is a Gambit workbook (.gbt); save the game in Gambit as an extensive game (.efg)"
_OTHER_FILES = {
    "NFG": f"this is a game in strategic form (.nfg), which has no tree; {_EXTENSIVE}",
    "#AGG": f"this is an action graph game (.agg); {_EXTENSIVE}",
    "#BAGG": f"this is a Bayesian action graph game (.bagg); {_EXTENSIVE}",
    "<?xml": _WORKBOOK,
    "<gambit:document": _WORKBOOK,
    "foedus:": "this is a case of Foedus, not a game in Gambit's format; `foedus run` solves cases",
}
"""What a file of another kind is, by its first word."""


@dataclass(frozen=True)
class SetText:
    """The description of an information set; probabilities only of chance."""

    label: str
    actions: tuple[str, ...]
    probabilities: tuple[Fraction, ...] | None
    offset: int


@dataclass(frozen=True)
class OutcomeText:
    """The description of an outcome."""

    label: str
    payoffs: tuple[Fraction, ...]
    offset: int


@dataclass(frozen=True)
class Entry:
    """One node, as it is written.

    Attributes
    ----------
    kind
        `CHANCE_ENTRY`, `PLAYER_ENTRY` or `TERMINAL_ENTRY`.
    player, set_number, outcome_number
        The numbers that the file uses; player and set are `CHANCE_PLAYER` and 0 where there is
        none.
    described, paid
        The descriptions, where they are given.
    offset, player_offset, set_offset, outcome_offset
        Where the entry and its numbers begin.
    """

    kind: str
    offset: int
    player: int
    player_offset: int
    set_number: int
    set_offset: int
    described: SetText | None
    outcome_number: int
    outcome_offset: int
    paid: OutcomeText | None


@dataclass(frozen=True)
class GambitText:
    """A whole file, as it is written."""

    title: str
    players: tuple[str, ...]
    comment: str
    entries: tuple[Entry, ...]
    end: int


class _WrittenOtherwiseError(Exception):
    """An entry that cannot be read; its text is the mistake, `offset` its place."""

    def __init__(self, offset: int, message: str) -> None:
        self.offset = offset
        super().__init__(message)


class Grammar:
    """Reads the entries of a file from its tokens.

    Parameters
    ----------
    tokens
        All tokens, the last of kind `Kind.END`.
    mistakes
        Where it is noted what is not written so.
    """

    def __init__(self, tokens: list[Token], mistakes: Mistakes) -> None:
        self._tokens = tokens
        self._at = 0
        self._mistakes = mistakes

    def read(self) -> GambitText | None:
        """Everything that the file says; None if it is not a file of this format at all."""
        try:
            title, players = self._header()
        except _WrittenOtherwiseError as wrong:
            self._mistakes.note(wrong.offset, str(wrong))
            return None
        comment = self._next().text if self._peek().kind is Kind.TEXT else ""
        entries: list[Entry] = []
        while self._peek().kind is not Kind.END:
            try:
                entries.append(self._entry())
            except _WrittenOtherwiseError as wrong:
                self._mistakes.note(wrong.offset, str(wrong))
                self._skip_to_an_entry()
        return GambitText(title, players, comment, tuple(entries), self._peek().offset)

    def _header(self) -> tuple[str, tuple[str, ...]]:
        first = self._peek()
        if first.text != "EFG" or first.kind is not Kind.WORD:
            found = "it is empty" if first.kind is Kind.END else f"it begins with {first}"
            message = f'a game in Gambit\'s format begins with the word "EFG"; {found}'
            raise _WrittenOtherwiseError(first.offset, _OTHER_FILES.get(first.text, message))
        self._next()
        version = self._expect(Kind.NUMBER, "the version of the format, 2,")
        if version.text != "2":
            raise _WrittenOtherwiseError(
                version.offset, f"this is version {version.text} of the format; Foedus reads 2"
            )
        numbers = self._expect(Kind.WORD, 'the letter "R" (numbers are rational)')
        if numbers.text not in {"R", "D"}:
            raise _WrittenOtherwiseError(
                numbers.offset, f'after "EFG 2" stands "R" or "D", not {numbers}'
            )
        title = self._expect(Kind.TEXT, "the title of the game").text
        self._expect(Kind.OPEN, '"{" before the names of the players')
        players: list[str] = []
        while self._peek().kind is Kind.TEXT:
            players.append(self._next().text)
        self._expect(Kind.CLOSE, 'the name of a player in quotation marks, or "}" after the last,')
        return title, tuple(players)

    def _entry(self) -> Entry:
        start = self._next()
        if start.kind is not Kind.WORD or start.text not in {"c", "p", "t"}:
            raise _WrittenOtherwiseError(
                start.offset,
                f'a node begins with "c" (chance), "p" (a player) or "t" (the end of a history), '
                f"not with {start}",
            )
        self._expect(Kind.TEXT, "the name of the node, which may be empty,")
        player, player_offset, set_number, set_offset = CHANCE_PLAYER, start.offset, 0, start.offset
        described = None
        if start.text == PLAYER_ENTRY:
            player_offset = self._peek().offset
            player = self._whole("the number of the player who moves", least=1)
        if start.text != TERMINAL_ENTRY:
            set_offset = self._peek().offset
            set_number = self._whole("the number of the information set", least=1)
            if self._peek().kind is Kind.TEXT:
                described = self._set_text(has_chance=start.text == CHANCE_ENTRY)
        outcome_offset = self._peek().offset
        outcome = self._whole("the number of the outcome (0 for none)", least=0)
        paid = self._outcome_text() if self._peek().kind is Kind.TEXT else None
        return Entry(
            kind=start.text,
            offset=start.offset,
            player=player,
            player_offset=player_offset,
            set_number=set_number,
            set_offset=set_offset,
            described=described,
            outcome_number=outcome,
            outcome_offset=outcome_offset,
            paid=paid,
        )

    def _set_text(self, *, has_chance: bool) -> SetText:
        label = self._next()
        self._expect(Kind.OPEN, '"{" before the actions')
        actions: list[str] = []
        probabilities: list[Fraction] = []
        while self._peek().kind is Kind.TEXT:
            action = self._next()
            actions.append(action.text)
            if has_chance:
                probabilities.append(self._number(f"the probability of the action {action}"))
        self._expect(Kind.CLOSE, 'the name of an action in quotation marks, or "}",')
        return SetText(
            label.text, tuple(actions), tuple(probabilities) if has_chance else None, label.offset
        )

    def _outcome_text(self) -> OutcomeText:
        label = self._next()
        self._expect(Kind.OPEN, '"{" before the payoffs')
        payoffs: list[Fraction] = []
        while self._peek().kind is Kind.NUMBER:
            payoffs.append(self._number("a payoff"))
            if self._peek().kind is Kind.COMMA:
                self._next()
        self._expect(Kind.CLOSE, 'a payoff (such as 2, -1.5 or 1/3), or "}" after the last,')
        return OutcomeText(label.text, tuple(payoffs), label.offset)

    def _number(self, what: str) -> Fraction:
        token = self._expect(Kind.NUMBER, what)
        value = exact(token.text)
        if value is None:
            raise _WrittenOtherwiseError(
                token.offset,
                f"{what} is {token}; it must be a finite number of at most 1.7e308, such as 2, "
                "-1.5 or 1/3",
            )
        return value

    def _whole(self, what: str, *, least: int) -> int:
        token = self._expect(Kind.NUMBER, what)
        if not _WHOLE.fullmatch(token.text) or int(token.text) < least:
            raise _WrittenOtherwiseError(
                token.offset, f"{what} is {token}; it must be a whole number from {least} up"
            )
        return int(token.text)

    def _expect(self, kind: Kind, what: str) -> Token:
        token = self._peek()
        if token.kind is not kind:
            raise _WrittenOtherwiseError(token.offset, f"{what} is missing before {token}")
        return self._next()

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _skip_to_an_entry(self) -> None:
        while self._peek().kind is not Kind.END and not (
            self._peek().kind is Kind.WORD and self._peek().text in {"c", "p", "t"}
        ):
            self._next()
