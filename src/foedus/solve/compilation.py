"""How do the solver's inner loops become machine code, and is that done already?

Every inner loop is a Numba kernel that releases the interpreter's lock and is cached on disk, so
that a game is never compiled: one set of kernels serves all games, and only the first process on a
machine waits for it.

Numba notices a changed file, but not a change in a kernel that another file calls. So all kernels
share one stamp, a fingerprint of every file that holds one: touching any of them renews them all.
"""

from __future__ import annotations

import hashlib
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from numba import config, njit

if TYPE_CHECKING:
    from collections.abc import Callable

KernelFunction = TypeVar("KernelFunction", bound="Callable[..., object]")


_settings: Any = config


def _fingerprint_of_kernels() -> tuple[float, int]:
    """A number for the text of all files of kernels, in the form of Numba's source stamps."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("kernels_") or path.stem in {"compilation", "tree"}:
            digest.update(path.read_bytes())
    return float(int.from_bytes(digest.digest()[:6], "big")), 0


_STAMP = _fingerprint_of_kernels()


def kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function that Python calls: without the lock, and kept on disk."""
    return _compile(function)


def inner_kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function that only kernels call; without Python's way in it compiles sooner."""
    return _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compile(function: KernelFunction, **options: bool) -> KernelFunction:
    decorate: Any = njit
    compiled: Any = decorate(nogil=True, cache=True, error_model="numpy", **options)(function)
    compiled.compile = _in_rows(compiled.compile)
    cache_file: Any = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if hasattr(cache_file, "_source_stamp"):
        cache_file._source_stamp = _STAMP  # noqa: SLF001 (Numba has no public name for it)
    return cast("KernelFunction", compiled)


def _in_rows(translate: Callable[..., object]) -> Callable[..., object]:
    """Let the compiler turn like operations on neighbours in memory into one.

    Numba has a switch for this (superword-level parallelism, Larsen & Amarasinghe 2000), but only
    one for the whole process; it is set while a kernel is translated, and put back.
    """

    @wraps(translate)
    def translated(*arguments: object, **named: object) -> object:
        before = _settings.SLP_VECTORIZE
        _settings.SLP_VECTORIZE = 1
        try:
            return translate(*arguments, **named)
        finally:
            _settings.SLP_VECTORIZE = before

    return translated


def is_compiled(compiled: object) -> bool:
    """Whether a kernel is in memory or in the cache on disk, for this source and processor."""
    if getattr(compiled, "signatures", ()):
        return True
    cache_file: Any = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    load_index = getattr(cache_file, "_load_index", None)
    return bool(load_index()) if load_index is not None else False
