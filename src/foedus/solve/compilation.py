"""How do the solver's inner loops become machine code, and is that done already?

Every inner loop is a Numba kernel that releases the interpreter's lock and is cached on disk, so
that a game is never compiled: one set of kernels serves all games, and only the first process on a
machine waits for it.

Numba notices a changed file, but not a change in a kernel that another file calls. So a kernel's
stamp is a fingerprint of its file and of all files of kernels that this one imports, near and far.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable

KernelFunction = TypeVar("KernelFunction", bound="Callable[..., object]")


_IMPORTED = re.compile(rb"\n\s*from foedus\.solve\.(kernels_\w+|compilation|plan|tree|walk) import")


@cache
def _stamp(module: str) -> tuple[float, int]:
    """A number for the text that a module's kernels are made of, as one of Numba's stamps."""
    pending, texts = [module.rpartition(".")[2]], dict[str, bytes]()
    while pending:
        stem = pending.pop()
        if stem not in texts:
            texts[stem] = (Path(__file__).parent / f"{stem}.py").read_bytes()
            pending += [name.decode() for name in _IMPORTED.findall(texts[stem])]
    digest = hashlib.sha256(b"".join(texts[stem] for stem in sorted(texts)))
    return float(int.from_bytes(digest.digest()[:6], "big")), 0


def kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function that Python calls: without the lock, and kept on disk."""
    return _compile(function)


def inner_kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function that only kernels call; without Python's way in it compiles sooner."""
    return _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def row_kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function on rows (see `kernels_lanes`) right into whoever calls it."""
    decorate: Any = njit
    return cast(
        "KernelFunction",
        decorate(nogil=True, error_model="numpy", forceinline=True)(function),
    )


def _compile(function: KernelFunction, **options: bool) -> KernelFunction:
    decorate: Any = njit
    compiled: Any = decorate(nogil=True, cache=True, error_model="numpy", **options)(function)
    cache_file: Any = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if hasattr(cache_file, "_source_stamp"):
        cache_file._source_stamp = _stamp(function.__module__)  # noqa: SLF001 (Numba has no public name for it)
        cache_file._load_index = known_or_stale(cache_file._load_index)  # noqa: SLF001 (nor for this)
    return cast("KernelFunction", compiled)


def known_or_stale(load_index: Callable[[], dict[object, str]]) -> Callable[[], dict[object, str]]:
    """Take an index of the cache for a stale one if it names what no longer exists.

    Numba reads all of an index before it looks at its stamp, and stops where a type has moved since
    an earlier version wrote it; the kernel is then to be compiled anew, as for any other change.
    """

    def loaded() -> dict[object, str]:
        try:
            return load_index()
        except (AttributeError, ImportError):
            return {}

    return loaded


def is_compiled(compiled: object) -> bool:
    """Whether a kernel is in memory or in the cache on disk, for this source and processor."""
    if getattr(compiled, "signatures", ()):
        return True
    cache_file: Any = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    load_index = getattr(cache_file, "_load_index", None)
    return bool(load_index()) if load_index is not None else False
