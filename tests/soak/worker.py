"""A process that takes damaged files through the intake: `python -m tests.soak.worker SEED FIRST COUNT FOLDER [LOADS]`.

It prints `begin N` before a file and a line of JSON after it; whoever started it sees at which file it died or hung.
LOADS: every how manieth file is loaded completely (0: none).
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
import traceback
from pathlib import Path

from kadash.store import Build, Home, open_build
from tests.soak.mutate import mutant
from tests.soak.outcome import loaded_outcome, prepare, staged_outcome


def main(seed: int, first: int, count: int, folder: Path, loads: int = 0) -> None:
    """Take the files through, one after the other."""
    with open_build(folder / "build.duckdb") as build:
        prepare(build)
        for number in range(first, first + count):
            print(f"begin {number}", flush=True)
            print(json.dumps(_one(build, seed, number, folder, bool(loads) and number % loads == 0)), flush=True)


def _one(build: Build, seed: int, number: int, folder: Path, load: bool) -> dict[str, object]:
    made = mutant(seed, number)
    own = folder / f"file{number}"
    own.mkdir()
    path = own / "given"
    path.write_bytes(made.content)
    begun, cpu, failure, outcome = time.monotonic(), _cpu_s(), "", ""
    try:
        outcome = (loaded_outcome(Home(own / "home"), path, made.label) if load
                   else staged_outcome(build, path, made.label, own / "scratch"))
    except BaseException as error:  # whatever it is, it is what this looks for
        failure = "".join(traceback.format_exception(error)[-6:])
        if isinstance(error, KeyboardInterrupt):
            raise
    shutil.rmtree(own)
    return {"number": number, "story": made.story, "outcome": outcome, "failure": failure, "load": load,
            "wall_s": round(time.monotonic() - begun, 2), "cpu_s": round(_cpu_s() - cpu, 2), "memory_mb": _memory_mb()}


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _memory_mb() -> int:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


if __name__ == "__main__":
    seed, first, count, folder, *loads = sys.argv[1:]
    main(int(seed), int(first), int(count), Path(folder), int(loads[0]) if loads else 0)
