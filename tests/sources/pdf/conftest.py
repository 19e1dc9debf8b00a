"""Let the tests of this folder import the module beside them, and print pages to PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from foedus.sources import Source


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Source]:
    """Read bytes as a PDF file of the name `paper.pdf`."""
    from foedus.sources import read_source  # noqa: PLC0415 (when the path is set)

    def read_bytes(content: bytes, *, repaired: bool = True) -> Source:
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        return read_source(path, repaired=repaired)

    return read_bytes


@pytest.fixture(scope="session")
def print_to_pdf(chromium: Browser) -> Callable[[str], bytes]:
    """Print HTML to PDF in a real browser; required where CI is."""
    page = chromium.new_page()

    def printed(html: str) -> bytes:
        page.set_content(html)
        return page.pdf(prefer_css_page_size=True)

    return printed
