"""Spark's roll-up held against DuckDB's waist: `python -m bench.rollup --lines 10000000 [--folder DIR]`.

Order lines are made, handed to both as Parquet in the contract's columns, and every relation of the waist is compared
both ways with `except all`: the one of an ordinary build by DuckDB, the other of a build from the folder that Spark
left. Then what it cost: seconds, CPU, memory, bytes, and an account's lines read from Parquet. Ends with 1 where a row
differs. Needs requirements-spark.txt and Java.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.generate import generate
from bench.measure import Cost, took
from kadash.intake.clean import drop_stage, open_stage
from kadash.loads.core import build_core
from kadash.loads.marks import note_marks
from kadash.loads.mended import settle_mended
from kadash.marts.parts import parts, run_by_parts
from kadash.marts.rolled import KEYS, MANIFEST, build_rolled_waist, read_manifest
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from kadash.rollup import roll_up
from kadash.rollup.lines import given_lines
from kadash.rollup.spark import SETTINGS, engine_on, refuse_without_spark
from kadash.store import Build, open_build, sql_text

WAIST = ("account_day", "account_month", "account_category_month", "account_product_month", "account_seen",
         "calendar_month", "counted_line", "portfolio_month")
TODAY = dt.date(2026, 12, 31)
MASTER, MEMORY = "local[2]", "3g"
_CSV = """copy (select
    "Order Number" as order_id, cast("Line" as varchar) as line_no, "Order Date" as order_date,
    "Account Number" as account_id, "Product Code" as product_id, "Product Category" as category,
    cast("Quantity" as decimal(18, 4)) as quantity, cast("List Price" as decimal(18, 6)) as list_price,
    cast("Unit Price" as decimal(18, 6)) as unit_price, cast("Net Value" as decimal(18, 4)) as amount,
    cast("Cost" as decimal(18, 4)) as cost, cast("Freight" as decimal(18, 4)) as freight
    from read_csv('{csv}')) to '{parquet}'"""

_ACCOUNTS = ("insert into core.account by name "
             "select distinct account_id, account_id as account_name, false as listed from core.order_line")


def main(arguments: list[str]) -> int:
    """Print what was compared and what it cost; 1 where a row differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.rollup", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path,
                        help="kept, and what is there of a run before is not made again; without one nothing stays")
    parser.add_argument("--master", default=MASTER)
    parser.add_argument("--memory", default=MEMORY, help="of Spark's process")
    options = parser.parse_args(arguments)
    refuse_without_spark(options.master)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="kadash-rollup-"))
    try:
        source, out = folder / "source", folder / "out"
        if not source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            generate(options.lines, "en", folder / "lines.csv")
            make_source(folder / "lines.csv", source)
            (folder / "lines.csv").unlink()
        if not (out / MANIFEST).exists():
            by_spark(source, out, options.master, options.memory)
        return int(bool(differing(source, out)))
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def differing(source: Path, out: Path) -> list[str]:
    """Relations of the waist in which a row of the folder `out` differs from an ordinary build's; costs are printed."""
    manifest, folder = read_manifest(out / MANIFEST), out.parent
    if manifest is None:
        raise FileNotFoundError(out / MANIFEST)
    with _built(folder / "duckdb.duckdb") as build:
        start = time.process_time()
        _fill_lines(build, source)
        build.run(_ACCOUNTS)
        filled = time.process_time()
        build_waist(build, manifest.as_of, default_policy())
        print(f"  DuckDB: lines in order {filled - start:.0f} CPU-s, waist {time.process_time() - filled:.0f} CPU-s",
              flush=True)
    with _built(folder / "rolled.duckdb") as build:
        start = time.process_time()
        build.run("drop table core.order_line")
        build.run(f"create view core.order_line as from read_parquet('{out}/order_line/*.parquet')")
        build.run(_ACCOUNTS)
        queries = {name: f"select * from read_parquet('{out}/{name}/*.parquet')" for name in KEYS}
        build_rolled_waist(build, manifest.as_of, default_policy(), queries)
        print(f"  waist from the folder: {time.process_time() - start:.0f} CPU-s", flush=True)
        _look_up(build)
        with build.attached(folder / "duckdb.duckdb", "duck"):
            return [name for name in WAIST if _differs(build, name)]


def make_source(csv: Path, source: Path) -> None:
    """The lines of a generated English file as a roll-up is given them: Parquet in the contract's columns."""
    fresh, scratch = source.with_suffix(".part"), source.with_suffix(".duckdb")
    fresh.mkdir(exist_ok=True)
    with open_build(scratch) as build:
        build.run(_CSV.format(csv=csv, parquet=fresh / "order_line.parquet"))
    scratch.unlink()
    fresh.rename(source)


def by_spark(source: Path, out: Path, master: str = MASTER, memory: str = MEMORY) -> Cost:
    """What Spark's own process takes; what it left behind is printed."""
    from pyspark.sql import SparkSession

    shutil.rmtree(out, ignore_errors=True)
    builder = SparkSession.builder.master(master)
    for key, value in {**SETTINGS, "spark.driver.memory": memory, "spark.ui.enabled": "false",
                       "spark.local.dir": str(out.parent / "spark"), "spark.sql.shuffle.partitions": "16"}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    start = time.monotonic()
    with engine_on(session, str(source), str(out)) as engine:
        rolled = roll_up(engine, default_policy(), today=TODAY)
    seconds = time.monotonic() - start
    cpu, peak = _process(session.sparkContext._gateway.proc.pid)
    session.stop()
    size = {name: sum(file.bytes for file in files) for name, files in rolled.manifest.files.items()}
    print(f"Spark {master}, {memory}: {rolled.manifest.lines:,} lines of {rolled.manifest.accounts:,} accounts in "
          f"{seconds:.0f} s, {cpu:.0f} CPU-s, {peak:.0f} MB at most")
    print("  left behind, MB: " + ", ".join(f"{name} {part / 1e6:.0f}" for name, part in size.items())
          + f"; given {sum(file.stat().st_size for file in source.rglob('*.parquet')) / 1e6:.0f}", flush=True)
    return Cost(cpu, seconds, peak)


def _process(pid: int) -> tuple[float, float]:
    """CPU seconds so far and the most megabytes of a process, as Linux counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    told = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in told.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / 100, int(peak.split()[1]) / 1024


@contextmanager
def _built(path: Path) -> Iterator[Build]:
    """A build with every table of core, all empty."""
    path.unlink(missing_ok=True)
    with open_build(path) as build:
        open_stage(build)
        note_marks(build, [])
        settle_mended(build, [])
        build_core(build, [], "CNY")
        drop_stage(build)
        build.run("create schema mart")
        yield build


def _fill_lines(build: Build, source: Path) -> None:
    """core.order_line as a load makes it, in order, part by part."""
    build.run("create schema given")
    build.run("create schema stage")
    build.run(f"create table given.order_line as from read_parquet('{source}/order_line.parquet')")
    view, _ = given_lines([str(row[0]) for row in build.rows("describe given.order_line")])  # as Spark is given them
    build.run(view)
    numbered = "(select account_id, row_number() over () as source_row from given.order_line)"
    run_by_parts(build, sql_text("kadash.marts.core", "order_line.sql"), parts(build, numbered))
    build.run("drop table given.order_line cascade")


def _look_up(build: Build) -> None:
    """What the lines of one account, and its categories, take from Parquet."""
    found = build.one("select account_id from mart.account_month group by account_id order by sum(lines) desc limit 1")
    account = str(found[0]) if found else ""
    build.run("set parquet_metadata_cache = true")
    for relation, column in (("core.order_line", "amount"), ("mart.account_category_month", "revenue")):
        query = f"select sum({column}), count(*) from {relation} where account_id = $account"
        cost = took(partial(build.rows, query, account=account))
        print(f"  {relation} of one account: {cost.wall_ms:.1f} ms, {cost.cpu_ms:.1f} CPU-ms")


def _differs(build: Build, name: str) -> bool:
    def count(query: str) -> int:
        found = build.one(f"select count(*) from ({query})")
        return int(str(found[0])) if found else 0

    ours, theirs = f"from mart.{name}", f"from duck.mart.{name}"
    more, less = count(f"({ours}) except all ({theirs})"), count(f"({theirs}) except all ({ours})")
    print(f"  {name}: {count(ours):,} rows, only by Spark {more}, only by DuckDB {less}", flush=True)
    return bool(more or less)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
