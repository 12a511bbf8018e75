"""A Streamlit app in a process of its own and a headless Chromium before it: for benchmarks and browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
START_LIMIT_S = 90
STOP_LIMIT_S = 60


def chromium() -> str | None:
    """Debian's Chromium, or Chrome; None where this machine has neither."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    """That browser, headless."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


class Apps:
    """Running apps; leaving the `with` stops all of them."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Apps:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.terminate()
            try:
                process.wait(timeout=STOP_LIMIT_S)
            finally:
                process.kill()  # one that does not end fails its test, and is not left behind

    def start(self, app: Path, data: Path, log: Path, options: Mapping[str, str] | None = None,
              env: Mapping[str, str] | None = None, port: int | None = None) -> str:
        """Run `app` in its own folder on a data directory; its address, once it answers."""
        port = port or free_port()
        address = f"http://127.0.0.1:{port}"
        given = {"server.headless": "true", "server.port": str(port), **(options or {})}
        command = [sys.executable, "-m", "streamlit", "run", app.name]
        self._running[address] = subprocess.Popen(
            command + [word for name, value in given.items() for word in (f"--{name}", value)],
            cwd=app.parent, env={**os.environ, **(env or {}), "KADASH_DATA": str(data)}, stdout=log.open("wb"),
            stderr=subprocess.STDOUT)
        _wait_for(address, log)
        return address

    def pid(self, address: str) -> int:
        """The process of the app there."""
        return self._running[address].pid


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, log: Path) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        if answers_at(address):
            return
        time.sleep(0.2)
    raise TimeoutError(f"the app did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def answers_at(address: str) -> bool:
    """Whether an app answers there."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return True
    except OSError:
        return False
