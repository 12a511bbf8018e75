"""A file handed in, and one that is kept: both are known by the hash of their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.reading import Reading
from kadash.store import Home
from kadash.store.copies import copied

_CHUNK = 1 << 20


@dataclass(frozen=True)
class FileGiven:
    """A file on disk, and what the user calls it. The label is shown and never opened."""

    path: Path
    label: str

    @cached_property
    def sha256(self) -> str:
        """Hash of the content: the same file again, under whatever name, is the same file."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()


@dataclass(frozen=True)
class Source:
    """A file that takes part in a load.

    `readings`: sheet name ('' for a file without sheets) to how it was read when it was first loaded; empty for a file
    that is new. Sources stand in the order in which they were first loaded: later ones are newer.
    """

    sha256: str
    label: str
    path: Path
    loaded_at: datetime
    loaded_by: str
    readings: dict[str, Reading]

    @property
    def is_new(self) -> bool:
        """Whether this load is its first."""
        return not self.readings


def kept_path(home: Home, sha256: str, label: str) -> Path:
    """Where the copy of a loaded file lies: under its hash, with the ending of its name in plain letters."""
    ending = Path(label).suffix.lower()
    return home.sources / f"{sha256}{ending if ending[1:].isalnum() and ending.isascii() else ''}"


def keep(home: Home, source: Source) -> Path | None:
    """Copy a new file to the kept sources, whole or not at all; gives the copy, None where it was there."""
    target = kept_path(home, source.sha256, source.label)
    if target.exists() or source.path == target:
        return None
    home.sources.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if not _is_ours(home, source.path) or not _linked(source.path, fresh):
            copied(source.path, fresh)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(fresh, target)
    except OSError:  # half a copy would take what room there is
        fresh.unlink(missing_ok=True)
        raise
    return target


@contextmanager
def kept_copies(home: Home, sources: Iterable[Source]) -> Iterator[None]:
    """Copies of new files among the kept sources; they go again where the block does not publish what rests on them."""
    made, before = [], _in_use(home)
    try:
        for source in sources:
            if (copy := keep(home, source)) is not None:
                made.append(copy)
        yield
    finally:
        if _in_use(home) == before:
            for copy in made:
                copy.unlink(missing_ok=True)


def _in_use(home: Home) -> str | None:
    return next((one.name for one in home.generations() if one.current), None)


def _is_ours(home: Home, path: Path) -> bool:
    """Whether it was dropped in the browser: we wrote it, nobody else does, and it goes after the load."""
    return path.resolve().is_relative_to(home.path / "incoming")


def _linked(path: Path, target: Path) -> bool:
    """Give a file a second name, where the file system can."""
    try:
        os.link(path, target)
    except OSError:
        return False
    return True


def checked(given: FileGiven) -> FileGiven:
    """The file if it can be opened; KadashError where it cannot."""
    if not given.path.is_file():
        raise KadashError("file_not_found", file=given.label)
    if given.path.stat().st_size == 0:
        raise KadashError("file_empty", file=given.label)
    return given
