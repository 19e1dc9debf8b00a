"""Which testimonies and entries does a table of claims hold, ready to be pasted into a case?

The table is one that `claims_csv` wrote, or a scholar's own with a column for the claim and one for
who makes it. Whatever is not read is told, or stands beside the claim as a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from foedus._user_error import UserError
from foedus.case.condition_text import parse_condition
from foedus.case.conditions import UNPLACED
from foedus.case.grammar import Value
from foedus.case.kinds import NAME_PATTERN
from foedus.case.language import ENTRY, TESTIMONY
from foedus.case.nodes import Listing, Scalar, scalar_of
from foedus.case.problems import Problems, did_you_mean
from foedus.case.shape import Conformity
from foedus.case.table.columns import CITATION, COLUMNS, column_called, folded
from foedus.case.table.rows import Row, read_rows
from foedus.case.tokens import ExpressionError
from foedus.case.writing import OnOneLine, name_made_of, yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.case.grammar import Word

__all__ = ["ClaimsRead", "read_claims"]

UNSORTED = "not sorted yet"
"""The matter of a testimony whose table names none."""
_MISTAKES_TOLD = 30
_SHAPES = {"testimony": TESTIMONY, "record": ENTRY}


@dataclass(frozen=True)
class ClaimsRead:
    """What a table holds.

    Attributes
    ----------
    text
        The blocks ``sources`` (where the table describes some), ``testimony`` and ``record``.
    notes
        What was not read or had to be made up, a sentence each.
    """

    text: str
    notes: tuple[str, ...] = ()


class _Claim(NamedTuple):
    """The rows of one claim, at least one."""

    section: str
    rows: tuple[Row, ...]


def read_claims(content: bytes, name: str, encoding: str | None = None) -> ClaimsRead:
    r"""Read the testimonies and entries of a table of claims.

    Parameters
    ----------
    content
        The file: CSV with commas, semicolons or tabs, in UTF-8 or as its byte order mark says.
    name
        What messages call it.
    encoding
        Declare another encoding.

    Raises
    ------
    UserError
        With every mistake, by row and column.

    Examples
    --------
    >>> table = b"claim;asserted_by;topic\nThe dam stood.;the clerk;the dam\n"
    >>> print(read_claims(table, "claims.csv").text, end="")
    testimony:
    - matter: the dam
      by: the clerk
      says: The dam stood.
    """
    return _Reader(name).read(content, encoding)


@dataclass
class _Reader:
    name: str
    mistakes: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    sources: dict[str, str] = field(default_factory=dict[str, str])
    unsorted: int = 0

    def read(self, content: bytes, encoding: str | None) -> ClaimsRead:
        """Read the rows, then the claims in them."""
        headings, rows = read_rows(content, self.name, encoding)
        known = self._columns(headings, rows)
        named = [_named(row, known) for row in rows]
        claims = list(self._claims(named))
        written = {"testimony": "", "record": ""}
        for claim in claims:
            written[claim.section] += self._written(claim, headings, known)
        self._raise_mistakes()
        self._note_what_was_made_up()
        blocks = [f"{section}:\n{text}" for section, text in written.items() if text]
        if self.sources:
            described = {key: {"title": title} for title, key in self.sources.items()}
            blocks.insert(0, yaml_text({"sources": described}))
        if not blocks:
            raise UserError(f"{self.name}: there is no row of a testimony or of the record in it")
        return ClaimsRead("\n".join(blocks), tuple(self.notes))

    def _columns(self, headings: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
        """The column that each heading means; the others are told."""
        known: dict[str, str] = {}
        names = tuple(column.name for column in COLUMNS)
        for heading in headings:
            column = column_called(heading)
            is_used = any(row.cells.get(heading) for row in rows)
            if column is None:
                if is_used:
                    nearest = did_you_mean(folded(heading), names)
                    hint = f" ({nearest})" if nearest.startswith("did you mean") else ""
                    self.notes.append(
                        f'the column "{heading}" means nothing to a case; it is kept as comments'
                        f"{hint}"
                    )
                continue
            if column.name in known.values():
                first = next(one for one, name in known.items() if name == column.name)
                self._complain(1, heading, f'means the same as "{first}"; take one of them out')
                continue
            known[heading] = column.name
            if folded(heading) != column.name:
                self.notes.append(f'the column "{heading}" was read as "{column.name}"')
        if "says" not in known.values():
            hint = did_you_mean("claim", tuple(headings)) if headings else ""
            self.mistakes.append(
                f'{self.name}: there is no column "says" (or "claim") with what is claimed; {hint}'
            )
        return known

    def _claims(self, rows: Sequence[Row]) -> Iterator[_Claim]:
        """Gather the rows of each claim: those of one id, which differ in the citation alone."""
        gathered: dict[tuple[str, str], list[Row]] = {}
        elsewhere: dict[str, int] = {}
        for row in rows:
            section = row.cells.get("section", "").strip().lower() or "testimony"
            if section not in _SHAPES:
                elsewhere[section] = elsewhere.get(section, 0) + 1
                continue
            name = row.cells.get("id", "").strip() or f"\0{row.number}"
            gathered.setdefault((section, name), []).append(row)
        if elsewhere:
            told = ", ".join(f"{section} {count}" for section, count in sorted(elsewhere.items()))
            self.notes.append(
                f"rows of other sections were left out, since a case says them elsewhere: {told}"
            )
        for (section, _), same in gathered.items():
            self._refuse_differences(same)
            yield _Claim(section, tuple(same))

    def _refuse_differences(self, rows: Sequence[Row]) -> None:
        first, *others = rows
        for row in others:
            for name, cell in row.cells.items():
                is_free = name in {*CITATION, "status", "where"}
                if not is_free and cell.strip() != first.cells.get(name, "").strip():
                    self._complain(
                        row.number,
                        name,
                        f"differs from row {first.number}, which has the same id; rows of one "
                        "claim differ in their citations alone",
                    )

    def _written(self, claim: _Claim, headings: Sequence[str], known: dict[str, str]) -> str:
        """The claim as an item of its section, what a case has no word for as comments before."""
        first = claim.rows[0]
        shape = _SHAPES[claim.section]
        words: dict[str, object] = {}
        for word in shape.words:
            column = next((one for one in COLUMNS if one.word_in(claim.section) == word.name), None)
            text = "" if column is None else first.cells.get(column.name, "").strip()
            if column is not None and text:
                value = column.of_cell(text)
                self._check(first, column.name, value, word)
                words[word.name] = value
            elif column is not None and word.is_required:
                self._supply(first, column.name, word.name, words)
        cites = [cite for row in claim.rows if (cite := self._cite(row)) is not None]
        if cites:
            words["cite"] = cites[0] if len(cites) == 1 else OnOneLine(cites)
        return self._comments(claim, headings, known) + yaml_text([words])

    def _supply(self, row: Row, column: str, word: str, words: dict[str, object]) -> None:
        """Put what a case cannot do without; only the matter can be made up."""
        if word == "matter":
            self.unsorted += 1
            words[word] = UNSORTED
        else:
            self._complain(row.number, column, "is empty")

    def _check(self, row: Row, column: str, value: str | list[str], word: Word) -> None:
        """Hold what a cell says against the grammar of the case."""
        problems = Problems()
        node = _node(value)
        Conformity(problems).fit(node, word.kind)
        is_condition = isinstance(word.kind, Value) and word.kind.language == "condition"
        if is_condition and isinstance(node, Scalar):
            try:
                parse_condition(node)
            except ExpressionError as error:
                problems.add(error.place, error.message)
        for problem in problems.found:
            self._complain(row.number, column, problem.message)

    def _cite(self, row: Row) -> OnOneLine | None:
        source, start, end, fingerprint = (row.cells.get(name, "") for name in CITATION)
        if not source.strip():
            if start.strip() or end.strip() or fingerprint.strip():
                self._complain(row.number, "source", "is empty, but the passage has words")
            return None
        key = self._key(source.strip())
        if not start.strip():
            if end.strip() or fingerprint.strip():
                self._complain(row.number, "first words", "is empty, but the passage has more")
            return OnOneLine([key])
        parts = [key, start, end if end.strip() else ""]
        return OnOneLine([*parts, fingerprint.strip()] if fingerprint.strip() else parts)

    def _key(self, source: str) -> str:
        """The name of a source; one is made where the table describes the source instead."""
        if re.fullmatch(NAME_PATTERN, source):
            return source
        if source not in self.sources:
            self.sources[source] = name_made_of(source, self.sources.values())
        return self.sources[source]

    def _comments(self, claim: _Claim, headings: Sequence[str], known: dict[str, str]) -> str:
        unread = [one for one in headings if one not in known]
        unread += [name for name in ("test", "note", "under") if name in known.values()]
        lines: list[str] = []
        for heading in unread:
            cells = dict.fromkeys(row.cells.get(heading, "").strip() for row in claim.rows)
            lines += [f"# {_one_line(heading)}: {_one_line(cell)}" for cell in cells if cell]
        return "".join(f"{line}\n" for line in lines)

    def _note_what_was_made_up(self) -> None:
        if self.unsorted:
            self.notes.append(
                f'claims without a matter, which stand under "{UNSORTED}" until you name one: '
                f"{self.unsorted}"
            )
        if self.sources:
            self.notes.append(
                "sources that are described rather than named, for which names were made, with the "
                f"description as title: {len(self.sources)}"
            )

    def _complain(self, row: int, column: str, message: str) -> None:
        self.mistakes.append(f'{self.name}: row {row}, column "{column}": {message}')

    def _raise_mistakes(self) -> None:
        told = self.mistakes[:_MISTAKES_TOLD]
        if len(self.mistakes) > len(told):
            told.append(f"{self.name}: … and {len(self.mistakes) - len(told):,} more mistakes")
        if told:
            raise UserError("\n".join(told))


def _named(row: Row, known: dict[str, str]) -> Row:
    """The row with its cells by the names of columns; others keep their headings."""
    return Row(row.number, {known.get(name, name): cell for name, cell in row.cells.items()})


def _node(value: str | list[str]) -> Scalar | Listing:
    """The value as a file of a case would hold it."""
    if isinstance(value, str):
        return scalar_of(value)
    return Listing(tuple(map(scalar_of, value)), UNPLACED)


def _one_line(text: str) -> str:
    """Write text as a comment holds it."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
