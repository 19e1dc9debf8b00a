"""The same examples at every run, unless somebody goes exploring; and one browser for all tests.

``HYPOTHESIS_PROFILE=explore`` looks for new examples each time.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser without a window; required where CI is."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (for tests with a browser)

    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        reason = f"no Chromium was found (looked for {', '.join(CHROMIUM)})"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and CI requires one")
        pytest.skip(f"BROWSER TESTS DID NOT RUN: {reason}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()
