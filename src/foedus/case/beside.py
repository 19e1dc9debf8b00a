"""Does a file that a case names stand in the folder where it is looked up?

A case comes from somebody else as often as not. What it names is read, and written out again as
TEI, so that it must not reach the rest of the disk: neither by its name nor through a symbolic
link.
"""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def names_elsewhere(name: str) -> bool:
    r"""Whether a name leads out of the folder, on any system.

    Examples
    --------
    >>> [names_elsewhere(name) for name in ("a.txt", "letters/a.txt", "../a.txt", "/a", r"C:\\a")]
    [False, False, True, True, True]
    """
    ways = (PurePosixPath(name), PureWindowsPath(name))
    return any(way.is_absolute() or way.drive or way.root or ".." in way.parts for way in ways)


def links_elsewhere(file: Path, folder: Path) -> bool:
    """Whether a file stands outside the folder once symbolic links are followed.

    The folder itself may be a link.
    """
    try:
        return not file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links leads nowhere
        return True
