"""A large load that is killed goes on from the last stage that stood, and ends as one that nobody killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kadash.loads import FileGiven, begun, load
from kadash.loads.load import new_sources
from kadash.loads.options import Options
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, current, lines_file
from tests.loads.killed import ROOT
from tests.loads.same_rows import differences

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
_LOAD = f"""
import os, signal, sys
from datetime import date
from pathlib import Path
from kadash.loads import FileGiven, begun, load
from kadash.policy import default_policy
from kadash.store import Home

begun.FROM_BYTES, told = 0, []

def progress(stage, share):
    told.append(stage)
    if told.count(sys.argv[3]) == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

file = Path(sys.argv[2])
load(Home(Path(sys.argv[1])), [FileGiven(file, file.name)], today=date({TODAY.year}, {TODAY.month}, {TODAY.day}),
     who="test", policy=default_policy(), currency="CNY", progress=progress)
"""


def a_file(folder: Path) -> FileGiven:
    """Three accounts that buy in each of four months, and a row that is no line."""
    rows = [a_line(account, f"O{month}{account}", "1", f"2026-0{month}-1{number}", amount=str(100 + number))
            for month in range(5, 9) for number, account in enumerate(("A1", "A2", "A3"))]
    return lines_file(folder, *rows, a_line(order="O9", day="never"))


def killed(home: Home, file: FileGiven, stage: str, times: int) -> int:
    """Load and die when a stage is told of for the n-th time; gives how the process ended."""
    return subprocess.run([sys.executable, "-c", _LOAD, str(home.path), str(file.path), stage, str(times)], cwd=ROOT,
                          timeout=300, check=False).returncode


def finished(home: Home, file: FileGiven) -> tuple[list[str], dict[str, object]]:
    """The load to its end: the stages it told of, and its report."""
    told: list[str] = []
    report = load(home, [file], today=TODAY, who="test", policy=default_policy(), currency="CNY",
                  progress=lambda stage, share: told.append(stage))
    return list(dict.fromkeys(told)), report.as_dict() | {"seconds": 0}


def test_a_load_killed_again_and_again_goes_on_and_ends_as_one_that_nobody_killed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "FROM_BYTES", 0)
    home, other, file = Home(tmp_path / "killed"), Home(tmp_path / "whole"), a_file(tmp_path)

    ended = [killed(home, file, stage, times) for stage, times in (("cleaning", 1), ("history", 5))]
    left = [path.name for path in (home.path / "building").glob("begun-*.duckdb")]
    stages, report = finished(home, file)
    _, unbroken = finished(other, file)

    assert ended == [-signal.SIGKILL] * 2 and len(left) == 1 and home.generations()[0].number == 1
    assert stages == ["waiting", "reading", "judging", "history", "publishing", "done"]
    assert report == unbroken
    assert differences(current(home).path, current(other).path) == {}
    assert list((home.path / "building").iterdir()) == []


def test_what_is_no_whole_file_any_more_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "FROM_BYTES", 0)
    damaged, of_others = tmp_path / "begun-1.duckdb", tmp_path / "building" / "begun-2.duckdb"
    damaged.write_bytes(b"half a file" * 500)
    of_others.parent.mkdir()
    of_others.write_bytes(b"of other files")
    options = Options(TODAY, "test", default_policy())

    assert not begun.opens(damaged) and not damaged.exists()
    assert begun.begun_path(Home(tmp_path), [], options) is not None and not of_others.exists()


def test_a_small_load_is_done_again_from_its_beginning(tmp_path: Path) -> None:
    source, = new_sources([a_file(tmp_path)], [], options := Options(TODAY, "test", default_policy()))[0]

    assert begun.begun_path(Home(tmp_path), [source], options) is None
