"""Two people load at once: the second waits, is told whose load is first, and goes on when that one ends or dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.loads import JobState, cancel, job_state, start_job
from kadash.loads.lock import holder
from kadash.store import Home
from tests.loads.builders import a_line, current, lines_file

ROOT = Path(__file__).parents[2]
_HOLDS = """
import sys, time
from pathlib import Path
from kadash.loads.lock import one_load_at_a_time
from kadash.store import Home
with one_load_at_a_time(Home(Path(sys.argv[1])), "Ana"):
    print("holds", flush=True)
    time.sleep(600)
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")


def ana_loads(home: Home) -> subprocess.Popen[bytes]:
    """Somebody else's load in a process of its own, which holds the data directory."""
    process = subprocess.Popen([sys.executable, "-c", _HOLDS, str(home.path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"holds\n"
    process.stdout.close()
    return process


def li_loads(home: Home, folder: Path) -> str:
    file = lines_file(folder, a_line())
    return start_job(home, "load", {"today": "2026-10-01", "who": "Li", "files": [[str(file.path), file.label]],
                                    "currency": "CNY"})


def state(home: Home, job_id: str) -> JobState:
    found = job_state(home, job_id)
    assert found is not None
    return found


def test_the_second_load_waits_is_told_whose_is_first_and_goes_on_when_that_one_dies(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    before = datetime.now(UTC)
    ana = ana_loads(home)

    job_id = li_loads(home, tmp_path)
    time.sleep(5)

    waiting = state(home, job_id)
    assert (waiting.outcome, waiting.stage, waiting.who) == ("running", "waiting", "Li")
    first = holder(home)
    assert first.who == "Ana" and before <= first.since <= datetime.now(UTC)
    assert home.generation() is None

    ana.kill()
    ana.wait()
    until = time.monotonic() + 240
    while state(home, job_id).outcome == "running" and time.monotonic() < until:
        time.sleep(0.2)

    assert state(home, job_id).outcome == "done"
    assert current(home).one("select loaded_by from meta.load") == ("Li",)
    assert holder(home) is None


def test_a_load_that_waits_can_be_cancelled_and_leaves_the_first_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    ana = ana_loads(home)
    job_id = li_loads(home, tmp_path)
    time.sleep(3)

    cancel(home, job_id)

    assert state(home, job_id).outcome == "cancelled"
    assert (ana.poll(), holder(home).who) == (None, "Ana")
    ana.kill()
    ana.wait()
