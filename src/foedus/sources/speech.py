"""Do these words look like somebody else's than the narrator's?

What quotation marks and marked places give away. It is a question for a person, never an answer:
quotation marks are put round titles and irony, too, and the end of a document quoted without them
is not to be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.sources.attribution import Voicing
from foedus.sources.mark import UNMARKED

if TYPE_CHECKING:
    from foedus.sources.mark import Mark
    from foedus.sources.source import Source

__all__ = ["SpeechQuestion", "whose_words"]

"""The rule of a mark on the salutation of a document that nothing sets apart."""

_QUOTED = re.compile(
    r"“[^“”\n]+”|«[^«»\n]+»|»[^«»\n]+«|„[^„“\n]+“|(?<!\w)\"[^\"\n]+\"(?!\w)|‚[^‚‘\n]+‘|›[^‹›\n]+‹"  # noqa: RUF001
    # an apostrophe inside a word, or behind an s before a further word, ends no quotation
    r"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)|(?<=s)’(?=\s\w))+’(?!\w)"  # noqa: RUF001
)


@final
@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """A question about whose words a passage is.

    Parameters
    ----------
    question : str
        For a person, in one sentence.
    kind : Voicing
        How the case would put it, if the answer is yes.
    """

    question: str
    kind: Voicing


def whose_words(source: Source, start: int, end: int) -> SpeechQuestion | None:
    """Ask about `start:end` of the repaired text, where it looks like somebody else's words.

    Returns
    -------
    SpeechQuestion or None
        None where nothing suggests another voice; that says nothing about whose words they are.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", 'He said: "The dam will hold." Nobody asked.')
    >>> whose_words(minutes, 14, 17).kind.value
    'quotation'
    >>> whose_words(minutes, 30, 36) is None
    True
    """
    text = source.repaired
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    paragraph = text[first : len(text) if last < 0 else last]
    for match in _QUOTED.finditer(paragraph):
        if first + match.start() < end and first + match.end() > start:
            return SpeechQuestion(
                "These words stand between quotation marks, or hold some: is somebody quoted?",
                Voicing.QUOTATION,
            )
    for mark in source.marks:
        if mark.rule == UNMARKED and mark.repaired_start <= start <= _end_behind(text, mark):
            return SpeechQuestion(
                f"A document seems to be quoted from {mark.where} on, without quotation marks: do "
                "these words belong to it?",
                Voicing.DOCUMENT,
            )
    return None


def _end_behind(text: str, mark: Mark) -> int:
    """The end of the paragraph behind a marked salutation: further than that nobody can guess."""
    behind = re.compile(r"\s*").match(text, mark.repaired_end)
    place = mark.repaired_end if behind is None else behind.end()
    end = text.find("\n", place)
    return len(text) if end < 0 else end
