"""A browser for the session, and a simulator with its page open for each test."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.browser import running_chromium
from tests.browser.looking import Looking, look_at
from tests.simulator.harness import Line, running_simulator

Look = Callable[..., Looking]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; tests that need it skip where there is none."""
    with running_chromium() as browser:
        if browser is None:
            pytest.skip("no Chromium on this machine")
        yield browser


@pytest.fixture
def line() -> Iterator[Line]:
    """A fresh simulator with แม่บุญมี and คุณสมศรี."""
    with running_simulator() as running:
        yield running


@pytest.fixture
def look(chromium: Browser, line: Line) -> Iterator[Look]:
    """`look(width=1280, height=860, touch=False)` opens the page; nothing may go wrong in it."""
    opened: list[Looking] = []

    def open_page(**how: Any) -> Looking:
        opened.append(look_at(chromium, line.url, **how))
        return opened[-1]

    yield open_page
    for looking in opened:
        looking.close()
        assert looking.errors == []


@pytest.fixture
def story(tmp_path: Path) -> Callable[..., Path]:
    """`story(step, step, ...)` writes a story file and answers its path."""

    def write(*steps: dict[str, str]) -> Path:
        path = tmp_path / "story.json"
        path.write_text(json.dumps({"title": "เรื่องสั้น", "steps": steps}), encoding="utf-8")
        return path

    return write
