"""Who moves, knowing what, and what does it cost?

A case goes in; a `Game` comes out. Institutions are spelled out in ordinary moves
(`expand_play`), the size of the tree is computed (`tree_size`), and the tree is unrolled into
flat arrays for the solver (`compile_game`).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
