"""The small form of the benchmark: that every part measures beside its floor and prints; never how long it took."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import Figure, table
from bench.in_browser import chromium
from bench.measure import command
from tests.conftest import ROOT

PARTS = {
    "load": ["English, to marts and published", "English, what the trials made", "Chinese, to marts and published",
             "Chinese, what the trials made"],
    "judging": ["400 accounts, now", "at 9 past month-ends"],
    "answers": ["of everybody, 13 together", "dearest", "made once a file, before anybody asks, 3 together",
                "review of an account, 8 together", "dearest"],
    "explore": ["mean of 15 questions", "dearest"],
    "views": ["31 views opened again, mean", "dearest", "31 views opened first, mean", "dearest"],
    "what-if": ["base, once a generation", "dearest move", "a programme of three measures"],
    "slider": ["a small company, released to redrawn"],
    "sessions": ["what-if, 3 people, 1 process, 95th percentile", "what-if, 3 people, 1 process, CPU a move"],
    "roll-up": ["by DuckDB, from Parquet to Parquet"],
    "XLSX": ["2,000 x 12, guard and tables"],
    "plan": ["slider, money and hours, 10,000 options"],
    "fits": ["BG/NBD, 2,400 accounts", "MBG/NBD, 2,400 accounts", "Gamma-Gamma, 2,400 accounts"],
}
FLOORS = {
    "load": "plain read_csv of the English file", "judging": "reading the marts it looks at",
    "answers": "the same asked of raw order lines", "explore": "a bare group-by of all order lines",
    "views": "bare page, opened again",
    "what-if": "a bare pass over 10,000 accounts", "slider": "bare page, charts by Plotly",
    "sessions": "bare page, the same people", "roll-up": "plain read_csv of the English file",
    "XLSX": "calamine alone", "plan": "one look at every option", "fits": "lifetimes",
}
LEAST_MB, MOST_MB = 30.0, 2_000.0


def test_every_part_measures_beside_its_floor_and_tells_its_peak_memory(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "figures.json"

    done = subprocess.run([sys.executable, "-m", "bench", "--small", "--folder", str(tmp_path), "--json", str(told)],
                          cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    with capsys.disabled():
        sys.stdout.write(f"\n{done.stdout[done.stdout.rfind('the small form'):]}")
    assert done.returncode == 0, done.stdout
    figures = json.loads(told.read_text("utf-8"))
    names: dict[str, list[str]] = {}
    for one in figures:
        name = one["name"].strip()
        names.setdefault(one["part"], []).append(name.partition(":")[0] if name.startswith("dearest") else name)
        assert one["floor"] == FLOORS[one["part"]]
        assert one["found"] > 0 and one["of_floor"] > 0 and math.isclose(one["ratio"], one["found"] / one["of_floor"])
        assert LEAST_MB < one["peak_mb"] < MOST_MB, one
    assert names == {part: said for part, said in PARTS.items() if part != "slider" or chromium()}


def test_a_table_names_a_part_once_and_gives_each_figure_its_floor_ratio_and_memory() -> None:
    load = Figure("load", "English", 6.0, "CPU-s", "plain read", 2.0, "3.0", 512.4)

    assert table([load, Figure("load", "Chinese", 9.0, "CPU-s", "plain read", 2.0)]).splitlines() == [
        "part  what           unit   floor, in the same run and unit        ratio  aim  peak MB",
        "load  English  6.00  CPU-s  plain read                       2.00   3.00  3.0      512",
        "      Chinese  9.00  CPU-s  plain read                       2.00   4.50",
    ]


def test_a_small_process_has_its_own_peak_memory_though_a_large_one_started_it() -> None:
    held = b"x" * 400_000_000

    cost = command("platform")

    assert len(held) == 400_000_000 and 5 < cost.peak_mb < 100 and cost.output.strip()


def test_a_part_that_fails_says_why_and_is_known_to_have_failed() -> None:
    said = subprocess.run([sys.executable, "-c", """
from bench.measure import PartFailedError, apart

print(apart(lambda: 5)[0])
try:
    apart(lambda: [][1])
except PartFailedError:
    print("known")
"""], cwd=ROOT, capture_output=True, text=True)

    assert said.stdout.split() == ["5", "known"] and "IndexError" in said.stderr
