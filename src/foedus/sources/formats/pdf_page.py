"""Which lines does the text layer of one page hold, and where do they stand on it?

pdfium gives the characters of a page in the order of its content stream, with a line end where the
next character begins a new line. One thing it changes: a hyphen at a line's end becomes U+0002, and
the line end behind it is swallowed. The boxes of the characters show the line end that a reader
sees, so hyphen and line end are put back; whether the hyphen belongs to the word is left to repair.

A character that stands for nothing (control characters, halves of surrogate pairs, noncharacters)
is written as U+FFFD and counted. Only the process that reads a PDF imports this file.
"""

from __future__ import annotations

import math
import unicodedata
from ctypes import c_double
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from foedus.sources.formats.pdf_set import SetLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.formats.pdf_set import PageText

__all__ = ["read_lines"]

_HYPHEN_MARK = 2
_LINE_ENDS = (10, 13)
_UNKNOWN = "\ufffd"
_HIGH_SURROGATE, _BEHIND_SURROGATES = 0xD800, 0xE000
_NONCHARACTER = 0xFFFE
_WIDE_GAP = 1.5
_SAMPLED = 6
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

Handle = Any
"""pdfium's handle of the text of a page."""


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def read_lines(text_page: Handle, page: PageText) -> None:
    """Read the lines of a text layer into `page`, and count what is doubtful.

    Parameters
    ----------
    text_page
        pdfium's handle of the text of the page.
    page : PageText
        With the number of its characters.
    """
    codes = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(page.characters)]
    for start, end in _line_ranges(text_page, codes):
        line = _line(text_page, codes, start, end, page)
        if line is not None:
            page.lines.append(line)


def _line_ranges(text_page: Handle, codes: list[int]) -> Iterator[tuple[int, int]]:
    """The first character of each line, and the one behind its last."""
    start = 0
    for at, code in enumerate(codes):
        if code in _LINE_ENDS and pdfium.FPDFText_IsGenerated(text_page, at) == 1:
            yield start, at
            start = at + 1
        elif code == _HYPHEN_MARK and _is_at_line_end(text_page, at, len(codes)):
            yield start, at + 1
            start = at + 1
    yield start, len(codes)


def _is_at_line_end(text_page: Handle, at: int, count: int) -> bool:
    if at + 1 >= count or pdfium.FPDFText_IsHyphen(text_page, at) != 1:
        return False
    here, following = _box(text_page, at), _box(text_page, at + 1)
    return following.left < here.right - 1 or following.top < here.bottom


def _line(
    text_page: Handle, codes: list[int], start: int, end: int, page: PageText
) -> SetLine | None:
    """The line of these characters, or None where nothing of it is visible."""
    letters = [_letter(text_page, codes[at], at, page) for at in range(start, end)]
    seen = [start + at for at, letter in enumerate(letters) if not letter.isspace()]
    if not seen:
        return None
    first, last = _box(text_page, seen[0]), _box(text_page, seen[-1])
    word_end = next((at for at in range(seen[0], end) if letters[at - start].isspace()), end)
    size, middle = _usual_letter(text_page, seen)
    if _is_invisible(text_page, middle):
        page.invisible += len(seen)
    return SetLine(
        text=_paired("".join(letters), page),
        left=min(first.left, last.left),
        right=max(first.right, last.right),
        bottom=min(first.bottom, last.bottom),
        top=max(first.top, last.top),
        baseline=_baseline(text_page, middle),
        word=max(0.0, _box(text_page, word_end - 1).right - first.left),
        size=size,
        gaps=tuple(_gaps(text_page, letters, start, _WIDE_GAP * size)),
    )


def _gaps(
    text_page: Handle, letters: list[str], start: int, widest: float
) -> Iterator[tuple[float, float]]:
    """The stretches of white that pdfium made one space of, where they are wide."""
    for place in range(1, len(letters) - 1):
        at = start + place
        if letters[place] == " " and pdfium.FPDFText_IsGenerated(text_page, at) == 1:
            left, right = _box(text_page, at - 1).right, _box(text_page, at + 1).left
            if right - left > widest:
                yield left, right


def _letter(text_page: Handle, code: int, at: int, page: PageText) -> str:
    if code == _HYPHEN_MARK and pdfium.FPDFText_IsHyphen(text_page, at) == 1:
        return "-"
    sign = chr(code)
    if sign in " \t":
        return sign
    category = unicodedata.category(sign)
    if category == "Cc" or code & _NONCHARACTER == _NONCHARACTER:
        page.unknown += 1
        return _UNKNOWN
    page.private += category in {"Co", "Cn"}
    page.unmapped += pdfium.FPDFText_HasUnicodeMapError(text_page, at) == 1
    return sign


def _paired(text: str, page: PageText) -> str:
    """Pair the halves of surrogate pairs; a half alone stands for nothing."""
    if not any(_HIGH_SURROGATE <= ord(sign) < _BEHIND_SURROGATES for sign in text):
        return text
    decoded = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    page.unknown += decoded.count(_UNKNOWN) - text.count(_UNKNOWN)
    return decoded


def _box(text_page: Handle, at: int) -> _Box:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
    return _Box(*(_finite(edge.value) for edge in (left, bottom, right, top)))


def _baseline(text_page: Handle, at: int) -> float:
    across, height = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, at, across, height)
    return _finite(height.value)


def _size(text_page: Handle, at: int) -> float:
    """The size of a letter as it is drawn: that of its font, scaled as its text is."""
    matrix = pdfium.FS_MATRIX()
    is_known = pdfium.FPDFText_GetMatrix(text_page, at, matrix)
    scale = math.hypot(matrix.b, matrix.d) if is_known else 1.0
    return _finite(abs(pdfium.FPDFText_GetFontSize(text_page, at) * scale))


def _usual_letter(text_page: Handle, seen: list[int]) -> tuple[float, int]:
    """The size of most letters of a line, and one of them; raised note numbers are smaller."""
    few = seen[:: max(1, len(seen) // _SAMPLED)]
    sized = sorted((_size(text_page, at), at) for at in few)
    return sized[len(sized) // 2]


def _is_invisible(text_page: Handle, at: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text_page, at)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE


def _finite(number: float) -> float:
    return number if math.isfinite(number) else 0.0
