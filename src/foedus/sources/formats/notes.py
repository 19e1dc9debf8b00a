"""How is it told what a reader of a format left out, or shows in another way than the file?"""

from __future__ import annotations

__all__ = ["counted", "lines_kept", "soft_hyphens_left_out"]


def counted(count: int, one: str, many: str) -> list[str]:
    """A sentence that begins with how many there are, or none where there are none.

    Examples
    --------
    >>> counted(2, "comment was left out", "comments were left out")
    ['2 comments were left out.']
    """
    return [f"{count:,} {one if count == 1 else many}."] if count else []


def lines_kept(count: int, what: str) -> list[str]:
    """Say how many stretches were neither repaired nor doubted, because their lines are lines.

    Examples
    --------
    >>> lines_kept(1, "of code")
    ['1 stretch of code keeps its lines; nothing in it was repaired or doubted.']
    """
    return counted(
        count,
        f"stretch {what} keeps its lines; nothing in it was repaired or doubted",
        f"stretches {what} keep their lines; nothing in them was repaired or doubted",
    )


def soft_hyphens_left_out(count: int) -> list[str]:
    """Say how many soft hyphens are no part of the text."""
    return counted(
        count,
        "soft hyphen, which shows at a line's end only, was left out",
        "soft hyphens, which show at a line's end only, were left out",
    )
