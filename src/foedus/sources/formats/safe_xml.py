"""How is XML parsed that somebody may have made to do harm?

Nothing is expanded, nothing is fetched, and what is nested or large beyond reason is refused: the
"billion laughs", external entities, and their kin. A file that declares entities of its own is
refused as a whole, since without them words would be missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.sources.errors import SourceError
from foedus.sources.formats.elements import etree

if TYPE_CHECKING:
    from foedus.sources.formats.elements import Element

__all__ = ["parse_xml"]

_ENTITY = re.compile(rb"<!ENTITY\b")


def parse_xml(content: bytes, name: str, encoding: str | None = None) -> Element:
    """Parse XML without trusting it.

    Parameters
    ----------
    content : bytes
        The document.
    name : str
        What to call it in messages.
    encoding : str, optional
        Its encoding, whatever it declares.

    Raises
    ------
    SourceError
        If it is not well-formed, declares entities, or is nested more than 256 deep.
    """
    if _ENTITY.search(content):
        raise SourceError(
            f"{name} declares entities of its own (<!ENTITY …>), which Foedus never expands. Save "
            "it with its entities written out."
        )
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).partition(", line ")[0]
        raise SourceError(f"{name} is damaged in line {error.lineno}: {reason}.") from error
    except (ValueError, LookupError) as error:
        raise SourceError(f"{name} is damaged: {error}.") from error
    return root
