"""Which testimonies, and what of the record, does a table of claims hold, ready for a case?

The table is one that `claims_csv` wrote, or a scholar's own with a column for the claim and one for
who makes it. Whatever is not read is told, or stands beside the claim as a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from foedus._user_error import UserError
from foedus.case.language import TESTIMONY
from foedus.case.problems import did_you_mean
from foedus.case.record_language import AGREEMENT, CLAIM, RECORD, RULE, SAID
from foedus.case.table.columns import COLUMNS, OF_THE_CITATION, column_called, folded
from foedus.case.table.rows import Row, read_rows
from foedus.case.table.values import UNSORTED, CellReader
from foedus.case.writing import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.case.table.columns import Column

__all__ = ["ClaimsRead", "read_claims"]

_MISTAKES_TOLD = 30
_BLOCKS = ("testimony", "claims", "agreements", "record", "rules")
_LISTED = ("testimony", "record", "said")
_NAMED = {"claim": CLAIM, "agreement": AGREEMENT, "rule": RULE}
"""What stands in its section by name, which is called as many of it are."""
_ENTRIES = {shape.words[0].name: shape for shape in RECORD.shapes}
_OF_AN_ENTRY = re.compile(r"(.+)\.([0-9]{1,6})")


@dataclass(frozen=True)
class ClaimsRead:
    """What a table holds.

    Attributes
    ----------
    text
        The blocks ``sources`` (where the table describes some), ``testimony``, ``claims``,
        ``agreements``, ``record`` and ``rules``.
    notes
        What was not read or had to be made up, a sentence each.
    """

    text: str
    notes: tuple[str, ...] = ()


class _Claim(NamedTuple):
    """The rows of one claim, at least one."""

    section: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What its rows have in the column ``id``."""
        return self.rows[0].cells.get("id", "").strip()


class _Said(NamedTuple):
    """What was said in an entry: its number there, its words, and comments on it."""

    number: int
    words: dict[str, object]
    comments: tuple[str, ...]


def read_claims(content: bytes, name: str, encoding: str | None = None) -> ClaimsRead:
    r"""Read the testimonies of a table of claims, its entries, and what these are about.

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
    unread: list[str] = field(default_factory=list[str])
    cells: CellReader = field(init=False)

    def __post_init__(self) -> None:
        """Begin without mistakes."""
        self.cells = CellReader(self.name)

    def read(self, content: bytes, encoding: str | None) -> ClaimsRead:
        """Read the rows, then the claims in them."""
        headings, rows = read_rows(content, self.name, encoding)
        known = self._columns(headings, rows)
        named = [_named(row, known) for row in rows]
        self.unread = [one for one in headings if one not in known]
        claims = list(self._claims(named))
        said = self._said(claims)
        written: dict[str, str] = dict.fromkeys(_BLOCKS, "")
        for claim in claims:
            if claim.section in _NAMED:
                written[f"{claim.section}s"] += self._by_name(claim)
            elif claim.section == "testimony":
                words = self.cells.claim("testimony", TESTIMONY, claim.rows)
                written["testimony"] += _item(words, self._comments(claim))
            elif claim.section == "record":
                written["record"] += self._entry(claim, said.get(claim.name, []))
        self._raise_mistakes()
        self._note_what_was_made_up()
        blocks = [f"{section}:\n{text}" for section, text in written.items() if text]
        if self.cells.sources:
            described = {key: {"title": title} for title, key in self.cells.sources.items()}
            blocks.insert(0, yaml_text({"sources": described}))
        if not blocks:
            raise UserError(f"{self.name}: there is no row of a testimony or of the record in it")
        return ClaimsRead("\n".join(blocks), tuple(self.notes))

    def _by_name(self, claim: _Claim) -> str:
        """A claim, an agreement or a rule, by its name."""
        key = self.cells.key(claim.rows[0])
        words = self.cells.claim(claim.section, _NAMED[claim.section], claim.rows)
        _, text = yaml_text({claim.section: {key: words}}).split("\n", 1)
        return "".join(f"  {line}\n" for line in self._comments(claim)) + text

    def _entry(self, claim: _Claim, said: Sequence[_Said]) -> str:
        """An entry, with what was said in it."""
        first = claim.rows[0]
        kind = " ".join(first.cells.get("kind of entry", "").casefold().split()) or "entry"
        if kind not in _ENTRIES:
            hint = did_you_mean(kind, tuple(_ENTRIES))
            self.cells.complain(first.number, "kind of entry", f'there is no kind "{kind}": {hint}')
            return ""
        words = self.cells.claim("record", _ENTRIES[kind], claim.rows)
        in_order = sorted(said, key=lambda one: one.number)
        comments = [line for one in in_order for line in one.comments]
        told = {"said": [one.words for one in in_order]} if said else {}
        return _item(words | told, [*self._comments(claim), *comments])

    def _said(self, claims: Sequence[_Claim]) -> dict[str, list[_Said]]:
        """What was said, by the entry in which it was."""
        entries = [one.name for one in claims if one.section == "record"]
        known = frozenset(entries)
        found: dict[str, list[_Said]] = {}
        for claim in claims:
            if claim.section != "said":
                continue
            words = self.cells.claim("said", SAID, claim.rows)
            row, match = claim.rows[0].number, _OF_AN_ENTRY.fullmatch(claim.name)
            if match is None:
                self.cells.complain(
                    row, "id", f'"{claim.name}" names no entry in which it was said: write ENTRY.1'
                )
            elif match[1] not in known:
                hint = did_you_mean(match[1], entries)
                self.cells.complain(
                    row, "id", f'there is no entry "{match[1]}" in the table: {hint}'
                )
            else:
                comments = tuple(f"# {claim.name}: {line[2:]}" for line in self._comments(claim))
                one = _Said(int(match[2]), words, comments)
                found.setdefault(match[1], []).append(one)
        return found

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
            if section not in (*_LISTED, *_NAMED):
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
                is_free = name in OF_THE_CITATION
                if not is_free and cell.strip() != first.cells.get(name, "").strip():
                    self.cells.complain(
                        row.number,
                        name,
                        f"differs from row {first.number}, which has the same id; rows of one "
                        "claim differ in their citations alone",
                    )

    def _comments(self, claim: _Claim) -> list[str]:
        """What a case has no word for there, a comment each."""
        other = [one.name for one in COLUMNS if _is_unread(one, claim.section)]
        lines: list[str] = []
        for heading in (*self.unread, *other):
            cells = dict.fromkeys(row.cells.get(heading, "").strip() for row in claim.rows)
            lines += [f"# {_one_line(heading)}: {_one_line(cell)}" for cell in cells if cell]
        return lines

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


def _is_unread(column: Column, section: str) -> bool:
    """Whether a cell of this column says nothing to a case in that section."""
    read = {"id", "section", *OF_THE_CITATION}
    read |= {"kind of entry"} if section == "record" else set()
    return column.name not in read and column.word_in(section) is None


def _item(words: dict[str, object], comments: Sequence[str]) -> str:
    """An item of a list, after comments on it."""
    return "".join(f"{line}\n" for line in comments) + yaml_text([words])


def _named(row: Row, known: dict[str, str]) -> Row:
    """The row with its cells by the names of columns; others keep their headings."""
    return Row(row.number, {known.get(name, name): cell for name, cell in row.cells.items()})


def _one_line(text: str) -> str:
    """Write text as a comment holds it."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
