"""Let the tests of this folder import the module beside them, and print pages to PDF."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.sources import Source

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


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
def print_to_pdf() -> Iterator[Callable[[str], bytes]]:
    """Print HTML to PDF in a real browser; required where CI is."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (for tests with a browser)

    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        reason = f"no Chromium was found (looked for {', '.join(CHROMIUM)})"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and CI requires one")
        pytest.skip(f"BROWSER TESTS DID NOT RUN: {reason}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        page = browser.new_page()

        def printed(html: str) -> bytes:
            page.set_content(html)
            return page.pdf(prefer_css_page_size=True)

        yield printed
        browser.close()
