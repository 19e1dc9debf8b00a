"""What do the cells of a claim say, in the words of the case language?

Each value is held against the grammar of the case, and every mistake is told by row and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.case.condition_text import parse_condition
from foedus.case.grammar import Value
from foedus.case.kinds import DATE, NAME_PATTERN, WRITTEN_OUT
from foedus.case.nodes import Scalar, node_of
from foedus.case.problems import Problems
from foedus.case.shape import Conformity
from foedus.case.table.columns import COLUMNS, DATE_COLUMNS, Column
from foedus.case.table.dated import DateCells, date_of_cells
from foedus.case.tokens import ExpressionError
from foedus.case.writing import OnOneLine, name_made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.grammar import Shape, Word
    from foedus.case.table.rows import Row

__all__ = ["UNSORTED", "CellReader"]

UNSORTED = "not sorted yet"
"""The matter of a testimony whose table names none."""
_SIDES = {"for": "cite", "against": "against"}


@dataclass
class CellReader:
    """Reads the cells of claims, and keeps what was wrong with them.

    Attributes
    ----------
    name
        What messages call the table.
    mistakes
        A sentence each.
    sources
        The names made for sources that the table describes.
    unsorted, told
        How many claims have no matter, and how many dates are told by entries beside a reading.
    """

    name: str
    mistakes: list[str] = field(default_factory=list[str])
    sources: dict[str, str] = field(default_factory=dict[str, str])
    unsorted: int = 0
    told: int = 0

    def claim(self, section: str, shape: Shape, rows: Sequence[Row]) -> dict[str, object]:
        """The words of a testimony or an entry, from the rows of one claim."""
        first = rows[0]
        words: dict[str, object] = {}
        for word in shape.words:
            columns = [one for one in COLUMNS if one.word_in(section) == word.name]
            if not columns:
                continue
            self._put(words, first, columns, word)
            if word.is_required and word.name not in words:
                self._supply(first, columns[0].name, words, word)
        return words | self._cites(rows)

    def complain(self, row: int, column: str, message: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(f'{self.name}: row {row}, column "{column}": {message}')

    def _put(
        self, words: dict[str, object], row: Row, columns: Sequence[Column], word: Word
    ) -> None:
        """Put what the columns of a word say; nothing where they are empty."""
        column, text = columns[0], _cell(row, columns[0].name)
        is_told = word.kind is DATE and _cell(row, "told by")
        blamed = "told by" if is_told else column.name
        try:
            if word.kind is DATE:
                cells = DateCells(*(_cell(row, name) for name in DATE_COLUMNS))
                value: object = date_of_cells(cells)
                self.told += bool(is_told and text)
            else:
                value = column.of_cell(text) if text else None
        except UserError as error:
            self.complain(row.number, blamed, str(error))
            words[word.name] = text
            return
        if value is not None:
            self._check(row, blamed, value, word)
            words[word.name] = value

    def _supply(self, row: Row, column: str, words: dict[str, object], word: Word) -> None:
        """Put what a case cannot do without; only the matter can be made up."""
        if word.name == "matter":
            self.unsorted += 1
            words[word.name] = UNSORTED
        else:
            self.complain(row.number, column, "is empty")

    def _check(self, row: Row, column: str, value: object, word: Word) -> None:
        """Hold what a cell says against the grammar of the case."""
        problems = Problems()
        node = node_of(value)
        Conformity(problems).fit(node, word.kind)
        is_condition = isinstance(word.kind, Value) and word.kind.language == "condition"
        if is_condition and isinstance(node, Scalar):
            try:
                parse_condition(node)
            except ExpressionError as error:
                problems.add(error.place, error.message)
        for problem in problems.found:
            self.complain(row.number, column, problem.message)

    def _cites(self, rows: Sequence[Row]) -> dict[str, object]:
        """The citations of a claim, for it and against it."""
        sides: dict[str, list[object]] = {"cite": [], "against": []}
        for row in rows:
            side = _cell(row, "side").casefold() or "for"
            if side not in _SIDES:
                self.complain(row.number, "side", f'"{side}" is neither "for" nor "against"')
                continue
            cite = self._cite(row)
            if cite is not None:
                sides[_SIDES[side]].append(cite)
        return {word: _one_or_all(cites) for word, cites in sides.items() if cites}

    def _cite(self, row: Row) -> object | None:
        """The citation of a row: a list, or written out where its words are somebody's."""
        source, fingerprint = _cell(row, "source"), _cell(row, "fingerprint")
        start, end = (row.cells.get(name, "") for name in ("first words", "last words"))
        more = self._whose_words(row)
        if not source:
            if start.strip() or end.strip() or fingerprint or more:
                self.complain(row.number, "source", "is empty, but the passage has words")
            return None
        parts = OnOneLine([self._key(source)])
        if start.strip():
            parts += [start, end if end.strip() else "", *([fingerprint] if fingerprint else [])]
        elif end.strip() or fingerprint:
            self.complain(row.number, "first words", "is empty, but the passage has more")
        return {"passage": parts, **more} if more else parts

    def _whose_words(self, row: Row) -> dict[str, object]:
        """What a row says of whose words its passage is, in the words of the language."""
        found: dict[str, object] = {}
        for word in WRITTEN_OUT.words:
            columns = [one for one in COLUMNS if one.citation == word.name]
            if columns:
                self._put(found, row, columns, word)
        if found and "as" not in found:
            self.complain(
                row.number,
                "words as",
                "is empty, but something is said of whose words they are: write narrator, "
                "document, quotation or reported speech",
            )
        return found

    def _key(self, source: str) -> str:
        """The name of a source; one is made where the table describes the source instead."""
        if re.fullmatch(NAME_PATTERN, source):
            return source
        if source not in self.sources:
            self.sources[source] = name_made_of(source, self.sources.values())
        return self.sources[source]


def _cell(row: Row, column: str) -> str:
    return row.cells.get(column, "").strip()


def _one_or_all(cites: list[object]) -> object:
    """One citation as it is; several on one line, unless one of them is written out."""
    if len(cites) == 1:
        return cites[0]
    return cites if any(isinstance(one, dict) for one in cites) else OnOneLine(cites)
