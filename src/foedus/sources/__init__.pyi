from .annotation import web_annotation
from .attribution import Attribution, Relay, Voicing
from .checking import check_citation
from .citation import Citation, CitationCheck, CitationStatus, Suggestion, WordChange
from .citing import LookUp, cite, look_up
from .errors import SourceError
from .fold import TYPOGRAPHY, WHITE_SPACE, Fold, fingerprint
from .mark import Mark, MarkKind
from .moving import Fate, Move, what_moved
from .operation import Operation, Rule
from .passage import Passage
from .reading import read_source
from .repairing import repair, undo
from .source import Source
from .speech import SpeechQuestion, whose_words
from .wrap import Wrap

__all__ = [
    "TYPOGRAPHY",
    "WHITE_SPACE",
    "Attribution",
    "Citation",
    "CitationCheck",
    "CitationStatus",
    "Fate",
    "Fold",
    "LookUp",
    "Mark",
    "MarkKind",
    "Move",
    "Operation",
    "Passage",
    "Relay",
    "Rule",
    "Source",
    "SourceError",
    "SpeechQuestion",
    "Suggestion",
    "Voicing",
    "WordChange",
    "Wrap",
    "check_citation",
    "cite",
    "fingerprint",
    "look_up",
    "read_source",
    "repair",
    "undo",
    "web_annotation",
    "what_moved",
    "whose_words",
]
