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
from foedus.case.kinds import NAME, NAME_PATTERN, WRITTEN_OUT
from foedus.case.nodes import Scalar, node_of
from foedus.case.problems import Problems
from foedus.case.shape import Conformity
from foedus.case.table.columns import COLUMNS, DATE_COLUMNS, Column
from foedus.case.table.dated import DateCells, date_of_cells
from foedus.case.tokens import ExpressionError
from foedus.case.writing import OnOneLine, name_made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.grammar import Kind, Shape, Word
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
        """The words of a testimony, an entry or another claim, from its rows."""
        first = rows[0]
        words: dict[str, object] = {}
        for word in shape.words:
            columns = _columns_of(section, shape, word)
            if not columns:
                continue
            self._put(words, first, columns, word, section)
            if word.is_required and word.name not in words:
                self._supply(first, columns[0].name, words, word)
        if shape.one_of and words.keys().isdisjoint(shape.one_of):
            found = (
                _columns_of(section, shape, word)
                for word in shape.words
                if word.name in shape.one_of
            )
            names = " and ".join(f'"{columns[0].name}"' for columns in found)
            self.mistakes.append(
                f"{self.name}: row {first.number}: {names} are empty; {shape.title} needs one of "
                "them"
            )
        self._refuse_strange(section, shape, first)
        return words | self._cites(rows)

    def key(self, row: Row) -> str:
        """The name under which a claim, an agreement or a rule stands in its section."""
        name = _cell(row, "id")
        if name:
            self._check(row, "id", name, NAME)
        else:
            self.complain(row.number, "id", "is empty")
        return name

    def _refuse_strange(self, section: str, shape: Shape, row: Row) -> None:
        """Complain of words that others of the section have, and this one has not."""
        strange = [
            (column.name, word)
            for column in COLUMNS
            if (word := column.word_in(section)) and shape.word(word) is None
        ]
        for column, word in strange:
            if _cell(row, column):
                has = [
                    columns[0].name
                    for one in shape.words
                    if (columns := _columns_of(section, shape, one))
                ]
                self.complain(
                    row.number, column, f'{shape.title} has no "{word}"; it has {", ".join(has)}'
                )

    def complain(self, row: int, column: str, message: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(f'{self.name}: row {row}, column "{column}": {message}')

    def _put(
        self,
        words: dict[str, object],
        row: Row,
        columns: Sequence[Column],
        word: Word,
        section: str,
    ) -> None:
        """Put what the columns of a word say; nothing where they are empty."""
        column, text = columns[0], _cell(row, columns[0].name)
        is_date = column.name == DATE_COLUMNS[0]
        is_told = is_date and _cell(row, "told by")
        blamed = "told by" if is_told else column.name
        try:
            if is_date:
                cells = DateCells(*(_cell(row, name) for name in DATE_COLUMNS))
                value: object = date_of_cells(cells)
                self.told += bool(is_told and text)
            else:
                value = column.read(section, text) if text else None
        except UserError as error:
            self.complain(row.number, blamed, str(error))
            words[word.name] = text
            return
        if value is not None:
            self._check(row, blamed, value, word.kind)
            words[word.name] = value

    def _supply(self, row: Row, column: str, words: dict[str, object], word: Word) -> None:
        """Put what a case cannot do without; only the matter can be made up."""
        if word.name == "matter":
            self.unsorted += 1
            words[word.name] = UNSORTED
        else:
            self.complain(row.number, column, "is empty")

    def _check(self, row: Row, column: str, value: object, kind: Kind) -> None:
        """Hold what a cell says against the grammar of the case."""
        problems = Problems()
        node = node_of(value)
        Conformity(problems).fit(node, kind)
        is_condition = isinstance(kind, Value) and kind.language == "condition"
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
                self._put(found, row, columns, word, "citation")
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


def _columns_of(section: str, shape: Shape, word: Word) -> list[Column]:
    """The columns of a word; the first word of an entry gives its name, which stands in ``id``."""
    if section == "record" and word == shape.words[0]:
        return [one for one in COLUMNS if one.name == "id"]
    return [one for one in COLUMNS if one.word_in(section) == word.name]


def _cell(row: Row, column: str) -> str:
    return row.cells.get(column, "").strip()


def _one_or_all(cites: list[object]) -> object:
    """One citation as it is; several on one line, unless one of them is written out."""
    if len(cites) == 1:
        return cites[0]
    return cites if any(isinstance(one, dict) for one in cites) else OnOneLine(cites)
