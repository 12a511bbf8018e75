"""A data directory from an archive, every file held against its hash, and looked at before anybody uses it."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from kadash.errors import KadashError
from kadash.store.backup import FOLDERS, FORMAT, MANIFEST, sha256_of
from kadash.store.home import Home
from kadash.store.trail_check import TrailState

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Restored:
    """What came back: when it was true, its generation, how many entries, and whether its trail is whole."""

    home: Path
    at: datetime
    by: str
    generation: str | None
    files: int
    entries: int
    trail: TrailState


def restore(archive: Path, folder: Path, *, who: str, at: datetime) -> Restored:
    """Unpack into a folder that is empty or not there; nothing is left of what cannot be trusted.

    KadashError: `restore_not_empty`; `path_missing`; `restore_damaged` (which file) where the archive is no backup, or
    a file is missing, cut off, changed or too many, or its generation does not open.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KadashError("restore_not_empty", folder=str(folder))
    if not archive.is_file():
        raise KadashError("path_missing", path=str(archive))
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        told = _unpacked(archive, fresh)
        _held_against(told, fresh)
        _opened(fresh, archive)
        if folder.exists():
            folder.rmdir()
        os.replace(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    journal = Home(folder).journal()
    trail = journal.check_trail()
    journal.note("restored", told["pointer"] or "", {"file": archive.name, "from": told["at"]}, author=who, at=at)
    return Restored(folder, datetime.fromisoformat(told["at"]), str(told["by"]), told["pointer"], len(told["files"]),
                    int(told["entries"]), trail)


def _unpacked(archive: Path, folder: Path) -> dict[str, Any]:
    """The manifest, once every file is written below `folder`."""
    told: dict[str, Any] | None = None
    folder.mkdir(parents=True)
    try:
        with tarfile.open(archive) as packed:
            for entry in packed:
                content = packed.extractfile(entry) if entry.isreg() else None
                if content is None or not _is_ours(entry.name):
                    raise KadashError("restore_damaged", file=entry.name)
                if entry.name == MANIFEST:
                    told = json.loads(content.read())
                    continue
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as out:
                    shutil.copyfileobj(content, out, _CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise KadashError("restore_damaged", file=archive.name) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise KadashError("restore_damaged", file=MANIFEST)
    return told


def _is_ours(name: str) -> bool:
    """A file of a backup: at the top or in one of its folders, never elsewhere."""
    parts = PurePosixPath(name).parts
    return len(parts) == 1 and not name.startswith("/") and name != ".." or len(parts) == 2 and parts[0] in FOLDERS \
        and parts[1] != ".."


def _held_against(told: dict[str, Any], folder: Path) -> None:
    wanted = {one["name"]: one["sha256"] for one in told["files"]}
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for name in sorted(wanted.keys() ^ there):
        raise KadashError("restore_damaged", file=name)
    for name, sha256 in wanted.items():
        if sha256_of(folder / name) != sha256:
            raise KadashError("restore_damaged", file=name)


def _opened(folder: Path, archive: Path) -> None:
    """KadashError where the current generation cannot be read."""
    generation = Home(folder).generation()
    if generation is not None:
        try:
            generation.one("select count(*) from meta.setting")
        except duckdb.Error as error:
            raise KadashError("restore_damaged", file=generation.path.name) from error
        finally:
            generation.close()
