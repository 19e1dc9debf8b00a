"""How can text from a case stand in a page and do nothing there?

Templates escape what they print. What goes into a script is data, written so that no character of
it can end the script; and the page itself forbids, by its content security policy, every script but
its own and every request.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

_TURNING = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates of the bidirectional algorithm (Unicode Annex 9)."""
_NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
"""Signs that no XML may hold (XML 1.0, 2.2), and delete."""
_UNSEEN = re.compile(f"[{_TURNING}{_NO_TEXT}]")
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def visible(value: object) -> object:
    r"""What a template prints, with signs made visible that turn the direction of writing.

    They could put our own words beside theirs out of order. Signs that are no text are made visible
    too: a picture that holds one is no XML.

    >>> visible("a\u202eb\x07") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    True
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def data_for_script(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can say
    r"""A value as JSON that may stand inside a script element.

    >>> print(data_for_script("</script>"))
    "\u003c/script\u003e"

    Raises
    ------
    ValueError
        If it holds a number that JSON has no word for, such as NaN.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - no character is left that could leave the script


def own_text(text: str) -> Markup:
    """A script or style of ours, or of the chart library, that may stand in a page.

    Raises
    ------
    ValueError
        If it could end the element that it stands in.
    """
    lowered = text.lower()
    if any(end in lowered for end in ("</script", "</style", "<!--")):
        raise ValueError("this text would end the element that it stands in")
    return Markup(text)  # noqa: S704 - it is no text of a case


def content_security_policy(scripts: Sequence[str]) -> str:
    """What the page may do: run these scripts and style itself; load nothing.

    Parameters
    ----------
    scripts
        The exact texts of the page's scripts.
    """
    allowed = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    )
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
