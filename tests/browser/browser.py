"""Chromium for tests: found on the machine, kept from calling home, never downloaded."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a Chromium: Playwright's own if it is installed, else the system's."""
    own = playwright.chromium.executable_path
    if Path(own).is_file():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_chromium() -> Iterator[Browser | None]:
    """A headless Chromium, or None when the machine has none."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()
