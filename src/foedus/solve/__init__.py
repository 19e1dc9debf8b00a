"""What do the actors do, for these numbers?

Logit agent quantal response equilibrium, with players' own priors, of any finite game with perfect
recall, for many variants at once. It knows nothing of cases, sources or history and can be used
alone: write a game with `chance`, `decision` and `terminal`, put it into arrays with `build`, give
it numbers with `make_variants`, and `solve` it.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
