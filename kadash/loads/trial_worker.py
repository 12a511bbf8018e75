"""The process that tries a policy: `python -m kadash.loads.trial_worker JOB_FOLDER`.

The order: `home`, `today`, `who`, `policy` (JSON of the policy to try). The result: `generation` that it was tried on;
the rows of `try_policy` lie in the folder of the job.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from kadash.loads.jobs import JobState
from kadash.loads.progress import Progress
from kadash.loads.trial import try_policy
from kadash.loads.worker import work
from kadash.policy import kept_policy
from kadash.store import Home

MODULE = "kadash.loads.trial_worker"
_ROWS = "trial.parquet"


def trial_rows(home: Home, state: JobState) -> pd.DataFrame:
    """The rows of `try_policy` that a job which is done found."""
    return pd.read_parquet(home.path / "jobs" / state.job_id / _ROWS)


def _try(folder: Path, order: dict[str, Any], tell: Progress) -> str:
    home = Home(Path(order["home"]))
    generation = home.generation()
    try_policy(home, kept_policy(order["policy"]), folder, tell).to_parquet(folder / _ROWS, index=False)
    return json.dumps({"generation": generation.name if generation else ""})


def main(folder: Path) -> None:
    """Try the policy that the order in the folder has."""
    work(folder, lambda order, tell: _try(folder, order, tell))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
