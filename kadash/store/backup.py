"""All of a data directory in one archive, true at one moment, made while people work."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kadash.errors import KadashError
from kadash.store.home import Home
from kadash.store.journal import Journal
from kadash.store.sqlite import writing
from kadash.store.trail_head import head_file

MANIFEST = "manifest.json"
FORMAT = 1
FOLDERS = ("generations", "sources", "forecasts")
"""Folders whose files never change once they are there; kept by name."""
_POINTER = "pointer.json"
_UNFINISHED = (".part", ".wal")
_TRIES, _PAUSE_S = 120, 0.5
_MODES = {".tar": "w", ".gz": "w:gz", ".tgz": "w:gz"}

Look = dict[str, tuple[int, int, int]]
"""Name of a file to what tells it from another of that name: inode, bytes, moment of the last change (ns)."""


@dataclass(frozen=True)
class BackedUp:
    """What an archive holds. head: of the trail; bytes: of the archive."""

    archive: Path
    files: int
    generation: str | None
    entries: int
    head: str
    bytes: int


def back_up(home: Home, archive: Path, *, who: str, at: datetime) -> BackedUp:
    """Write the archive (.tar, .tar.gz or .tgz), whole or not at all; only its owner may read it.

    KadashError `backup_form` for another ending, `backup_there` where a file of that name lies, `busy` where loads
    are published without a pause.
    """
    mode = _MODES.get(archive.suffix.lower())
    if mode is None:
        raise KadashError("backup_form", file=archive.name)
    if not home.path.is_dir():
        raise KadashError("path_missing", path=str(home.path))
    if archive.exists():
        raise KadashError("backup_there", file=archive.name)
    fresh = archive.with_name(f"{archive.name}.{os.getpid()}.part")
    archive.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _pinned(home) as folder:
            journal = Journal(folder / "journal.sqlite")
            state, entries = journal.check_trail(), len(journal.lines())
            told = {"format": FORMAT, "at": at.isoformat(), "by": who, "entries": entries, "trail_lines": state.lines,
                    "trail_head": state.head}
            files = _write(folder, fresh, mode, told)
            pointed = _pointed(folder)
        os.replace(fresh, archive)
    finally:
        fresh.unlink(missing_ok=True)
    home.journal().note("backed_up", pointed or "", {"file": archive.name, "files": files, "entries": entries},
                        author=who, at=at)
    return BackedUp(archive, files, pointed, entries, state.head, archive.stat().st_size)


@contextmanager
def _pinned(home: Home) -> Iterator[Path]:
    """A folder with everything as it stood at one moment; files are linked, the journal is copied."""
    folder = home.building_file().with_suffix(".backup")
    try:
        for _ in range(_TRIES):
            folder.mkdir(parents=True)
            if _pin(home, folder):
                yield folder
                return
            shutil.rmtree(folder)
            time.sleep(_PAUSE_S)
        raise KadashError("busy")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pin(home: Home, folder: Path) -> bool:
    """Link and copy; False where a file came, went or changed meanwhile.

    Nothing but the journal changed between the two looks, so all of it held at the moment of the journal's copy.
    """
    before = _look(home)
    try:
        for name in before:
            _link(home.path / name, folder / name)
    except FileNotFoundError:
        return False
    _copy_journal(home.journal().path, folder)
    return _look(home) == before


def _look(home: Home) -> Look:
    files = [home.path / _POINTER, *(file for name in FOLDERS for file in (home.path / name).glob("*"))]
    found: Look = {}
    for file in files:
        if file.suffix not in _UNFINISHED:
            try:
                told = file.stat()
            except FileNotFoundError:
                continue
            found[file.relative_to(home.path).as_posix()] = (told.st_ino, told.st_size, told.st_mtime_ns)
    return found


def _link(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        shutil.copy2(file, target)


def _copy_journal(journal: Path, folder: Path) -> None:
    """The journal, and beside it its trail's head, at one moment: nobody writes meanwhile."""
    with writing(journal):
        source, target = sqlite3.connect(journal), sqlite3.connect(folder / journal.name)
        try:
            source.backup(target)
            target.execute("pragma journal_mode = delete")
        finally:
            source.close()
            target.close()
        if head_file(journal).exists():
            shutil.copyfile(head_file(journal), folder / head_file(journal).name)


def _write(folder: Path, archive: Path, mode: str, told: dict[str, object]) -> int:
    """The archive, its manifest last; gives how many files it holds."""
    files = []
    with archive.open("xb") as out:
        os.chmod(archive, 0o600)
        with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
            for file in sorted(path for path in folder.rglob("*") if path.is_file() and _is_kept(path)):
                name = file.relative_to(folder).as_posix()
                packed.add(file, name, recursive=False)
                files.append({"name": name, "bytes": file.stat().st_size, "sha256": sha256_of(file)})
            text = json.dumps({**told, "pointer": _pointed(folder), "files": files}, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            packed.addfile(entry, io.BytesIO(text))
        out.flush()
        os.fsync(out.fileno())
    return len(files)


def _is_kept(file: Path) -> bool:
    return not file.name.endswith(("-wal", "-shm", "-journal"))


def sha256_of(file: Path) -> str:
    """The hash of a file's content."""
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _pointed(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / _POINTER).read_text("utf-8"))["generation"])
    except (FileNotFoundError, ValueError, KeyError):
        return None
