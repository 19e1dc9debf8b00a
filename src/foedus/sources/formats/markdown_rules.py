"""How is Markdown parsed: CommonMark, tables, strike-through and footnotes, each line in its place?

References: CommonMark 0.31 (commonmark.org); footnotes as in PHP Markdown Extra and GitHub's
Markdown, which CommonMark lacks and would partly take for links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline.escape import escape
from markdown_it.rules_inline.newline import newline

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

__all__ = ["DEEPEST", "FOOTNOTE", "REFERENCE", "markdown_parser"]

DEEPEST = 100
"""Tokens within one another; markdown-it drops without a word what is deeper."""

FOOTNOTE, REFERENCE = "footnote", "footnote_reference"
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")
_DEFINITION = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


def markdown_parser() -> MarkdownIt:
    """Make the parser; nothing that it does makes the text prettier."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", FOOTNOTE, _footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", REFERENCE, _reference)
    # the line of a word inside a paragraph is counted at the line ends before it
    parser.inline.ruler.at("newline", _placing(newline))
    parser.inline.ruler.at("escape", _placing(escape))
    return parser


def _footnote(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """Take ``[^1]: Words`` and the lines that follow for a paragraph, without the label."""
    found = _label(state, line)
    if found is None or state.is_code_block(line):
        return False
    if silent:
        return True
    last = line + 1
    while last < end_line and not state.isEmpty(last) and _label(state, last) is None:
        last += 1
    lines = state.getLines(line, last, state.blkIndent, False)
    state.push(f"{FOOTNOTE}_open", "", 1).map = [line, last]
    token = state.push("inline", "", 0)
    token.content = lines.lstrip()[len(found.group()) :].rstrip()
    token.map, token.children = [line, last], []
    state.push(f"{FOOTNOTE}_close", "", -1)
    state.line = last
    return True


def _label(state: StateBlock, line: int) -> re.Match[str] | None:
    return _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push(REFERENCE, "", 0)
    state.pos = found.end()
    return True


def _placing(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """Let a rule write down for each line end where in its paragraph it stands."""

    def placing_rule(state: StateInline, silent: bool) -> bool:
        count, start = len(state.tokens), state.pos
        is_taken = rule(state, silent)
        for token in state.tokens[count:]:
            if token.type in {"softbreak", "hardbreak"}:
                token.meta["at"] = start
        return is_taken

    return placing_rule
