"""Will the first draw answer at once, or compile first?

The kernels are compiled at their first use on a machine and kept on disk, as those of
`foedus.solve`; a program that wants to announce that asks first.
"""

from __future__ import annotations

from foedus.case.values import Assumption, Order, Simplex
from foedus.ensemble.drawing import draw
from foedus.ensemble.kernels import draw_in_box, draw_ordered, draw_simplex
from foedus.ensemble.space import space_of
from foedus.solve.compilation import is_compiled


def kernels_are_compiled() -> bool:
    """Whether all kernels that draw are in the cache, for this version and this processor."""
    return all(is_compiled(one) for one in (draw_in_box, draw_ordered, draw_simplex))


def compile_kernels() -> None:
    """Compile every kernel that is not in the cache yet, by drawing from one small space."""
    assumptions = [Assumption(name, "probability", 0.0, 1.0) for name in "abcdefg"]
    orders = [Order("b", "c")]
    simplexes = [Simplex(("d", "e", "f", "g"), is_complete=True)]
    draw(space_of(assumptions, orders, simplexes), 0, [0])
