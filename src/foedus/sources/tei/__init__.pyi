from .document import tei_citation, tei_document

__all__ = ["tei_citation", "tei_document"]
