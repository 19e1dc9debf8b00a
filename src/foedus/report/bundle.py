"""How do charts draw themselves in a page that asks nobody for anything?

The libraries that draw Vega-Lite specifications are bundled by vl-convert into one script, which
stands in the page. Making the bundle takes a second or two, so it is kept in the user's cache.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

SNIPPET = "window.vegaEmbed = vegaEmbed;"


@cache
def chart_library() -> str:
    """The script that draws charts, as text that may stand in a page."""
    import vl_convert  # noqa: PLC0415 - heavy, and not needed to import this module

    versions = (
        version("vl-convert-python"),
        vl_convert.get_vega_version(),
        vl_convert.get_vega_embed_version(),
        vl_convert.get_vegalite_versions()[-1],
    )
    folder = cache_folder()
    if folder is None:
        return vl_convert.javascript_bundle(SNIPPET)
    kept = folder / f"charts-{'-'.join(versions)}.js"
    # A cache that cannot be read or written only costs time.
    with contextlib.suppress(OSError):
        return kept.read_text(encoding="utf-8")
    library = vl_convert.javascript_bundle(SNIPPET)
    with contextlib.suppress(OSError):
        _keep(kept, library)
    return library


def cache_folder() -> Path | None:
    """Where Foedus keeps what it can make again; None for a user without a home.

    The folder ``foedus`` in ``$XDG_CACHE_HOME``, ``%LOCALAPPDATA%`` or ``~/.cache``.
    """
    chosen = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if chosen:
        return Path(chosen) / "foedus"
    try:
        return Path.home() / ".cache" / "foedus"
    except RuntimeError:
        return None


def _keep(path: Path, text: str) -> None:
    """Write a file whole or not at all, whoever else is writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".writing", delete=False
    ) as file:
        file.write(text)
    Path(file.name).replace(path)
