"""How is a source, once repaired, handed to editors of texts, with its marks?

As a document of the Text Encoding Initiative (P5): the lines of the file, what repair dropped and
what is doubtful stand in it beside the words, so that both the repaired text and the raw one can be
read off it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
