"""What does the document say, and where?

Damaged text goes in; a `Source` comes out, which keeps the raw text, the repaired text and a map
between both, and which hands on `Passage`s. Citations are checked here, exactly.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
