"""A running app and a real browser; skipped, saying so, where no Chromium is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
START_LIMIT_S = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium (or Chrome), headless."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        pytest.skip("no Chromium or Chrome on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def start_app() -> Iterator[Callable[[Path], str]]:
    """Starts the app on a data directory, as the README does; gives its address. Stopped after the test."""
    running: list[subprocess.Popen[bytes]] = []

    def start(data: Path) -> str:
        port = _free_port()
        log = data.parent / "app.log"
        running.append(subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
             "--server.port", str(port)],
            cwd=ROOT, env={**os.environ, "KADASH_DATA": str(data)}, stdout=log.open("wb"), stderr=subprocess.STDOUT))
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, log)
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, log: Path) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the app did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
