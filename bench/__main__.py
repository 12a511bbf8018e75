"""Everything that is measured, in one run: `make bench`, or `python -m bench --lines 1000000` for a small one."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from bench import fits
from bench.answers import answer_lines
from bench.explore import explore_lines
from bench.generate import generate
from bench.judging import judging_line
from bench.measure import Cost, command
from bench.plan import plan_lines
from bench.sessions import session_lines
from bench.what_if import report
from bench.workbook import workbook_lines

JUDGING = ("judging", "history")
"""Stages that are measured apart: they cost by accounts and months, not by lines."""
BEFORE_MARTS = ("reading", "recognising", "cleaning", "core")
AS_TRIALS = ("day_sales", "crowded_day", "mart.account_day", "cost_month", "mart.account_month")
"""What the trials (docs/decisions/040) made of marts, and what it rests on here: orders and purchases of days.
Months by category, which they stored, are a view here (docs/decisions/130)."""


def main(arguments: list[str]) -> int:
    """Print the figures; the folder with the made files goes when it is done, unless one is given."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("only", nargs="?", choices=["explore", "sessions"],
                        help="of a load that is in the folder already")
    options = parser.parse_args(arguments)
    if options.only == "explore" and options.folder is not None:
        print("\n".join(explore_lines(options.folder / "home.en")))
        return 0
    if options.only == "sessions" and options.folder is not None:
        for line in session_lines(options.folder / "home.en"):
            print(line, flush=True)
        return 0
    folder = options.folder or Path(tempfile.mkdtemp(prefix="kadash-bench-"))
    try:
        _measure(options.lines, folder)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _measure(lines: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = {form: folder / f"lines.{form}.csv" for form in ("en", "zh")}
    for form, file in files.items():
        if not file.exists():
            generate(lines, form, file)  # type: ignore[arg-type]
    print(f"full load of {lines:,} order lines: recognise, check, account for every row, core, marts, judge, publish")
    (folder / "plain.duckdb").unlink(missing_ok=True)
    plain = command("-m", "bench.plain_read", str(files["en"]), str(folder / "plain.duckdb"))
    print(f"  {'plain read_csv, English':26} {plain}")
    for form, file in files.items():
        _load(form, file, folder / f"home.{form}", plain)
    home = folder / "home.en"
    for line in (*answer_lines(home), *explore_lines(home), *workbook_lines(200_000, folder)):
        print(line)
    print(report(200_000, (2_400, 100_000)))
    print("\n".join(plan_lines()))
    print(fits.report((2_400, 100_000)))
    for line in session_lines(home):
        print(line, flush=True)


def _load(form: str, file: Path, home: Path, plain: Cost) -> None:
    """Two lines: files to marts as a ratio to the plain read, and judging now and at past month-ends apart."""
    shutil.rmtree(home, ignore_errors=True)
    cost = command("-m", "bench.staged_load", str(file), str(home))
    relations: dict[str, float]
    stages: dict[str, float]
    relations, stages = (json.loads(line) for line in cost.output.splitlines()[-2:])
    judging = sum(stages.get(stage, 0.0) for stage in JUDGING)
    print(f"  {f'kadash load, {form}':26} {cost}  ratio of CPU {cost.cpu_s / plain.cpu_s:.2f}, "
          f"without judging {(cost.cpu_s - judging) / plain.cpu_s:.2f}")
    print("  " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stages.items()))
    print(judging_line(stages, plain, home))
    alike = sum(stages.get(stage, 0.0) for stage in BEFORE_MARTS) + sum(relations.get(name, 0.0) for name in AS_TRIALS)
    print(f"  only what trials made: {alike:.1f} CPU-s, ratio {alike / plain.cpu_s:.2f}; by relation "
          + ", ".join(f"{name} {seconds:.1f}" for name, seconds in relations.items() if seconds >= 0.1), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
