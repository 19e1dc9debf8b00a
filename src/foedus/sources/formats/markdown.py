"""Which words does a Markdown file hold, once its signs are read as signs?

Soft line ends are spaces, hard ones stay. Emphasis, links, quotations and headings lose their signs
and keep their words; the markers of lists stay, and code stays as it is. Nothing is made prettier:
quotation marks, dashes and addresses are those of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, final

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.formats.markdown_rules import DEEPEST, FOOTNOTE, REFERENCE, markdown_parser
from foedus.sources.formats.notes import counted, lines_kept, soft_hyphens_left_out
from foedus.sources.formats.plain import decode
from foedus.sources.formats.running_text import RunningText
from foedus.sources.formats.web_page import PageReader, parse_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markdown_it.token import Token

__all__ = ["extract_markdown"]

_MOST_BRACKETS = 10_000  # in one paragraph; each is tried against all that follow
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_YAML_LINE = re.compile(r"[\w-][^:\n]*:(?:\s|$)|\s|- |#|$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile(r"\r\n?")
_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
_UNSEEN = re.compile(r"<(/?)(?:script|style|template|noscript)\b", re.IGNORECASE)


def extract_markdown(content: bytes, path: Path, declared: str | None) -> Extracted:
    """Read a Markdown file.

    Parameters
    ----------
    content : bytes
        All of it.
    path : Path
        For messages.
    declared : str, optional
        The encoding that the user declares.

    Returns
    -------
    Extracted
        Its layout gives the line of the file for every word.

    Raises
    ------
    SourceError
        If it is not text, or nested or bracketed as no text is.
    """
    decoded = decode(content, path, declared)
    text, front_lines = _without_front_matter(_LINE_END.sub("\n", decoded.text))
    _refuse_brackets(text, path)
    tokens = markdown_parser().parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise SourceError(
            f"{path} has lists or quotations within one another {DEEPEST // 2} deep; no text is "
            "written so. If it is plain text, call it .txt."
        )
    reader = _Reader()
    reader.read(tokens)
    words, layout, kept = reader.running.finish()
    front = [f"The front matter (lines 1-{front_lines}) was left out."] if front_lines else []
    return Extracted(
        words,
        "Markdown",
        decoded.encoding,
        decoded.is_guessed,
        layout,
        (*front, *reader.notes()),
        kept,
    )


def _without_front_matter(text: str) -> tuple[str, int]:
    """Blank out YAML between rules at the top, so that lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    if found is None or not all(map(_YAML_LINE.match, (found.group(1) or "").split("\n"))):
        return text, 0
    blanked = "\n" * found.group().count("\n")
    return blanked + text[found.end() :], len(found.group().splitlines())


def _refuse_brackets(text: str, path: Path) -> None:
    """Refuse what would take the square of its length to read."""
    if text.count("[") > _MOST_BRACKETS:
        most = max(part.count("[") for part in _BLANK_LINE.split(text))
        if most > _MOST_BRACKETS:
            raise SourceError(
                f"{path} has a paragraph with {most:,} opening brackets; no Markdown is written "
                "so. If it is plain text, call it .txt."
            )


@final
class _Reader:
    """Walks the tokens, writes the words down, and counts what the notes tell of."""

    def __init__(self) -> None:
        self.running = RunningText()
        self._page = PageReader(self.running)
        self._counts: Counter[str] = Counter()
        self._lists = 0
        self._line = 1
        self._unseen = 0  # elements of raw HTML, open now, whose words nobody sees

    def read(self, tokens: Sequence[Token]) -> None:
        """Write the words of all tokens."""
        for token in tokens:
            if token.map is not None:
                self._line = token.map[0] + 1
            if token.type == "inline":
                self._read_inline(token)
            elif token.nesting:
                self._open_or_close(token)
            else:
                self._read_leaf(token)

    def notes(self) -> list[str]:
        """What was left out, or stands in the text as if it were ordinary."""
        counts = self._counts
        return [
            *counted(
                counts[FOOTNOTE],
                "footnote is a paragraph where the file has it, without its label",
                "footnotes are paragraphs where the file has them, without their labels",
            ),
            *counted(
                counts["struck"],
                "struck-out passage stands in the text",
                "struck-out passages stand in the text",
            ),
            *counted(
                counts["picture"],
                "picture was left out with its description",
                "pictures were left out with their descriptions",
            ),
            *counted(
                counts["html"],
                "piece of HTML was read for its visible words",
                "pieces of HTML were read for their visible words",
            ),
            *lines_kept(counts["code"], "of code"),
            *self._page.notes(),
            *soft_hyphens_left_out(self.running.soft_hyphens),
        ]

    def _open_or_close(self, token: Token) -> None:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self.running.begin("line" if self._lists else "paragraph")
            self._lists += 1
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists -= 1
            self.running.begin("line" if self._lists else "paragraph")
        elif kind == "list_item_open":
            self.running.begin("line")
            self.running.mark_item(f"{'  ' * (self._lists - 1)}{token.info}{token.markup} ")
        elif kind == "list_item_close":
            self.running.drop_marker()
            self.running.begin("line")
        elif kind == "tr_open":
            self.running.begin("verbatim line")
        elif kind in {"th_close", "td_close"}:
            self.running.next_cell()
        elif not kind.startswith(("th", "td", "tbody", "tr")):
            self._counts[kind.removesuffix("_open")] += 1
            self.running.begin("line" if token.hidden else "paragraph")

    def _read_leaf(self, token: Token) -> None:
        self.running.begin("paragraph")
        if token.type in {"fence", "code_block"}:
            is_fenced = token.type == "fence"
            self._counts["code"] += 1
            self.running.keep(token.content.rstrip("\n"), self._line + is_fenced)
        elif token.type == "html_block":
            root = parse_html(token.content)
            if root is not None:
                self._counts["html"] += 1
                self._page.read(root, self._line)
        self.running.begin("paragraph")

    def _read_inline(self, paragraph: Token) -> None:
        line = self._line
        seen = 0  # so far its line ends are counted, also those that make no token
        for token in paragraph.children or ():
            if token.type in {"softbreak", "hardbreak"}:
                end = paragraph.content.index("\n", token.meta["at"]) + 1
                line += paragraph.content.count("\n", seen, end)
                seen = end
                if token.type == "softbreak":
                    self.running.flow(" ", line)
                else:
                    self.running.end_line()
            elif token.type == "html_inline":
                self._read_tag(token.content)
            elif token.type == REFERENCE:
                self._counts[REFERENCE] += 1
            elif token.type == "image":
                self._counts["picture"] += 1
            elif token.type == "s_open":
                self._counts["struck"] += 1
            elif not self._unseen:
                self.running.flow(token.content, line)

    def _read_tag(self, tag: str) -> None:
        """Leave a tag out, and the words of a script with it."""
        unseen = _UNSEEN.match(tag)
        if unseen is not None:
            self._unseen = max(0, self._unseen + (-1 if unseen[1] else 1))
        elif _BREAK.match(tag):
            self.running.end_line()
