"""Processes that write into one journal as fast as they can, in pairs, each entry naming one that it has seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kadash.store import Home, Journal
from tests.conftest import ROOT

_WRITES = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from kadash.store import Home
home, who, times = Home(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
journal = home.journal()
print("begins", flush=True)
number = 0
while number < times or times == 0:
    seen, state = journal.revision(), next((one.name for one in home.generations() if one.current), None)
    for half in ("first", "second"):
        journal.put("pair", f"{who}-{number}-{half}", {"after": seen, "state": state}, author=who, at=datetime.now(UTC))
    journal.note("exported", "", {"file": f"{who}-{number}.csv", "accounts": 0}, author=who, at=datetime.now(UTC))
    number += 1
    time.sleep(0 if times else 0.05)
"""


def start_writer(home: Home, who: str, times: int = 0) -> subprocess.Popen[bytes]:
    """A process that writes so many pairs (0: until it is ended); it has begun when this returns."""
    process = subprocess.Popen([sys.executable, "-c", _WRITES, str(home.path), who, str(times)], cwd=ROOT,
                               stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"begins\n"
    process.stdout.close()
    return process


def what_is_wrong(home: Path) -> list[str]:
    """Of a data directory at one moment: pairs that were never so, entries or states that are named and not there."""
    journal = Journal(home / "journal.sqlite")
    wrong = [f"{fault.code} {fault.number}" for fault in journal.check_trail().faults]
    there = {file.relative_to(home).as_posix() for file in (home / "generations").glob("g*.duckdb")}
    pairs = journal.all("pair")
    entries = {0, *journal.numbered([entry.body["after"] for entry in pairs])}
    halves: dict[str, list[tuple[int, str]]] = {}
    for entry in pairs:
        who, number, half = entry.subject.split("-")
        halves.setdefault(who, []).append((int(number), half))
        if entry.body["after"] >= entry.entry_id:
            wrong.append(f"{entry.subject} names an entry that came later")
        if entry.body["after"] not in entries:
            wrong.append(f"{entry.subject} names entry {entry.body['after']}, which is not there")
        if entry.body["state"] is not None and entry.body["state"] not in there:
            wrong.append(f"{entry.subject} names {entry.body['state']}, which is not there")
    for who, found in halves.items():
        due = [(number, half) for number in range(len(found) // 2 + 1) for half in ("first", "second")][:len(found)]
        if sorted(found) != due:
            wrong.append(f"{who} wrote {len(found)} entries and not the first {len(found)}")
    return wrong
