"""A load beside the page: found again by anyone, cancelled without harm, and honest about how it ended."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from kadash.loads import JobState, cancel, inspection_from_json, job_state, jobs, running_job, start_job
from kadash.loads.jobs import STATE, read_json
from kadash.store import Home

ORDER = {"today": "2026-10-01", "who": "Li"}
ROWS = "Account Number,Order Date,Order Number,Net Value\nA1,2026-01-05,1,100.10\nA2,2026-13-45,2,50.05\n"


def orders(tmp_path: Path) -> list[list[str]]:
    file = tmp_path / "orders.csv"
    file.write_text(ROWS)
    return [[str(file), "orders.csv"]]


def ended(home: Home, job_id: str) -> JobState:
    for _ in range(600):
        state = job_state(home, job_id)
        assert state is not None
        if state.outcome != "running":
            return state
        time.sleep(0.1)
    raise TimeoutError(job_id)


def started(home: Home, kind: Any, **order: Any) -> str:
    return start_job(home, kind, {**ORDER, **order})


def test_a_dry_run_tells_what_a_load_would_do_and_publishes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    state = ended(home, started(home, "inspect", files=orders(tmp_path)))

    assert (state.outcome, state.stage, state.done_share) == ("done", "done", 1.0)
    seen = inspection_from_json(state.result)
    assert seen.counts.as_dict() == {"read": 2, "accepted": 1, "rejected": 1, "set_aside": 0}
    assert [(row.row, row.column, row.value) for row in seen.rejected] == [(3, "Order Date", "2026-13-45")]
    assert home.generation() is None


def test_a_load_publishes_and_another_tab_finds_it_while_it_runs(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    job_id = started(home, "load", files=orders(tmp_path), currency="CNY")

    found = running_job(home)

    assert found is not None and found.job_id == job_id
    assert ended(home, job_id).outcome == "done"
    assert home.generation().settings["currency"] == "CNY"
    assert running_job(home) is None


def test_what_a_user_can_mend_comes_back_as_their_error(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")

    home = Home(tmp_path / "home")
    state = ended(home, started(home, "load", files=[[str(tmp_path / "empty.csv"), "empty.csv"]]))

    assert state.outcome == "failed"
    assert (state.error.code, state.error.facts["file"]) == ("file_empty", "empty.csv")


def test_a_cancelled_load_publishes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    job_id = started(home, "sample", dialect="en")

    cancel(home, job_id)

    assert ended(home, job_id).outcome == "cancelled"
    time.sleep(1)
    assert home.generation() is None and running_job(home) is None


def test_a_worker_that_died_is_called_lost_and_not_running_for_ever(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    job_id = started(home, "inspect", files=orders(tmp_path))
    ended(home, job_id)
    state = home.path / "jobs" / job_id / STATE
    state.write_text(str(read_json(state) | {"outcome": "running"}).replace("'", '"'))

    assert ended(home, job_id).outcome == "lost"


def test_a_killed_worker_is_lost_also_for_a_process_that_did_not_start_it_and_cannot_clear_it_away(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    job_id = started(home, "sample", dialect="en")
    worker = int((home.path / "jobs" / job_id / "pid").read_text())
    monkeypatch.setattr(jobs, "_started", {})

    assert job_state(home, job_id).outcome == "running"
    os.kill(worker, signal.SIGKILL)

    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)  # dead, and still known by its number
    assert job_state(home, job_id).outcome == "lost"


def test_a_job_nobody_started_is_none(tmp_path: Path) -> None:
    assert job_state(Home(tmp_path), "../../etc") is None
