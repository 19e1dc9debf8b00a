"""How is it told what a reader of a format left out, or shows in another way than the file?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.sources.formats.running_text import RunningText

__all__ = ["counted", "soft_hyphens_left_out"]


def counted(count: int, one: str, many: str) -> list[str]:
    """A sentence that begins with how many there are, or none where there are none.

    Examples
    --------
    >>> counted(2, "comment was left out", "comments were left out")
    ['2 comments were left out.']
    """
    return [f"{count:,} {one if count == 1 else many}."] if count else []


def soft_hyphens_left_out(running: RunningText) -> list[str]:
    """Say how many soft hyphens are no part of the text."""
    return counted(
        running.soft_hyphens,
        "soft hyphen, which shows at a line's end only, was left out",
        "soft hyphens, which show at a line's end only, were left out",
    )
