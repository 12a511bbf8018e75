"""What one worker of a test run makes for all of them: a loaded sample, a judged company."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDER = "TESTS_MADE_ONCE"
_PATIENCE_S = 600.0


@contextmanager
def shared_folder() -> Iterator[None]:
    """A folder that this process and those it starts share; gone at the end. Within another one: that one."""
    if _FOLDER in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="kadash-tests-", ignore_cleanup_errors=True) as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` as `make` fills it: whoever asks first makes it, the others wait. Nobody may write into it."""
    folder = Path(os.environ[_FOLDER]) / name
    made, failed = folder / ".made", folder / ".failed"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + _PATIENCE_S
        while not made.exists() and not failed.exists() and time.monotonic() < until:
            time.sleep(0.05)
    else:
        try:
            make(folder)
            made.touch()
        finally:
            if not made.exists():
                failed.touch()
    assert made.exists(), f"whoever should have made {name} failed: see their error"
    return folder


def copied_once(name: str, make: Callable[[Path], object], to: Path) -> Path:
    """A copy of it of one's own at `to`, which is not there yet."""
    return Path(shutil.copytree(made_once(name, make), to))
