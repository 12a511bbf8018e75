"""Companies that a run of the benchmark measures: the sample company, loaded once."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from kadash.access import Scope
from kadash.answers import Asked
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.sample import write_sample
from kadash.store import Home

TODAY = dt.date(2026, 10, 1)


def sample_company(folder: Path) -> Path:
    """A data directory with the sample company in English; what this version of kadash made there is used as it is."""
    home = Home(folder / "home")
    there = home.generation()
    if there is None or Asked(there, Scope.everything()).outdated:
        shutil.rmtree(folder, ignore_errors=True)
        files = [FileGiven(file, file.name) for file in write_sample(folder / "exports", "en")]
        load(home, files, today=TODAY, who="bench", policy=default_policy(), currency="CNY")
    return home.path
