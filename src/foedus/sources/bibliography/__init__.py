"""What is known of the documents that a case cites: who wrote them, when, and where they appeared?

Bibliographies as reference managers export them: BibTeX (with biblatex's words) and CSL-JSON.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
