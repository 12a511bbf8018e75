"""Files too large to upload: offered once they are whole, loaded from where they lie, then put away."""

from __future__ import annotations

import time
from pathlib import Path

from kadash.loads import FileGiven
from kadash.loads.inbox import inbox, inbox_files
from kadash.store import Home
from tests.loads.builders import a_line, lines_file, loaded


def test_a_file_is_offered_two_seconds_after_it_was_last_written(tmp_path: Path) -> None:
    home = Home(tmp_path)
    file = lines_file(inbox(home), a_line()).path
    written = max(file.stat().st_mtime, file.stat().st_ctime)

    told = [(seen.label, seen.settled) for after in (1.9, 2.1) for seen in inbox_files(home, written + after)]

    assert told == [("lines.csv", False), ("lines.csv", True)]


def test_hidden_files_folders_and_what_programs_are_still_fetching_are_not_offered(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for name in (".hidden.csv", "~$open.xlsx", "big.csv.part", "big.crdownload", "orders.csv"):
        (inbox(home) / name).write_text("x")
    (inbox(home) / "folder").mkdir()

    assert [seen.label for seen in inbox_files(home, time.time() + 10)] == ["orders.csv"]


def test_loaded_files_are_put_away_and_refused_ones_stay(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    good, bad = lines_file(inbox(home), a_line()), FileGiven(inbox(home) / "empty.csv", "empty.csv")
    bad.path.touch()
    outside = lines_file(tmp_path, a_line(order="O2"), name="outside.csv")

    report = loaded(home, good, bad, outside)

    assert str(report.revenue) == "200.00"
    assert sorted(file.name for file in inbox(home).rglob("*") if file.is_file()) == ["empty.csv", "lines.csv"]
    assert (inbox(home) / "loaded" / "lines.csv").is_file() and outside.path.is_file()


def test_the_same_file_again_changes_nothing_and_is_put_away_under_another_name(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(inbox(home), a_line()))

    loaded(home, lines_file(inbox(home), a_line()))

    assert len(home.generations()) == 1
    assert sorted(file.name for file in (inbox(home) / "loaded").iterdir()) == ["lines (2).csv", "lines.csv"]
