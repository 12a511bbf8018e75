"""Dropped files on their way in: kept under names of our own until they are loaded or given up."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kadash.store import Home

_STALE_S = 24 * 3600


class Dropped(Protocol):
    """What Streamlit hands over for a dropped file."""

    name: str

    def getbuffer(self) -> memoryview: ...


def keep_dropped(home: Home, files: Sequence[Dropped]) -> list[tuple[str, str]]:
    """Write dropped files to the data directory; gives (path, label) of each. A label is never used as a path.

    Where the disk has no room for all of them, none stays.
    """
    folder = home.path / "incoming" / str(time.time_ns())
    folder.mkdir(parents=True)
    try:
        return [_kept(folder, number, file) for number, file in enumerate(files, 1)]
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def forget_incoming(home: Home, files: Sequence[tuple[str, str]]) -> None:
    """Remove dropped files that are loaded or given up, and whatever was left lying for a day; others' files stay."""
    own = home.path / "incoming"
    for folder in {Path(path).parent for path, _ in files}:
        if folder.parent == own:
            shutil.rmtree(folder, ignore_errors=True)
    for left in (home.path / "incoming").glob("*"):
        if time.time() - left.stat().st_mtime > _STALE_S:
            shutil.rmtree(left, ignore_errors=True)


def _kept(folder: Path, number: int, file: Dropped) -> tuple[str, str]:
    path = folder / f"{number}{_ending(file.name)}"
    path.write_bytes(file.getbuffer())
    return str(path), _label(file.name)


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and ending.isascii() else ""


def _label(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1] or name
