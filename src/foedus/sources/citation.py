"""What is a citation, and what can a check of it say?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.fold import WHITE_SPACE, Fold

if TYPE_CHECKING:
    from foedus.sources.attribution import Attribution, Relay
    from foedus.sources.passage import Passage

__all__ = ["Citation", "CitationCheck", "CitationStatus", "Suggestion", "WordChange", "quoted"]

_WORDS_SHOWN = 8
_PLAIN_KEY = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


@final
@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of a source, named by its first and last few words.

    As in the web's text fragments (``#:~:text=start,end``), so that the passage itself need not be
    copied.

    Parameters
    ----------
    source : str
        The key of the source.
    start : str
        The first few words of the passage; all of it, if `end` is empty.
    end : str
        The last few words; they begin behind the last of `start`.
    fingerprint : str, optional
        The fingerprint of the whole passage, see `fingerprint`.
    attribution : Attribution, optional
        Whose words the passage is; None where that is not said.
    """

    source: str
    start: str
    end: str = ""
    fingerprint: str | None = None
    attribution: Attribution | None = None

    def __str__(self) -> str:
        """Write it as it is pasted into a case."""
        key = self.source if _PLAIN_KEY.fullmatch(self.source) else quoted(self.source)
        parts = [key, quoted(self.start), quoted(self.end)]
        if self.fingerprint:
            parts.append(quoted(self.fingerprint))
        place = f"[{', '.join(parts)}]"
        said = self.attribution
        if said is None:
            return place
        voice = [] if said.voice is None else [f"words of: {quoted(said.voice)}"]
        relays = ", ".join(map(_relay, said.through))
        through = [f"through: [{relays}]"] if relays else []
        return f"{{{', '.join([f'passage: {place}', *voice, f'as: {said.kind}', *through])}}}"


def _relay(relay: Relay) -> str:
    if relay.when is None:
        return quoted(relay.by)
    return f"{{by: {quoted(relay.by)}, when: {quoted(relay.when.edtf)}}}"


def quoted(text: str) -> str:
    """Write text as YAML does between double quotes; what YAML cannot hold is written by number."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(map(_by_number, escaped)) + '"'


def _by_number(sign: str) -> str:
    is_held = sign != "\ufeff" and unicodedata.category(sign) not in {"Cc", "Cs", "Cn"}
    return sign if is_held else f"\\U{ord(sign):08x}"


class CitationStatus(StrEnum):
    """What a check found.

    ``VALID``: found exactly once, and the fingerprint agrees (or the citation gives the whole
    passage, so that it needs none). ``NO_FINGERPRINT``: found exactly once by its ends, but what
    stands between them cannot be checked. Only these two hold. ``AMBIGUOUS``: found in several
    places. ``CHANGED``: found once, but the fingerprint differs. ``ABSENT``: not found.
    ``UNCHECKED``: no source was at hand.
    """

    VALID = "valid"
    NO_FINGERPRINT = "no fingerprint"
    AMBIGUOUS = "ambiguous"
    CHANGED = "changed"
    ABSENT = "absent"
    UNCHECKED = "unchecked"


class WordChange(NamedTuple):
    """A word-by-word difference: the words cited, and the words that stand in the source.

    `beside` are words of the source that stand next to what was found and are no part of it: shown
    where a cited word stands nowhere, since they may turn the sense.
    """

    cited: str
    found: str
    beside: str = ""

    def __str__(self) -> str:
        """Write common words as they are, and differences in brackets, as wdiff does."""
        if self.beside:
            return f"[beside it: {self.beside}]"
        if self.cited == self.found:
            return self.found
        lost = f"[-{self.cited}-]" if self.cited else ""
        new = f"{{+{self.found}+}}" if self.found else ""
        return " ".join(filter(None, (lost, new)))


@final
@dataclass(frozen=True, slots=True)
class Suggestion:
    """The place that was probably meant; a person accepts it or does not.

    Parameters
    ----------
    citation : Citation
        Ready to paste, if the person accepts.
    passage : Passage
        What stands there.
    score : float
        Likeness of the ends, 0 to 100 (rapidfuzz's normalised indel similarity). A flipped word
        scores high: it says nothing of truth.
    difference : tuple of WordChange
        Word by word, first for `start`, then for `end`.
    runner_up : Passage, optional
        The next best place.
    runner_up_score : float
        Its likeness, 0 if there is none.
    """

    citation: Citation
    passage: Passage
    score: float
    difference: tuple[WordChange, ...]
    runner_up: Passage | None = None
    runner_up_score: float = 0.0

    def with_runner_up(self, passage: Passage, score: float) -> Suggestion:
        """Name the next best place, too."""
        return replace(self, runner_up=passage, runner_up_score=score)

    def __str__(self) -> str:
        """Show the place, the difference, what is doubtful there, and the next best place."""
        words = " ".join(map(str, self.difference))
        likeness = f"likeness {self.score:.0f} of 100; [-yours-], {{+the source's+}}"
        lines = [f"Perhaps {self.passage.where} ({likeness}): {words}", *self.passage.doubts]
        if self.runner_up is not None:
            lines.append(
                f"Or, the next most like ({self.runner_up_score:.0f} of 100), "
                f"{self.runner_up.where}: {_shortened(self.runner_up.text)}"
            )
        lines.append(f"paste: {self.citation}")
        return "\n  ".join(lines)


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * _WORDS_SHOWN:
        return " ".join(words)
    return " ".join((*words[:_WORDS_SHOWN], "…", *words[-_WORDS_SHOWN:]))


@final
@dataclass(frozen=True, slots=True)
class CitationCheck:
    """What a check of a citation found.

    Parameters
    ----------
    citation : Citation
        The citation that was checked.
    status : CitationStatus
        The finding.
    message : str
        A sentence for the reader: what was found, where, what would be right.
    passage : Passage, optional
        The passage, if it was found exactly once.
    places : tuple of Passage
        The places that fit: one, or several (the first hundred) where it is ambiguous.
    notes : tuple of str
        Doubts about the passage, a sentence each: lost places, dropped repeats.
    suggestion : Suggestion, optional
        What was probably meant, where the citation does not hold.
    fold : Fold
        What the comparison took for the same.
    """

    citation: Citation
    status: CitationStatus
    message: str
    passage: Passage | None = None
    places: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    suggestion: Suggestion | None = None
    fold: Fold = WHITE_SPACE

    @property
    def is_valid(self) -> bool:
        """Is every word of the passage known to be what was cited?"""
        return self.status is CitationStatus.VALID

    @property
    def holds(self) -> bool:
        """Was the passage found exactly once, and nothing speaks against it?"""
        return self.status in (CitationStatus.VALID, CitationStatus.NO_FINGERPRINT)

    def __str__(self) -> str:
        """Show the finding, the doubts and the suggestion."""
        parts = [f"{self.citation}: {self.status.value}. {self.message}"]
        # a suggestion tells the doubts of its passage itself
        if self.suggestion is None or self.suggestion.passage != self.passage:
            parts += self.notes
        if self.suggestion is not None:
            parts.append(str(self.suggestion))
        return "\n  ".join(parts)
