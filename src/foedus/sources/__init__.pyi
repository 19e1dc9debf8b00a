from .annotation import annotation_collection, web_annotation
from .bibliography import Reference, read_bibliography
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
from .tei import tei_citation, tei_document
from .wrap import Wrap

__all__ = [
    "TYPOGRAPHY",
    "WHITE_SPACE",
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
    "Rule",
    "Source",
    "SourceError",
    "Suggestion",
    "WordChange",
    "Wrap",
    "annotation_collection",
    "check_citation",
    "cite",
    "fingerprint",
    "look_up",
    "read_bibliography",
    "read_source",
    "repair",
    "tei_citation",
    "tei_document",
    "undo",
    "web_annotation",
    "what_moved",
]
