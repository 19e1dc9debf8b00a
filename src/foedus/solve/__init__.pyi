from .batch import Query, Solution, Status, Variants
from .builder import Node, build, chance, decision, make_variants, terminal
from .efg_reading import read_efg
from .efg_text import GambitError
from .efg_writing import write_efg
from .equilibrium import evaluate, payoff_range, solve
from .extensive_form import CHANCE, NOWHERE, TERMINAL, ExtensiveForm
from .gambit_game import GambitGame
from .gradients import Gradients, gradients, payoff_range_gradients
from .readiness import compile_kernels, kernels_are_compiled
from .restarts import EquilibriumCount, count_equilibria
from .validation import validate

__all__ = [
    "CHANCE",
    "NOWHERE",
    "TERMINAL",
    "EquilibriumCount",
    "ExtensiveForm",
    "GambitError",
    "GambitGame",
    "Gradients",
    "Node",
    "Query",
    "Solution",
    "Status",
    "Variants",
    "build",
    "chance",
    "compile_kernels",
    "count_equilibria",
    "decision",
    "evaluate",
    "gradients",
    "kernels_are_compiled",
    "make_variants",
    "payoff_range",
    "payoff_range_gradients",
    "read_efg",
    "solve",
    "terminal",
    "validate",
    "write_efg",
]
