"""Large companies: what a month costs that is added, and what a load of many lines takes of memory and disk.

    python -m bench.large --lines 10000000                    a whole load, the last month added, the whole load again
    python -m bench.large --lines 50000000 --only whole       one whole load; --form parquet for a Parquet file
    python -m bench.large --lines 50000000 --only whole --kills 3    killed three times at random before it may end

Ratios are what counts: a month added to the whole load with it, and CPU a line to that of another size. Peak memory is
resident memory of the process that loads; peak disk is the data directory beside the file that is loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from bench.generate import generate
from kadash.store import Home

_LOOK_S = 0.5
_A_BLOCK = 1 << 20
_MONTH_BEGINS = b"2026-09-01"


@dataclass
class Took:
    """A load: CPU seconds, seconds on the clock, peak memory and disk in GB, CPU seconds of its stages."""

    cpu_s: float
    wall_s: float
    memory_gb: float
    disk_gb: float
    stages: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        stages = ", ".join(f"{name} {seconds:.0f}" for name, seconds in self.stages.items() if seconds >= 1)
        return (f"{self.cpu_s:7.0f} CPU-s {self.wall_s:7.0f} s, memory {self.memory_gb:.1f} GB, "
                f"disk {self.disk_gb:.1f} GB ({stages})")


def main(arguments: list[str]) -> int:
    """Print what the loads took."""
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--accounts", type=int, default=200_000)
    parser.add_argument("--form", choices=["csv", "parquet"], default="csv")
    parser.add_argument("--file", type=Path, help="lines that are made already")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", choices=["whole"])
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--within", type=float, default=600.0, help="seconds after whose at most a kill comes")
    given = parser.parse_args(arguments)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="kadash-large-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        file = given.file or folder / "lines.csv"
        if not file.exists():
            generate(given.lines, "en", file, accounts=given.accounts)
        if given.form == "parquet":
            file = _as_parquet(file, folder / "lines.parquet")
        if given.only:
            _killed(file, folder / "home", given.kills, given.within)
            _whole(file, folder, given.lines)
        else:
            _month(file, folder, given.lines)
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _whole(file: Path, folder: Path, lines: int) -> None:
    took = load(file, folder / "home")
    print(f"{lines:,} lines, {file.stat().st_size / 1e9:.1f} GB as {file.suffix[1:]}\n  whole load  {took}")
    of_file, of_state = _lines_of_file(file), _lines_of_state(folder / "home")
    print(f"  lines and their amount: {of_file} in the file, {of_state} in the state")
    before_judging = sum(seconds for name, seconds in took.stages.items() if name not in ("judging", "history"))
    print(f"  {before_judging / lines * 1e6:.1f} CPU-s a million lines up to judging; state "
          f"{max(one.stat().st_size for one in (folder / 'home' / 'generations').iterdir()) / 1e9:.1f} GB", flush=True)


def _killed(file: Path, home: Path, kills: int, within: float) -> None:
    """Loads that are killed at a random moment, one after another; what they left is what the next one finds."""
    chance = random.Random(kills)
    for _ in range(kills):
        process = subprocess.Popen([sys.executable, "-m", "bench.staged_load", str(file), str(home)],
                                   stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        try:
            process.wait(chance.uniform(0.1, 1.0) * within)
        except subprocess.TimeoutExpired:
            process.kill()
        status = process.wait()
        print(f"  ended after {time.perf_counter() - begun:.0f} s: {status}; left: "
              + ", ".join(f"{path.name} {path.stat().st_size / 1e9:.1f} GB" for path in home.glob("building/*.duckdb")),
              flush=True)


def _lines_of_file(file: Path) -> tuple[object, ...]:
    read = "read_parquet" if file.suffix == ".parquet" else "read_csv"
    with duckdb.connect() as connection:
        return connection.execute(f"select count(*), sum(cast(\"Net Value\" as decimal(18, 2))) "
                                  f"from {read}('{file}')").fetchall()[0]


def _lines_of_state(home: Path) -> tuple[object, ...]:
    generation = Home(home).generation()
    if generation is None:
        raise FileNotFoundError(home)
    return generation.rows("select count(*), cast(sum(amount) as decimal(18, 2)) from core.order_line")[0]


def _month(file: Path, folder: Path, lines: int) -> None:
    """All but the last month, then that month added; and both as a whole."""
    parts = [folder / "till_then.csv", folder / "last_month.csv"]
    _divided(file, *parts)
    share = parts[1].stat().st_size / file.stat().st_size
    print(f"{lines:,} lines, of which the last month {share:.4f}")
    first = load(parts[0], folder / "home")
    print(f"  all but it, whole load  {first}", flush=True)
    added = load(parts[1], folder / "home")
    print(f"  that month added        {added}", flush=True)
    shutil.rmtree(folder / "home")
    whole = load(file, folder / "home")
    print(f"  all in one, whole load  {whole}\n  the month costs {added.cpu_s / whole.cpu_s:.3f} of the whole load, "
          f"up to judging {_before(added) / _before(whole):.3f}", flush=True)


def _before(took: Took) -> float:
    return sum(seconds for name, seconds in took.stages.items() if name not in ("judging", "history"))


def _divided(file: Path, first: Path, last: Path) -> None:
    """Lines before the last month into one file, those of the month into another; they stand in order of days."""
    with file.open("rb") as read:
        header = read.readline()
        low, high = read.tell(), file.stat().st_size
        while high - low > _A_BLOCK:
            middle = (low + high) // 2
            read.seek(middle)
            read.readline()
            low, high = (low, middle) if _day(read.readline()) >= _MONTH_BEGINS else (middle, high)
        read.seek(low)
        read.readline()
        at = read.tell()
        while (line := read.readline()) and _day(line) < _MONTH_BEGINS:
            at = read.tell()
        for target, start, end in ((first, len(header), at), (last, at, file.stat().st_size)):
            with target.open("wb") as written:
                written.write(header)
                read.seek(start)
                while start < end:
                    written.write(block := read.read(min(_A_BLOCK, end - start)))
                    start += len(block)


def _day(line: bytes) -> bytes:
    return line.split(b",", 3)[2]


def _as_parquet(file: Path, target: Path) -> Path:
    if not target.exists():
        with duckdb.connect() as connection:
            connection.execute(f"copy (from read_csv('{file}')) to '{target}' (format parquet, compression zstd)")
    return target


def load(file: Path, home: Path) -> Took:
    """One load in a process of its own."""
    start, seen = time.perf_counter(), [0.0]
    process = subprocess.Popen([sys.executable, "-m", "bench.staged_load", str(file), str(home)],
                               stdout=subprocess.PIPE, text=True)
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(home, seen, done), daemon=True)
    watch.start()
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, "bench.staged_load", output)
    stages = json.loads(output.splitlines()[-1])
    return Took(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1e6, seen[0], stages)


def _watch(home: Path, seen: list[float], done: threading.Event) -> None:
    while not done.wait(_LOOK_S):
        seen[0] = max(seen[0], _size_gb(home))


def _size_gb(folder: Path) -> float:
    """What the files of a folder take of the disk; one with several names counts once."""
    found: dict[int, int] = {}
    for inside, _, names in os.walk(folder):  # passes over folders that go in between
        for name in names:
            try:
                told = Path(inside, name).stat()
            except FileNotFoundError:
                continue
            found[told.st_ino] = told.st_blocks * 512
    return sum(found.values()) / 1e9


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
