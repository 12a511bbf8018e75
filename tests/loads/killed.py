"""A load that is killed, in a process of its own, at a named stage or some time after its start; what is left then."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kadash.loads.progress import STAGES
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, current, lines_file, loaded

ROOT = Path(__file__).parents[2]
NAMED_STEPS = [stage for stage in STAGES if stage != "waiting"]
_LOAD = f"""
import os, signal, sys
from datetime import date
from pathlib import Path
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home

def progress(stage, share):
    if stage == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

file = Path(sys.argv[2])
print("begins", flush=True)
load(Home(Path(sys.argv[1])), [FileGiven(file, file.name)], today=date({TODAY.year}, {TODAY.month}, {TODAY.day}),
     who="test", policy=default_policy(), currency="CNY", progress=progress)
"""


@dataclass(frozen=True)
class Company:
    """A data directory with one file loaded, something entered, and a second file at hand. Revenue 100, then 200."""

    home: Home
    second: Path


def a_company(folder: Path) -> Company:
    """A fresh one below `folder`."""
    home = Home(folder / "home")
    loaded(home, lines_file(folder, a_line(), name="first.csv"), currency="CNY")
    home.journal().put("plan", "A1", {"goal": "grow"}, author="Li", at=datetime(2026, 10, 1, tzinfo=UTC))
    return Company(home, lines_file(folder, a_line(order="O2"), name="second.csv").path)


def copy_of(company: Company, folder: Path) -> Company:
    """The same below another folder: whatever is done to it, the one it was copied from stays as it is."""
    shutil.copytree(company.home.path.parent, folder, dirs_exist_ok=True)
    return Company(Home(folder / "home"), folder / company.second.name)


def kill_at(company: Company, stage: str) -> int:
    """Load the second file and die when the stage begins; gives how the process ended (-9: killed)."""
    return _started(company, stage).wait(timeout=300)


def kill_after(company: Company, seconds: float) -> int:
    """Load the second file and die so long after Python has started."""
    process = _started(company, "never")
    time.sleep(seconds)
    process.kill()
    return process.wait(timeout=300)


def what_is_wrong(company: Company) -> list[str]:
    """What a kill may not leave behind, in words; then the load is done again, and what was left must be swept."""
    wrong = []
    revenue = current(company.home).one("select sum(revenue)::double from mart.account_month")
    if revenue not in [(100.0,), (200.0,)]:
        wrong.append(f"a generation with revenue {revenue}, neither the old one nor the new")
    if company.home.journal().get("plan", "A1") is None:
        wrong.append("what people entered is gone")
    pointer = json.loads((company.home.path / "pointer.json").read_text("utf-8"))["generation"]
    if not (company.home.path / pointer).is_file():
        wrong.append("the pointer leads nowhere")
    file = company.second
    again = loaded(company.home, lines_file(file.parent, a_line(order="O2"), name=file.name))
    if str(again.revenue) != "200.00":
        wrong.append(f"loaded again, revenue is {again.revenue}")
    told = {line.subject for line in company.home.journal().trail_lines() if line.action == "loaded"}
    wrong += [f"nobody loaded {info.name}" for info in company.home.generations() if info.name not in told]
    left = [path.name for place in ("building/*", "pointer.*.json", "load.holder.json", "sources/*.part")
            for path in company.home.path.glob(place)]
    return wrong + [f"left over: {name}" for name in left]


def _started(company: Company, stage: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _LOAD, str(company.home.path), str(company.second), stage]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    return process
