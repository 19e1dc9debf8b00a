from .annotation import annotation_collection, web_annotation
from .attribution import Attribution, Relay, Voicing
from .bibliography import Reference, read_bibliography
from .checking import check_citation
from .citation import Citation, CitationCheck, CitationStatus, Suggestion, WordChange
from .citing import LookUp, cite, look_up
from .errors import SourceError
from .fold import TYPOGRAPHY, WHITE_SPACE, Fold, fingerprint
from .mark import Certainty, Mark, MarkKind, Settlement
from .moving import Fate, Move, what_moved
from .operation import Operation, Rule
from .passage import Passage
from .reading import read_source
from .remark import Remark, RemarkCheck, Side, check_remark, lay_over
from .repairing import repair, undo
from .source import Source
from .speech import SpeechQuestion, whose_words
from .tei import tei_citation, tei_document
from .wrap import Wrap

__all__ = [
    "TYPOGRAPHY",
    "WHITE_SPACE",
    "Attribution",
    "Certainty",
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
    "Reference",
    "Relay",
    "Remark",
    "RemarkCheck",
    "Rule",
    "Settlement",
    "Side",
    "Source",
    "SourceError",
    "SpeechQuestion",
    "Suggestion",
    "Voicing",
    "WordChange",
    "Wrap",
    "annotation_collection",
    "check_citation",
    "check_remark",
    "cite",
    "fingerprint",
    "lay_over",
    "look_up",
    "read_bibliography",
    "read_source",
    "repair",
    "tei_citation",
    "tei_document",
    "undo",
    "web_annotation",
    "what_moved",
    "whose_words",
]
