"""How does LaTeX in a field of BibTeX read as plain text?

Accents, letters, signs and emphasis, which are what bibliographies hold of LaTeX. Commands beyond
these stay as they are written, for the reader to see; nothing is dropped but braces and emphasis.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain_text"]

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
"""Each accent of LaTeX with the combining character of Unicode that it stands for."""

_LETTERS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "\u0131", "j": "\u0237", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textendash": "\u2013",
    "textemdash": "—", "textquotesingle": "'", "ldots": "…", "dots": "…", "textellipsis": "…",
    "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "textbackslash": "\\",
}  # fmt: skip

_EMPHASIS = "emph|enquote|mbox|mkbibemph|mkbibquote|text(?:bf|it|rm|sc|sl|tt|up)?|url"
_TOKEN = re.compile(
    rf"""
      \\(?P<accent>[`'^~="\.]|[uvHrdckb](?![A-Za-z]))\s*
        (?:\{{\s*\\?(?P<braced>[^\W\d_])\s*\}}|\\(?P<dotless>[ij])(?![A-Za-z])|(?P<bare>[^\W\d_]))
    | \\(?P<letter>{"|".join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?
    | \\(?:{_EMPHASIS}|em|it|bf|sc|sl|rm)(?![A-Za-z])\s*
    | \\(?P<sign>[&%$#_{{}}\ ,@/-])
    | (?P<dashes>-{{2,3}})
    | (?P<quotes>``|'')
    | (?P<tie>~)
    | (?P<brace>[{{}}])
    """,
    re.VERBOSE,
)
_SHAPES = {"--": "\u2013", "---": "—", "``": "“", "''": "”"}
_SILENT = {"/", "-"}
"""Signs that only tell LaTeX where it may break or must not join."""


def plain_text(latex: str) -> str:
    r"""Read accents, letters and signs of LaTeX; drop braces and emphasis, fold white space.

    Examples
    --------
    >>> plain_text("The {Gro{\\ss}e} \\emph{R{\\\"o}hre} \\& Co.~Ltd, S{\\'\\i}, {\\v C}apek")
    'The Große Röhre & Co. Ltd, Sí, Čapek'
    >>> plain_text("50% of it, \\unknown{x}")
    '50% of it, \\unknownx'
    """
    return " ".join(_TOKEN.sub(_read, latex).split())


def _read(token: re.Match[str]) -> str:
    found = token.groupdict()
    if found["accent"]:
        base = found["braced"] or found["dotless"] or found["bare"]
        return unicodedata.normalize("NFC", base + _ACCENTS[found["accent"]])
    if found["letter"]:
        return _LETTERS[found["letter"]]
    if found["sign"]:
        return " " if found["sign"] == "," else "" if found["sign"] in _SILENT else found["sign"]
    shape = found["dashes"] or found["quotes"]
    if shape:
        return _SHAPES[shape]
    return " " if found["tie"] else ""
