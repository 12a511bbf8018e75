"""A data directory: numbered generations, the pointer to the current one, kept sources, the journal."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kadash.errors import KadashError
from kadash.store.current import CURRENT, left_names, name_current
from kadash.store.generation import Generation
from kadash.store.journal import Journal
from kadash.store.open_files import opened, retire
from kadash.store.room import KEPT_GENERATIONS, Room, free_bytes, most_bytes, superfluous

_NAME = re.compile(r"g(\d{6,})\.duckdb")
_STALE_BUILD_S = 24 * 3600


@dataclass(frozen=True)
class GenerationInfo:
    """A published file as the history shows it. `name` is relative to the data directory."""

    name: str
    number: int
    published_at: datetime
    current: bool
    bytes: int


class Home:
    """Where one company's data lives.

    generations/g000001.duckdb ...   published files, never changed
    generations/g000001.groups.duckdb   the same with groups as one account each, where somebody asked for it
    pointer.json                     which of them is current
    current.duckdb                   the current one under a name that stays, for other programs (docs/other-tools.md)
    building/                        files in the making; left-overs are swept
    sources/                         a copy of every loaded file, under its hash
    journal.sqlite                   what people entered
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.sources = self.path / "sources"
        self._generations = self.path / "generations"
        self._building = self.path / "building"
        self._pointer = self.path / "pointer.json"

    def generation(self) -> Generation | None:
        """The current generation, opened once a process; None before the first load.

        A damaged current file falls back to the newest one that opens; KadashError where none does.
        """
        wanted = self._current_file()
        if wanted is None:
            return None
        for file in [wanted, *reversed([f for f in self._files() if f != wanted])]:
            found = opened(file)
            if found is not None:
                return found
        raise KadashError("generations_damaged", folder=self._generations.name)

    def named(self, name: str) -> Generation | None:
        """A kept generation by the `name` its history shows; None where it is gone."""
        file = self.path / name
        return opened(file) if file in self._files() else None

    def groups_of(self, generation: Generation) -> Generation | None:
        """The groups' file of a generation; None where nobody asked for it yet."""
        file = _groups_file(generation.path)
        return opened(file) if file.exists() else None

    def publish_groups(self, built: Path, generation: Generation) -> str:
        """Put a closed build beside a generation as its groups' file; gives its name relative to the data directory."""
        _sync(built)
        target = _groups_file(generation.path)
        retire(target)
        os.replace(built, target)
        _sync_folder(self._generations)
        return self._relative(target)

    def generations(self) -> list[GenerationInfo]:
        """All kept generations, newest first."""
        current = self._current_file()
        return [
            GenerationInfo(self._relative(file), _number(file), datetime.fromtimestamp(file.stat().st_mtime, UTC),
                           file == current, file.stat().st_size)
            for file in reversed(self._files())
        ]

    def building_file(self) -> Path:
        """A fresh path for a build, beside the published files on the same disk."""
        self._building.mkdir(parents=True, exist_ok=True)
        return self._building / f"build-{os.getpid()}-{time.time_ns()}.duckdb"

    def publish(self, built: Path) -> str:
        """Make a closed build the current generation; gives its name relative to the data directory.

        A kill at any moment leaves the old pointer or the new one, each to a whole file.
        """
        if built.with_name(built.name + ".wal").exists():
            raise RuntimeError(f"{built.name} was not checkpointed before publishing")
        self._generations.mkdir(parents=True, exist_ok=True)
        _sync(built)
        target = self._generations / f"g{self._next_number():06d}.duckdb"
        os.replace(built, target)
        _sync_folder(self._generations)
        name = self._relative(target)
        try:
            self.point_to(name)
        except OSError:
            if self._pointed().get("generation") != name:  # a state that never was in use is no way back
                target.unlink()
            raise
        self.drop_old()
        return name

    def point_to(self, name: str) -> None:
        """Make a kept generation current: the way back, and forward again."""
        file = self.path / name
        if file not in self._files():
            raise KadashError("generation_gone", generation=name)
        self.path.mkdir(parents=True, exist_ok=True)
        fresh = self._pointer.with_name(f"pointer.{os.getpid()}.{time.time_ns()}.json")
        try:
            fresh.write_text(json.dumps({"generation": name, "newest": self._next_number() - 1}), "utf-8")
            _sync(fresh)
            os.replace(fresh, self._pointer)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        name_current(self.path, file)
        _sync_folder(self.path)

    def drop(self, name: str) -> None:
        """Remove a kept generation, and its groups' file, for good; never the current one."""
        file = self.path / name
        if file in self._files() and file != self._current_file():
            for old in (file, _groups_file(file)):
                retire(old)
                old.unlink(missing_ok=True)
            _sync_folder(self._generations)

    def sweep(self) -> None:
        """Remove what killed builds left behind: files of processes that are gone, or older than a day; and give the
        current state its name for other programs where it has none (restored, or made by an earlier version)."""
        for left in [*self._building.glob("*"), *self.path.glob("pointer.*.json"), *left_names(self.path)]:
            if _is_left_over(left):
                shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        current = self._current_file()
        if current is not None and not (self.path / CURRENT).exists():
            name_current(self.path, current)

    def journal(self) -> Journal:
        """What people entered; made and migrated when first asked for."""
        self.path.mkdir(parents=True, exist_ok=True)
        return Journal(self.path / "journal.sqlite")

    def _current_file(self) -> Path | None:
        files = self._files()
        if not files:
            return None
        try:
            pointed = self.path / str(self._pointed()["generation"])
        except KeyError:
            return files[-1]
        return pointed if pointed in files else files[-1]

    def _files(self) -> list[Path]:
        found = (f for f in self._generations.glob("g*.duckdb") if _NAME.fullmatch(f.name))
        return sorted(found, key=_number)

    def _pointed(self) -> dict[str, Any]:
        """What the pointer says; nothing where it is lost or torn."""
        try:
            found = json.loads(self._pointer.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return found if isinstance(found, dict) else {}

    def _next_number(self) -> int:
        """Never one that was given before, also where its file was dropped since: processes that serve the app hold
        files, and answers from them, by their names."""
        files, newest = self._files(), self._pointed().get("newest", 0)
        return max(_number(files[-1]) if files else 0, newest if isinstance(newest, int) else 0) + 1

    def _relative(self, file: Path) -> str:
        return file.relative_to(self.path).as_posix()

    def room(self) -> Room:
        """What the kept states take of the disk, how much they may, and what is left."""
        files = self._files()
        return Room(len(files), sum(map(_bytes, files)), KEPT_GENERATIONS, most_bytes(self.path),
                    free_bytes(self.path))

    def drop_old(self, most: int | None = None) -> None:
        """Remove states beyond what is kept; `most`: what all of them may take (bytes), unless it is as set up."""
        current, newest_first = self._current_file(), self._files()[::-1]
        sizes = [(_bytes(file), file == current) for file in newest_first]
        for place in superfluous(sizes, most_bytes(self.path) if most is None else most):
            for old in (newest_first[place], _groups_file(newest_first[place])):
                retire(old)
                old.unlink(missing_ok=True)


def _groups_file(file: Path) -> Path:
    return file.with_name(f"{file.stem}.groups.duckdb")


def _bytes(file: Path) -> int:
    """What a state takes, with its groups' file."""
    return sum(one.stat().st_size for one in (file, _groups_file(file)) if one.exists())


def _number(file: Path) -> int:
    match = _NAME.fullmatch(file.name)
    return int(match.group(1)) if match else 0


def _is_left_over(path: Path) -> bool:
    match = re.match(r"(?:build-|pointer\.|current\.)(\d+)[-.]", path.name)
    if match and not process_lives(int(match.group(1))):
        return True
    return time.time() - path.stat().st_mtime > _STALE_BUILD_S


def process_lives(pid: int) -> bool:
    """Whether a process with this number runs (on Windows: taken for granted)."""
    if os.name == "nt":  # os.kill(pid, 0) would end the process there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals the rename
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
