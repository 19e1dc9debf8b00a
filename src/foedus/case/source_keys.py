"""By which name does a case call a document of a bibliography?

By its key there, if that can be a name in a case. Reference managers also write addresses and bare
numbers for keys; a name is then made of the title. Titles that would give the same name are told
apart by the end of their keys, and all of them are: a document that joins the bibliography later
can leave a name unknown, but never let it mean another document. The order of the file is nothing
to it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from foedus.case.kinds import NAME_PATTERN
from foedus.case.writing import name_made_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.sources import Reference


def source_keys(references: Iterable[Reference]) -> dict[str, str]:
    """The name that a case gives to each document, by its key in the bibliography.

    Takes time in proportion to the number of documents. Own construction.

    Parameters
    ----------
    references
        All documents of a bibliography, each with a key of its own.

    Examples
    --------
    >>> from foedus.sources import Reference
    >>> titles = {"shen": "The Dam", "http://z/AB": "A Telegram", "http://z/CD": "A Telegram"}
    >>> list(source_keys(Reference(key, title) for key, title in titles.items()).values())
    ['shen', 'a-telegram-AB', 'a-telegram-CD']
    """
    by_key = {one.key: one for one in references}
    names = {key: key for key in by_key if re.fullmatch(NAME_PATTERN, key)}
    pending = {
        key: name_made_of(one.title or key, ()) for key, one in by_key.items() if key not in names
    }
    for form in (_plain, _with_end, _with_hash):
        tried = {key: form(key, made) for key, made in pending.items()}
        counts, taken = Counter(tried.values()), set(names.values())
        given = {
            key: name for key, name in tried.items() if counts[name] == 1 and name not in taken
        }
        names |= given
        pending = {key: made for key, made in pending.items() if key not in given}
    return {key: names[key] for key in by_key}


def _plain(key: str, made: str) -> str:  # noqa: ARG001 - one of several forms
    return made


def _with_end(key: str, made: str) -> str:
    words = re.findall(r"[^\W_]+", key)
    return "-".join((made, *words[-1:]))


def _with_hash(key: str, made: str) -> str:
    return f"{made}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
