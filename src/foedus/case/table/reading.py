"""Which testimonies and entries does a table of claims hold, ready to be pasted into a case?

The table is one that `claims_csv` wrote, or a scholar's own with a column for the claim and one for
who makes it. Whatever is not read is told, or stands beside the claim as a comment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from foedus._user_error import UserError
from foedus.case.language import ENTRY, TESTIMONY
from foedus.case.problems import did_you_mean
from foedus.case.table.columns import CITATION, COLUMNS, column_called, folded
from foedus.case.table.rows import Row, read_rows
from foedus.case.table.values import UNSORTED, CellReader
from foedus.case.writing import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ClaimsRead", "read_claims"]

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
    notes: list[str] = field(default_factory=list[str])
    cells: CellReader = field(init=False)

    def __post_init__(self) -> None:
        """Begin without mistakes."""
        self.cells = CellReader(self.name)

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
        if self.cells.sources:
            described = {key: {"title": title} for title, key in self.cells.sources.items()}
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
                self.cells.complain(
                    1, heading, f'means the same as "{first}"; take one of them out'
                )
                continue
            known[heading] = column.name
            if folded(heading) != column.name:
                self.notes.append(f'the column "{heading}" was read as "{column.name}"')
        if "says" not in known.values():
            hint = did_you_mean("claim", tuple(headings)) if headings else ""
            self.cells.mistakes.append(
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
                    self.cells.complain(
                        row.number,
                        name,
                        f"differs from row {first.number}, which has the same id; rows of one "
                        "claim differ in their citations alone",
                    )

    def _written(self, claim: _Claim, headings: Sequence[str], known: dict[str, str]) -> str:
        """The claim as an item of its section, what a case has no word for as comments before."""
        words = self.cells.claim(claim.section, _SHAPES[claim.section], claim.rows)
        return self._comments(claim, headings, known) + yaml_text([words])

    def _comments(self, claim: _Claim, headings: Sequence[str], known: dict[str, str]) -> str:
        unread = [one for one in headings if one not in known]
        unread += [name for name in ("test", "note", "under") if name in known.values()]
        lines: list[str] = []
        for heading in unread:
            cells = dict.fromkeys(row.cells.get(heading, "").strip() for row in claim.rows)
            lines += [f"# {_one_line(heading)}: {_one_line(cell)}" for cell in cells if cell]
        return "".join(f"{line}\n" for line in lines)

    def _note_what_was_made_up(self) -> None:
        if self.cells.told:
            self.notes.append(
                'dates that are told by entries; "when" beside them only says what they come to, '
                f"and was not read: {self.cells.told}"
            )
        if self.cells.unsorted:
            self.notes.append(
                f'claims without a matter, which stand under "{UNSORTED}" until you name one: '
                f"{self.cells.unsorted}"
            )
        if self.cells.sources:
            self.notes.append(
                "sources that are described rather than named, for which names were made, with the "
                f"description as title: {len(self.cells.sources)}"
            )

    def _raise_mistakes(self) -> None:
        told = self.cells.mistakes[:_MISTAKES_TOLD]
        if len(self.cells.mistakes) > len(told):
            told.append(
                f"{self.name}: … and {len(self.cells.mistakes) - len(told):,} more mistakes"
            )
        if told:
            raise UserError("\n".join(told))


def _named(row: Row, known: dict[str, str]) -> Row:
    """The row with its cells by the names of columns; others keep their headings."""
    return Row(row.number, {known.get(name, name): cell for name, cell in row.cells.items()})


def _one_line(text: str) -> str:
    """Write text as a comment holds it."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
