"""A question that runs in the database is really interrupted: by who asked it, by the clock, and never another one."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import duckdb
import pytest

from kadash.errors import KadashError
from kadash.store import Generation
from kadash.store.stoppable import Stop

HOURS = "select sum(a.range * b.range % 7) as long from range(1000000000) as a, range(1000000) as b"
PATIENT_S = 300.0


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    path = tmp_path / "g000001.duckdb"
    duckdb.connect(str(path)).close()
    return Generation.open(path)


def once_it_runs(stop: Stop) -> None:
    while stop._cursor is None:
        time.sleep(0.01)
    time.sleep(0.3)  # deep in its work
    stop()


def test_a_question_that_runs_for_hours_ends_when_it_is_stopped(generation: Generation) -> None:
    stop = Stop()
    threading.Thread(target=once_it_runs, args=(stop,)).start()

    with pytest.raises(KadashError, match="question_stopped"):
        generation.frame_within(PATIENT_S, HOURS, {}, stop)

    assert generation.rows("select 1") == [(1,)]


def test_a_question_that_runs_for_hours_ends_with_its_time(generation: Generation) -> None:
    with pytest.raises(KadashError, match="question_too_long"):
        generation.frame_within(0.3, HOURS, {})


def test_to_stop_one_question_leaves_another_of_the_same_file_alone(generation: Generation) -> None:
    stop, other = Stop(), "select count(*) as rows from range(30000000) as a where a.range % 7 = 1"
    threading.Thread(target=once_it_runs, args=(stop,)).start()
    found: list[int] = []
    beside = threading.Thread(target=lambda: found.append(
        int(generation.frame_within(PATIENT_S, other, {})["rows"].iloc[0])))
    beside.start()

    with pytest.raises(KadashError, match="question_stopped"):
        generation.frame_within(PATIENT_S, HOURS, {}, stop)
    beside.join()

    assert found == [4285715]
