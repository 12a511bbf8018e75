"""A large load asks for its room before it begins; earlier states make room, but for the way back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.loads import disk_room
from kadash.loads.disk_room import make_room
from kadash.loads.given import FileGiven, Source, keep, kept_path
from kadash.store import Home
from tests.store.test_generations import a_build

GB = 1_000_000_000


def a_source(folder: Path, size: int, name: str = "lines.csv") -> Source:
    """A file of so many bytes, none of which takes any room."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return Source("0" * 64, name, path, datetime(2026, 10, 1, tzinfo=UTC), "test", {})


def with_free(monkeypatch: pytest.MonkeyPatch, *free: int) -> None:
    """What the disk has left, asked again and again."""
    left = iter((*free, *free[-1:] * 9))
    monkeypatch.setattr(disk_room.disk, "free_bytes", lambda folder: next(left))


def test_a_load_that_would_not_fit_is_refused_with_what_it_needs_and_what_is_left(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = a_source(tmp_path, 4 * GB)
    with_free(monkeypatch, 10 * GB)

    with pytest.raises(KadashError, match="disk_too_small") as refused:
        make_room(Home(tmp_path / "home"), [source], [source])

    assert refused.value.facts == {"needed": 18, "free": 10}


def test_states_beyond_the_way_back_go_where_a_load_would_not_fit_beside_them(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, source = Home(tmp_path / "home"), a_source(tmp_path, GB)
    for value in range(4):
        home.publish(a_build(home, value))
    with_free(monkeypatch, 2 * GB, 6 * GB)

    make_room(home, [source], [source])

    assert [info.number for info in home.generations()] == [4, 3]


def test_parquet_is_counted_as_the_text_it_holds_and_small_files_are_not_asked_for(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, packed = a_source(tmp_path, GB // 10), a_source(tmp_path, GB, "lines.parquet")
    with_free(monkeypatch, 0)

    make_room(Home(tmp_path / "home"), [small], [small])
    with pytest.raises(KadashError, match="disk_too_small") as refused:
        make_room(Home(tmp_path / "home"), [packed], [packed])

    assert refused.value.facts["needed"] == 15


def test_a_file_dropped_in_the_browser_is_kept_without_taking_its_room_twice(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    dropped, lying = a_source(home.path / "incoming" / "1", 100), a_source(tmp_path, 100, "other.csv")
    given = [Source(FileGiven(one.path, one.label).sha256 + name, one.label, one.path, one.loaded_at, "test", {})
             for one, name in ((dropped, "a"), (lying, "b"))]

    for source in given:
        keep(home, source)

    kept = [kept_path(home, source.sha256, source.label) for source in given]
    assert [path.stat().st_nlink for path in kept] == [2, 1]
    assert [path.read_bytes() for path in kept] == [b"\0" * 100] * 2
