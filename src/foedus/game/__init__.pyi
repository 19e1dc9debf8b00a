from .chance import BeliefRule, ChanceRule, ContestRule, Odds
from .compile import compile_all, compile_game
from .describe import describe
from .drawing import draw_tree
from .expand import expand_play
from .expansion import Charge, Definition, Expansion, Primitive
from .game import Game
from .gradients import assumption_gradients
from .printing import print_expansion
from .size import MOST_NODES, TreeSize, tree_size

__all__ = [
    "MOST_NODES",
    "BeliefRule",
    "ChanceRule",
    "Charge",
    "ContestRule",
    "Definition",
    "Expansion",
    "Game",
    "Odds",
    "Primitive",
    "TreeSize",
    "assumption_gradients",
    "compile_all",
    "compile_game",
    "describe",
    "draw_tree",
    "expand_play",
    "print_expansion",
    "tree_size",
]
