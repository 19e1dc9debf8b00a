"""How do many variants stand side by side in one operation?

A *row* holds one number of each of many variants, one in each *lane*: 64 float32 or 32 float64,
which fill four of the widest registers there are. Where each variant goes its own way, so that the
more stand abreast the longer they wait for each other, a row holds *few*: 16 float64.

Numba has no type for that, and leaves it to the compiler to find out that a loop over lanes could
be one operation, which it seldom dares: rows might overlap. Here a row is a value of its own, the
type `Lanes`, that lives in registers and knows the operations below; LLVM breaks it up into what
the processor has (AVX-512, AVX2, NEON, SSE).

Kernels reach into arrays by `pointer`: a pointer is not counted. An array that is handed to an
inner function is, by atomic operations that cost more than all arithmetic here.

No lane ever sees another. The operations are IEEE's own, in the order written, so that a variant's
numbers depend neither on its company nor on the width of the machine, given that it multiplies and
adds at once (all processors of the last decade do).
"""

# ruff: noqa: ANN401
# (Kernels are not typed by Python: Numba types a row or pointer by what is put in.)
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyright: reportMissingTypeStubs=false, reportUnknownLambdaType=false

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.errors import TypingError
from numba.extending import intrinsic, models, overload, register_model

from foedus.solve.kernels_series import series_of_powers

if TYPE_CHECKING:
    from collections.abc import Callable

Row: TypeAlias = Any
"""A row: Numba's `Lanes`, into which Python cannot see."""
Pointer: TypeAlias = Any
"""Where an array begins, for Numba."""
ROW_BYTES = 256
"""How many bytes a row takes. Rows of half and of twice that are slower (docs/performance.md)."""
FEW = 16
"""How many float64 stand in a row of few, for two of the widest registers. With 8 a branch of
korea-1950 takes a third longer."""
_written_by: Any = intrinsic
_overloads: Any = overload
LOG2_E = 1.4426950408889634
BITS_OF_FLOAT32 = 32


class Lanes(types.Type):
    """Numba's type of a row: one number for each variant that is computed abreast."""

    def __init__(self, dtype: Any, count: int = 0) -> None:
        """Make the type of a row of numbers of a kind, as many as fill a row unless it is said."""
        self.dtype = dtype
        self.count = count or ROW_BYTES * 8 // dtype.bitwidth
        super().__init__(name=f"Lanes({dtype}, {self.count})")


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    """How LLVM sees a row: as a vector."""

    def __init__(self, manager: Any, lanes: Lanes) -> None:
        element = manager.lookup(lanes.dtype).get_value_type()
        super().__init__(manager, lanes, ir.VectorType(element, lanes.count))


def lane_count(dtype: type[np.floating[Any]]) -> int:
    """How many variants stand in a row of float32 or float64.

    >>> lane_count(np.float64)
    32
    """
    return ROW_BYTES // np.dtype(dtype).itemsize


def new_row_array(rows: int, dtype: type[np.floating[Any]]) -> np.ndarray[Any, Any]:
    """Room for some rows, beginning where a line of the cache does: dtype[row * lanes]."""
    line = 64 // np.dtype(dtype).itemsize
    room = np.zeros(rows * lane_count(dtype) + line, dtype)
    start = -room.ctypes.data % 64 // room.itemsize
    return room[start : start + rows * lane_count(dtype)]


@_written_by
def pointer(_context: Any, array: Any) -> Any:
    """Where the numbers of a contiguous array begin; whoever asks keeps the array alive."""
    if array.layout != "C":
        raise TypingError("rows are taken only from arrays whose last dimension is contiguous")
    signature = types.CPointer(array.dtype)(array)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return context.make_array(signature.args[0])(context, builder, value=values[0]).data

    return signature, emit


@_written_by
def record(_context: Any, place: Any, index: Any) -> Any:
    """The record at an index, whose fields are read as attributes."""
    signature = place.dtype(place, types.intp)

    def emit(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.gep(values[0], [values[1]])

    del index
    return signature, emit


def _loading(count: int, explanation: str) -> Any:
    """A way to load rows of so many numbers, 0 for as many as fill a row."""

    def operation(_context: Any, place: Any, row: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            loaded = builder.load(_row_at(context, builder, signature.return_type, values))
            loaded.align = signature.return_type.dtype.bitwidth // 8
            return loaded

        del row
        return Lanes(place.dtype, count)(place, types.intp), emit

    operation.__doc__ = explanation
    return _written_by(operation)


load = _loading(0, "A row out of an array of rows.")
load_few = _loading(FEW, "A row of few out of an array of such rows.")


@_written_by
def store(_context: Any, place: Any, row: Any, value: Any) -> Any:
    """Put a row into an array of rows."""
    signature = types.void(place, types.intp, value)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        where = _row_at(context, builder, signature.args[2], values)
        builder.store(values[2], where).align = signature.args[2].dtype.bitwidth // 8
        return context.get_dummy_value()

    del row
    return signature, emit


@_written_by
def load_numbers(_context: Any, like: Any, table: Any, offset: Any) -> Any:
    """A row out of any place in a table of float64, of the kind that an array of rows has."""
    signature = Lanes(like.dtype)(like, table, types.intp)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.return_type)
        where = builder.gep(values[1], [values[2]])
        long = ir.VectorType(ir.DoubleType(), vector.count)
        loaded = builder.load(builder.bitcast(where, long.as_pointer()))
        loaded.align = 8
        is_short = isinstance(vector.element, ir.FloatType)
        return builder.fptrunc(loaded, vector) if is_short else loaded

    del offset
    return signature, emit


@_written_by
def store_numbers(_context: Any, table: Any, offset: Any, value: Any) -> Any:
    """Put a row into any place in a table of float64."""
    signature = types.void(table, types.intp, value)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.args[2])
        where = builder.gep(values[0], [values[1]])
        long = ir.VectorType(ir.DoubleType(), vector.count)
        is_short = isinstance(vector.element, ir.FloatType)
        value = builder.fpext(values[2], long) if is_short else values[2]
        builder.store(value, builder.bitcast(where, long.as_pointer())).align = 8
        return context.get_dummy_value()

    del offset
    return signature, emit


def _row_at(context: Any, builder: Any, lanes: Any, values: Any) -> Any:
    """The address of a row, given that of the array and the number of the row."""
    vector = context.get_value_type(lanes)
    offset = builder.mul(values[1], values[1].type(lanes.count))
    return builder.bitcast(builder.gep(values[0], [offset]), vector.as_pointer())


@_written_by
def splat(_context: Any, number: Any) -> Any:
    """The same number in every lane."""
    signature = Lanes(number)(number)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return _splat(builder, context.get_value_type(signature.return_type), values[0])

    return signature, emit


@_written_by
def constant(_context: Any, place: Any, number: Any) -> Any:
    """A number in every lane, of the kind that an array of rows has."""
    signature = Lanes(place.dtype)(place, types.float64)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.return_type)
        rounded = context.cast(builder, values[1], types.float64, signature.return_type.dtype)
        return _splat(builder, vector, rounded)

    del number
    return signature, emit


@_written_by
def in_few(_context: Any, number: Any) -> Any:
    """A number in every lane of a row of few."""
    signature = Lanes(types.float64, FEW)(types.float64)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return _splat(builder, context.get_value_type(signature.return_type), values[0])

    del number
    return signature, emit


@_written_by
def alike(_context: Any, row: Any, number: Any) -> Any:
    """A number in every lane, of the kind and count that a row has."""
    signature = row(row, types.float64)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.return_type)
        rounded = context.cast(builder, values[1], types.float64, signature.return_type.dtype)
        return _splat(builder, vector, rounded)

    del number
    return signature, emit


@_written_by
def is_any_negative(_context: Any, row: Any) -> Any:
    """Whether a number of a row is below zero."""
    signature = types.boolean(row)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.args[0])
        zero = ir.Constant(vector, [0.0] * vector.count)
        mask = ir.IntType(vector.count)
        found = builder.bitcast(builder.fcmp_ordered("<", values[0], zero), mask)
        return builder.icmp_unsigned("!=", found, mask(0))

    return signature, emit


@_written_by
def beyond(_context: Any, place: Any, count: Any) -> Any:
    """The place so many numbers or records after another."""
    signature = place(place, types.intp)

    def emit(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.gep(values[0], [values[1]])

    del count
    return signature, emit


def _splat(builder: Any, vector: Any, number: Any) -> Any:
    nothing = ir.Constant(vector, ir.Undefined)
    places = ir.VectorType(ir.IntType(32), vector.count)
    first = builder.insert_element(nothing, number, ir.IntType(32)(0))
    return builder.shuffle_vector(first, nothing, ir.Constant(places, [0] * vector.count))


def _of_one(emit_value: Callable[..., Any], explanation: str) -> Any:
    """An operation on one row; `emit_value` writes it, given builder, vector and row."""

    def operation(_context: Any, row: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return emit_value(builder, context.get_value_type(signature.return_type), *values)

        return row(row), emit

    operation.__doc__ = explanation
    return _written_by(operation)


def _of_two(emit_value: Callable[..., Any], explanation: str) -> Any:
    """An operation on two rows."""

    def operation(_context: Any, first: Any, second: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return emit_value(builder, context.get_value_type(signature.return_type), *values)

        del second
        return first(first, first), emit

    operation.__doc__ = explanation
    return _written_by(operation)


def _of_three(emit_value: Callable[..., Any], explanation: str) -> Any:
    """An operation on three rows."""

    def operation(_context: Any, first: Any, second: Any, third: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return emit_value(builder, context.get_value_type(signature.return_type), *values)

        del second, third
        return first(first, first, first), emit

    operation.__doc__ = explanation
    return _written_by(operation)


def _call(builder: Any, vector: Any, name: str, *values: Any) -> Any:
    """Call one of LLVM's own functions on vectors."""
    kind = "f32" if isinstance(vector.element, ir.FloatType) else "f64"
    function = cgutils.get_or_insert_function(
        builder.module,
        ir.FunctionType(vector, [vector] * len(values)),
        f"llvm.{name}.v{vector.count}{kind}",
    )
    return builder.call(function, values)


def _emit_power(builder: Any, vector: Any, value: Any, exponent: Any) -> Any:
    bits, fraction = (32, 23) if isinstance(vector.element, ir.FloatType) else (64, 52)
    whole = ir.VectorType(ir.IntType(bits), vector.count)
    raised = builder.shl(
        builder.fptosi(exponent, whole), ir.Constant(whole, [fraction] * vector.count)
    )
    return builder.bitcast(builder.add(builder.bitcast(value, whole), raised), vector)


def _emit_choice(builder: Any, vector: Any, sign: Any, negative: Any, other: Any) -> Any:
    zero = ir.Constant(vector, [0.0] * vector.count)
    return builder.select(builder.fcmp_ordered("<", sign, zero), negative, other)


multiply_add = _of_three(
    lambda builder, vector, *values: _call(builder, vector, "fma", *values),
    "First times second plus third, rounded once.",
)
choose = _of_three(_emit_choice, "The second where the first is negative, else the third.")
larger = _of_two(
    lambda builder, _, first, second: builder.select(
        builder.fcmp_ordered(">", first, second), first, second
    ),
    "The larger of two numbers; the second where one is none.",
)
smaller = _of_two(
    lambda builder, _, first, second: builder.select(
        builder.fcmp_ordered("<", first, second), first, second
    ),
    "The smaller of two numbers; the second where one is none.",
)
nearest = _of_one(
    lambda builder, vector, value: _call(builder, vector, "rint", value),
    "The nearest whole number.",
)
magnitude = _of_one(
    lambda builder, vector, value: _call(builder, vector, "fabs", value),
    "The absolute value.",
)
times_power_of_two = _of_two(_emit_power, "First times 2 to the second, a whole number.")
_add = _of_two(lambda builder, _, first, second: builder.fadd(first, second), "Sum.")
_subtract = _of_two(lambda builder, _, first, second: builder.fsub(first, second), "Difference.")
_multiply = _of_two(lambda builder, _, first, second: builder.fmul(first, second), "Product.")
_divide = _of_two(lambda builder, _, first, second: builder.fdiv(first, second), "Quotient.")


def _give_sign(sign: Any, operation: Any) -> None:
    """Let rows be added, subtracted, multiplied and divided by the usual signs."""

    @_overloads(sign)
    def apply(first: Any, second: Any) -> Any:
        def on_rows(first: Any, second: Any) -> Any:
            return operation(first, second)

        return on_rows if isinstance(first, Lanes) and isinstance(second, Lanes) else None

    del apply


_give_sign(operator.add, _add)
_give_sign(operator.sub, _subtract)
_give_sign(operator.mul, _multiply)
_give_sign(operator.truediv, _divide)


def power_of_two(row: Row) -> Row:
    """2 to the power of every number of a row, at most two units in the last place off.

    The argument is cut where the power would cease to be a normal number, so that nothing is quite
    zero. The nearest whole number is set apart, and 2**f, with f at most 1/2 in size, is a
    polynomial: its Chebyshev series up to the term that rounding swallows (Muller 2016, *Elementary
    Functions*, ch. 3 and 11).
    """
    raise NotImplementedError("only kernels call this")


@_overloads(power_of_two, jit_options={"forceinline": True})
def _power_of_two(row: Any) -> Any:
    is_short = row.dtype.bitwidth == BITS_OF_FLOAT32
    lowest = -126.0 if is_short else -1022.0
    coefficients = series_of_powers(5 if is_short else 11)
    degree = len(coefficients) - 1

    def in_row(row: Any) -> Any:
        bounded = larger(row, alike(row, lowest))
        whole = nearest(bounded)
        rest = bounded - whole
        total = alike(row, coefficients[degree])
        for one in range(degree):
            total = multiply_add(total, rest, alike(row, coefficients[degree - 1 - one]))
        return times_power_of_two(total, whole)

    return in_row
