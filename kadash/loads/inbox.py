"""The inbox: a folder of the data directory for files too large to upload."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kadash.loads.given import FileGiven
from kadash.store import Home

_SETTLED_S = 2.0
"""A file that was not written to for so long is whole."""
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")


@dataclass(frozen=True)
class InboxFile:
    """A file lying there; `settled`: nobody writes to it any more."""

    path: Path
    label: str
    bytes: int
    settled: bool


def inbox(home: Home) -> Path:
    """The folder, made when first asked for."""
    folder = home.path / "inbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def inbox_files(home: Home, now_s: float | None = None) -> list[InboxFile]:
    """The files lying in the inbox, by name; those that programs have not finished, and hidden ones, are left out."""
    now = time.time() if now_s is None else now_s
    found = [file for file in sorted(inbox(home).iterdir()) if file.is_file() and not _is_unfinished(file)]
    return [_seen(file, now) for file in found]


def put_away(home: Home, files: Iterable[FileGiven], refused: Iterable[FileGiven]) -> None:
    """Move loaded files of the inbox to its folder `loaded`, so that they are not offered again."""
    folder, kept = inbox(home), {given.path for given in refused}
    for given in files:
        if given.path.resolve().parent == folder.resolve() and given.path not in kept and given.path.is_file():
            (folder / "loaded").mkdir(exist_ok=True)
            os.replace(given.path, _free(folder / "loaded" / given.path.name))


def _seen(file: Path, now: float) -> InboxFile:
    state = file.stat()
    written = max(state.st_mtime, state.st_ctime) if os.name != "nt" else state.st_mtime
    return InboxFile(file, file.name, state.st_size, now - written > _SETTLED_S)


def _is_unfinished(file: Path) -> bool:
    return file.name.startswith((".", "~$")) or file.suffix.lower() in _UNFINISHED


def _free(target: Path) -> Path:
    """The path, or one beside it with a number where a file of that name lies there already."""
    number, path = 1, target
    while path.exists():
        number += 1
        path = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return path
