"""And for all numbers that the sources allow?

`run` draws variants of a case's assumptions, solves the game for each under every combination of
readings, and keeps the answers in a folder of Parquet files, which an `Ensemble` reads lazily.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
