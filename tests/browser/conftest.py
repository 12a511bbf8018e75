"""A running app and a real browser; skipped, saying so, where no Chromium is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import in_browser
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium (or Chrome), headless."""
    executable = in_browser.chromium()
    if executable is None:
        pytest.skip("no Chromium or Chrome on this machine: apt-get install chromium")
    with in_browser.browser(executable) as started:
        yield started


@pytest.fixture(autouse=True)
def pages_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """No page outlives its test: it would look for its stopped app for ever and take time from the next one."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture
def start_app() -> Iterator[Callable[[Path], str]]:
    """Starts the app on a data directory, as the README does; gives its address. Stopped after the test."""
    with in_browser.Apps() as apps:
        yield lambda data: apps.start(ROOT / "app.py", data, data.parent / "app.log")
