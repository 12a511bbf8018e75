"""A disk that is full before, in the middle of or right after a load: what stood stays, and all it takes is room."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.loads import FileGiven
from kadash.loads.jobs import job_state, newest_job, start_job, write_state
from kadash.store import Home
from kadash.store.disk import disk_faults_in_words
from tests.loads.builders import a_line, current, lines_file, loaded

SIZE_MB = 48
NOON = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
loading = importlib.import_module("kadash.loads.load")
"""Under its name in kadash.loads stands the function."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own in memory; where this machine lets nobody mount one, the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)],
                                 capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no program called mount here")
    if mounted.returncode:
        pytest.skip(f"nothing can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Another program takes all that is left."""
    left = os.statvfs(disk)
    with (disk / "another").open("wb") as file:
        if left.f_bavail:
            os.posix_fallocate(file.fileno(), 0, left.f_bavail * left.f_frsize)


def make_room(disk: Path) -> None:
    (disk / "another").unlink()


def a_home(disk: Path, tmp_path: Path) -> Home:
    """A data directory on the disk, with March of 100 in use."""
    home = Home(disk / "home")
    loaded(home, march(tmp_path))
    return home


def march(tmp_path: Path) -> FileGiven:
    return lines_file(tmp_path, a_line(), name="march.csv")


def april(tmp_path: Path) -> FileGiven:
    return lines_file(tmp_path, a_line(order="O2", day="2026-04-02", amount="50"), name="april.csv")


def left_over(home: Home) -> list[str]:
    """Files that only a load in the making has."""
    return [file.name for file in home.path.rglob("*") if file.is_file() and (
        "building" in file.parts or ".part" in file.name or file.name.startswith("pointer."))
        and file.name != "pointer.json"]


def revenue(home: Home) -> float:
    return float(str(current(home).one("select sum(amount) from core.order_line")[0]))  # type: ignore[index]


def test_on_a_full_disk_what_was_loaded_and_entered_is_read_and_an_entry_is_refused_in_words(
    disk: Path, tmp_path: Path
) -> None:
    home = a_home(disk, tmp_path)
    home.journal().put("note", "A1", "call them", author="Li", at=NOON)
    fill(disk)

    entry = home.journal().get("note", "A1")
    with pytest.raises(KadashError) as said, disk_faults_in_words():
        home.journal().put("note", "A1", "call them twice", author="Li", at=NOON)

    assert entry is not None and entry.body == "call them"
    assert said.value.code == "disk_full"
    assert revenue(home) == 100
    make_room(disk)
    home.journal().put("note", "A1", "call them twice", author="Li", at=NOON)
    assert home.journal().get("note", "A1").body == "call them twice"  # type: ignore[union-attr]


@pytest.mark.parametrize("stage", ["reading", "recognising", "judging", "publishing"])
def test_a_disk_that_fills_up_in_a_load_leaves_what_stood_and_the_next_load_works(
    disk: Path, tmp_path: Path, stage: str
) -> None:
    home = a_home(disk, tmp_path)

    def tell(now: str, _: float) -> None:
        if now == stage and not (disk / "another").exists():
            fill(disk)

    with pytest.raises(KadashError) as said, disk_faults_in_words():
        loaded(home, april(tmp_path), progress=tell)

    assert said.value.code == "disk_full"
    assert (current(home).path.name, left_over(home), len(list(home.sources.iterdir()))) == ("g000001.duckdb", [], 1)
    make_room(disk)
    loaded(home, april(tmp_path))
    assert revenue(home) == 150
    assert [(line.action, line.subject) for line in home.journal().trail_lines() if line.action == "loaded"] == [
        ("loaded", "generations/g000001.duckdb"), ("loaded", "generations/g000002.duckdb")]


def test_a_disk_that_fills_up_right_after_publishing_is_said_and_the_trail_is_completed_by_the_next_load(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, note = a_home(disk, tmp_path), loading.note_published

    def note_on_a_full_disk(home: Home, just_made: str = "") -> None:
        if just_made:
            fill(disk)
        note(home, just_made)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "note_published", note_on_a_full_disk)
        report = loaded(home, april(tmp_path))

    assert "disk_full_at_the_end" in {one.code for one in report.notes}
    assert (current(home).path.name, revenue(home)) == ("g000002.duckdb", 150)
    make_room(disk)
    loaded(home, lines_file(tmp_path, a_line(order="O3", day="2026-05-02"), name="may.csv"))
    assert [line.subject for line in home.journal().trail_lines() if line.action == "loaded"] == [
        f"generations/g00000{number}.duckdb" for number in (1, 2, 3)]


def test_a_load_that_cannot_even_be_started_leaves_nothing_that_a_page_would_stumble_over(
    disk: Path, tmp_path: Path
) -> None:
    home = Home(disk / "home")
    home.path.mkdir()
    fill(disk)

    with pytest.raises(KadashError) as said, disk_faults_in_words():
        start_job(home, "load", {"today": "2026-10-01", "who": "Li", "files": []})

    assert (said.value.code, newest_job(home, None)) == ("disk_full", None)


def test_a_load_says_that_the_disk_is_full_even_where_there_is_no_room_to_say_it(disk: Path) -> None:
    folder = disk / "home" / "jobs" / "7"
    folder.mkdir(parents=True)
    (folder / "order.json").write_text(json.dumps({"kind": "load", "who": "Li"}), "utf-8")
    write_state(folder, outcome="running", stage="waiting", done_share=0.0)
    fill(disk)

    write_state(folder, outcome="failed", stage="judging", done_share=0.5, error="disk_full", facts={})

    state = job_state(Home(disk / "home"), "7")
    assert state is not None and state.error is not None
    assert (state.outcome, state.error.code) == ("failed", "disk_full")
    assert [file.name for file in folder.glob("*.part")] == []


def test_a_worker_on_a_full_disk_fails_in_words_and_is_not_lost(disk: Path, tmp_path: Path) -> None:
    home = a_home(disk, tmp_path)
    file = april(tmp_path)
    (disk / "a little").write_bytes(bytes(20_000))
    fill(disk)
    (disk / "a little").unlink()

    job = start_job(home, "load", {"today": "2026-10-01", "who": "Li", "files": [[str(file.path), file.label]]})

    ended = wait_for(lambda: (state := job_state(home, job)) is not None and state.outcome != "running")
    state = job_state(home, job)
    assert ended and state is not None and state.error is not None
    assert (state.outcome, state.error.code) == ("failed", "disk_full")
    assert current(home).path.name == "g000001.duckdb"


def wait_for(done: Callable[[], bool], at_most_s: float = 120.0) -> bool:
    until = time.monotonic() + at_most_s
    while not done() and time.monotonic() < until:
        time.sleep(0.05)
    return done()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", ["error.disk_full", "error.disk_full_at_the_end", "finding.disk_full_at_the_end"])
def test_what_is_said_of_a_full_disk_has_its_words(language: str, code: str) -> None:
    assert words_in(language).has(code)
