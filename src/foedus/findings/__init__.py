"""So what?

`find` reads an ensemble and says what becomes of each thesis, on what it hinges, how the outcomes
are spread, and what of all this no source supports.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
