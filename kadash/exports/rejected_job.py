"""The workbook of many rejected rows, made beside the page: `python -m kadash.exports.rejected_job JOB_FOLDER`.

The order: `home`, `today`, `who`, `language`, `rows` (about how many wait). The result: `generation` whose rows they
are, `rows`; the workbook lies in the folder of the job.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from kadash.errors import KadashError
from kadash.exports.rejected_rows import rejected_workbook
from kadash.language import words_in
from kadash.loads.jobs import JobState
from kadash.loads.progress import Progress
from kadash.loads.rejected import waiting_rows
from kadash.loads.worker import work
from kadash.store import Home

MODULE = "kadash.exports.rejected_job"
_WORKBOOK = "rejected.xlsx"


def made_workbook(home: Home, state: JobState) -> tuple[str, Path]:
    """The generation whose rejected rows are in the workbook of a job that is done, and where it lies."""
    made = json.loads(state.result or "{}")
    return str(made.get("generation", "")), home.path / "jobs" / state.job_id / _WORKBOOK


def current_name(home: Home) -> str:
    """The name of the current generation; empty where nothing is loaded."""
    return next((info.name for info in home.generations() if info.current), "")


def _make(folder: Path, order: dict[str, Any], tell: Progress) -> str:
    home, wanted = Home(Path(order["home"])), max(int(order["rows"]), 1)
    tell("rejected", 0.0)
    name, generation = current_name(home), home.generation()
    if generation is None:
        raise KadashError("nothing_loaded", folder=home.path.name)
    tables = waiting_rows(home, generation, dt.date.fromisoformat(order["today"]))
    part = folder / f"{_WORKBOOK}.part"
    rows = rejected_workbook(words_in(order["language"]), tables, part,
                             tell=lambda done: tell("rejected", min(0.9 * done / wanted, 0.9)))
    part.replace(folder / _WORKBOOK)
    return json.dumps({"generation": name, "rows": rows})


def main(folder: Path) -> None:
    """Make the workbook that the order in the folder asks for."""
    work(folder, lambda order, tell: _make(folder, order, tell))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
