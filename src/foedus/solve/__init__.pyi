from .batch import Query, Solution, Status, Variants
from .builder import Node, build, chance, decision, make_variants, terminal
from .equilibrium import evaluate, payoff_range, solve
from .extensive_form import CHANCE, NOWHERE, TERMINAL, ExtensiveForm
from .readiness import compile_kernels, kernels_are_compiled
from .restarts import EquilibriumCount, count_equilibria
from .validation import validate

__all__ = [
    "CHANCE",
    "NOWHERE",
    "TERMINAL",
    "EquilibriumCount",
    "ExtensiveForm",
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
    "kernels_are_compiled",
    "make_variants",
    "payoff_range",
    "solve",
    "terminal",
    "validate",
]
