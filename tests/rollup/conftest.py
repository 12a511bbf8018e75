"""One Spark session for all tests of the roll-up; where this machine cannot have one they are skipped, saying so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kadash.errors import KadashError
from kadash.rollup.spark import SETTINGS, refuse_without_spark
from kadash.store import Home, open_build

MASTER = "local[2]"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session with two cores and little memory."""
    try:
        refuse_without_spark(MASTER)
    except KadashError as error:
        missing = error.facts.get("packages", "Java")
        pytest.skip(f"a roll-up by Spark needs {missing} (pip install -r requirements-spark.txt)")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    builder = SparkSession.builder.master(MASTER)
    # little work on little data: what costs is to compile, so the compiler does little
    light = {"spark.driver.memory": "1g", "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1",
             "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false",
             "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.local.dir": str(folder),
             "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
             "spark.sql.warehouse.dir": str(folder / "tables")}
    for key, value in {**SETTINGS, **light}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def sample_source(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The order lines of the sample company as a cluster would have them, and beside them what costs are made of."""
    folder = tmp_path_factory.mktemp("source")
    generation = sample_home.generation()
    assert generation is not None
    with open_build(tmp_path_factory.mktemp("copy") / "copy.duckdb") as build, build.attached(generation.path, "whole"):
        for table in ("order_line", "receivable", "service_event"):
            build.run(f"copy whole.core.{table} to '{folder / table}.parquet'")
    return folder
