"""The roll-up as a figure: by DuckDB beside a plain read of its lines, by Spark, where it is, beside DuckDB."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from bench.figures import Figure
from bench.loading import PLAIN, plain_read
from bench.measure import command
from bench.rollup import MASTER, by_spark, differing, make_source

NO_SPARK = "roll-up by Spark: skipped, pyspark (requirements-spark.txt) or Java is not on this machine"


def spark_is_here() -> bool:
    """Whether Spark can run."""
    return importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def rollup_figures(csv: Path, folder: Path, by_spark_too: bool) -> list[Figure]:
    """Of the lines of a generated English file. Spark's folder is compared row for row with an ordinary build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = folder / "source"
    make_source(csv, source)
    plain = plain_read(csv)
    duck = command("kadash", "rollup", str(source), "--engine", "duckdb", "--out", str(folder / "by_duckdb"),
                   "--data", str(folder / "data"), "--lang", "en")
    print(f"roll-up to a folder that load takes\n  {'plain read_csv, English':26} {plain}\n  {'DuckDB':26} {duck}  "
          f"ratio of CPU {duck.cpu_s / plain.cpu_s:.2f}; {duck.output.strip()}", flush=True)
    found = [Figure("roll-up", "by DuckDB, from Parquet to Parquet", duck.cpu_s, "CPU-s", PLAIN, plain.cpu_s, "",
                    duck.peak_mb)]
    if by_spark_too and spark_is_here():
        spark = by_spark(source, folder / "by_spark")
        if differ := differing(source, folder / "by_spark"):
            raise ValueError(f"rows by Spark and by DuckDB differ: {differ}")
        found.append(Figure("roll-up", f"by Spark, {MASTER}, equal rows", spark.cpu_s, "CPU-s", "the same by DuckDB",
                            duck.cpu_s, "", spark.peak_mb))
    return found
