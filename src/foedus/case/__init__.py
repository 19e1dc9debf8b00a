"""What does the author assert, and on whose word?

`load` reads a case file and gives a `Case`: actors, play, preferences, beliefs, readings, theses,
every assertion with its citations. Mistakes come all at once, as a `CaseError`.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
