"""What goes wrong with a document, said in one sentence."""

from __future__ import annotations

from typing import final

from foedus._user_error import UserError

__all__ = ["SourceError"]


@final
class SourceError(UserError):
    """A document that cannot be read, or words that cannot be cited.

    The message is a sentence for the reader: what was found, where, and what would be right.
    """
