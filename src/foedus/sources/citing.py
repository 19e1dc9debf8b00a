"""Where do these words stand, and which citation names the passage around them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.sources.as_found import why_only_as_found
from foedus.sources.checking import check_citation
from foedus.sources.citation import Citation
from foedus.sources.errors import SourceError
from foedus.sources.fold import TYPOGRAPHY, WHITE_SPACE
from foedus.sources.matching import LONGEST_PASSAGE, Match, find_matches
from foedus.sources.sentences import sentence_around
from foedus.sources.shortest import shortest_citation
from foedus.sources.speech import whose_words
from foedus.sources.suggestion import suggest

if TYPE_CHECKING:
    from foedus.sources.citation import CitationCheck, Suggestion
    from foedus.sources.source import Source
    from foedus.sources.speech import SpeechQuestion

__all__ = ["LookUp", "cite", "look_up"]

_PLACES_NAMED = 5


@final
@dataclass(frozen=True, slots=True)
class LookUp:
    """What came of looking for some words in a source.

    Parameters
    ----------
    words : str
        The words that were looked for.
    places : tuple of Match
        Every place in the repaired text where they stand, in order.
    check : CitationCheck, optional
        Where they stand once: a valid citation of the sentence or sentences around them, and its
        passage with what is doubtful in it.
    suggestion : Suggestion, optional
        Where they stand nowhere: the place most like them. It cites nothing; a person decides.
    why : str
        Where they stand in the raw file only: a sentence that says what repair did there.
    question : SpeechQuestion, optional
        Where they stand once and look like somebody else's than the narrator's: what to ask a
        person. Nothing is concluded from it.
    """

    words: str
    places: tuple[Match, ...]
    check: CitationCheck | None = None
    suggestion: Suggestion | None = None
    why: str = ""
    question: SpeechQuestion | None = None


def look_up(source: Source, words: str) -> LookUp:
    """Look for words, and cite the sentence or sentences that hold them.

    Parameters
    ----------
    source : Source
        The source, repaired.
    words : str
        Words of the passage, as they stand there; quotation marks and dashes of any shape.

    Returns
    -------
    LookUp
        The ends of its citation are the fewest words, but three at least, that are found once.

    Raises
    ------
    SourceError
        If there are no words, or more than a passage may have.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The mayor said that the dam would stand. He left.")
    >>> look_up(minutes, "the dam").check.passage.text
    'The mayor said that the dam would stand.'
    >>> [len(look_up(minutes, words).places) for words in ("he", "the dam", "Rain")]
    [0, 1, 1]
    """
    if not words.strip():
        raise SourceError("There are no words to cite; give some words of the passage.")
    if len(words) > LONGEST_PASSAGE:
        raise SourceError(
            f"A passage has at most {LONGEST_PASSAGE:,} characters, and these words have "
            f"{len(words):,}; give a few of them."
        )
    places = find_matches(source, words, "", WHITE_SPACE) or find_matches(
        source, words, "", TYPOGRAPHY
    )
    if not places:
        return LookUp(
            words,
            (),
            suggestion=suggest(source, Citation(source.key, words)),
            why=why_only_as_found(source, words, "", TYPOGRAPHY),
        )
    if len(places) > 1:
        return LookUp(words, tuple(places))
    return LookUp(
        words,
        tuple(places),
        check=_checked(source, places[0]),
        question=whose_words(source, *places[0]),
    )


def cite(source: Source, words: str) -> Citation:
    """Make a citation of the sentence or sentences that hold some words.

    Parameters
    ----------
    source : Source
        The source, repaired.
    words : str
        Words of the passage, as they stand there; quotation marks and dashes of any shape.

    Returns
    -------
    Citation
        Its ends are the fewest words, but three at least, that are found once; with the
        fingerprint of the whole passage. ``str`` of it is ready to paste into a case.

    Raises
    ------
    SourceError
        If the words do not stand in the source, or stand in several places. `look_up` says the
        same without an error.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The mayor said that the dam would stand. He left.")
    >>> cite(minutes, "the dam").start, cite(minutes, "the dam").end
    ('The mayor said', 'dam would stand.')
    """
    found = look_up(source, words)
    if found.check is not None:
        return found.check.citation
    if found.places:
        lines = [source.passage(*place).where for place in found.places[:_PLACES_NAMED]]
        more = " and more" if len(found.places) > _PLACES_NAMED else ""
        raise SourceError(
            f"These words stand in {len(found.places)} places of {source.key} "
            f"({', '.join(lines)}{more}): {words!r}. Give more words."
        )
    hint = str(found.suggestion) if found.suggestion else "Nothing there is like them."
    raise SourceError(f"These words do not stand in {source.key}: {words!r}. {hint}")


def _checked(source: Source, place: Match) -> CitationCheck:
    """Cite the sentences around a place or, where they are no passage, the place alone."""
    sentences = Match(*sentence_around(source.repaired, *place))
    if sentences.end - sentences.start <= LONGEST_PASSAGE:
        check = check_citation(source, shortest_citation(source, sentences))
        if check.is_valid:
            return check
    return check_citation(source, shortest_citation(source, place))
