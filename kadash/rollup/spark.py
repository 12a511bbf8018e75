"""The roll-up by Apache Spark: the same scripts, translated, over Parquet or the tables of a catalog."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from kadash.errors import KadashError
from kadash.marts.rolled import LINES, RolledFile
from kadash.store import statements

PACKAGES = ("pyspark", "sqlglot")
CATALOG = "tables:"
"""Before the name of a database whose tables are read, instead of a folder."""
_ROW_GROUP_BYTES = 16 << 20
"""Of the files left behind: small, so that few bytes are read for one account."""
SETTINGS = {
    "spark.app.name": "kadash rollup", "spark.ui.showConsoleProgress": "false", "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true", "spark.sql.legacy.ctePrecedencePolicy": "CORRECTED",
    "spark.sql.parquet.writeLegacyFormat": "false", "spark.sql.caseSensitive": "false",
}
"""What the scripts rest on: days without a time zone, sums that fail where they overflow, steps inside steps."""
_WORK = "_work"


def refuse_without_spark(master: str) -> None:
    """KadashError where a package or Java is missing that a roll-up by Spark needs."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise KadashError("rollup_needs_packages", packages=", ".join(missing))
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        raise KadashError("rollup_needs_java", master=master)


@contextmanager
def spark_engine(master: str, source: str, out: str, settings: Mapping[str, str]) -> Iterator[SparkEngine]:
    """An engine on a session of its own, which ends with the block; `settings` go to Spark as they are."""
    refuse_without_spark(master)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master)
    for key, value in {**SETTINGS, **settings}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        with engine_on(session, source, out) as engine:
            yield engine
    finally:
        session.stop()


@contextmanager
def engine_on(session: Any, source: str, out: str) -> Iterator[SparkEngine]:
    """An engine on a session that somebody else began and ends."""
    engine = SparkEngine(session, source, out)
    engine.begin()
    try:
        yield engine
    finally:
        engine.end()


class SparkEngine:
    """Engine of kadash.rollup.run. Folders may lie wherever the cluster's Hadoop reads and writes."""

    name = "spark"

    def __init__(self, session: Any, source: str, out: str) -> None:
        self._session, self._source, self._out = session, source.rstrip("/"), out.rstrip("/")
        self._made: list[str] = []

    def begin(self) -> None:
        """KadashError where something lies in the folder to write."""
        if self._exists(self._out) and self._listed(self._out):
            raise KadashError("rollup_out_not_empty", folder=self._out)

    def end(self) -> None:
        """Let go of what was needed on the way."""
        for name in self._made:
            self._session.catalog.dropTempView(name)
        self._disk(self._out).delete(self._path(f"{self._out}/{_WORK}"), True)

    def given(self, table: str) -> list[str] | None:
        """Its columns; of the database after `tables:`, or Parquet under the source folder."""
        if self._source.startswith(CATALOG):
            name = f"{self._source.removeprefix(CATALOG)}.{table}"
            found = self._session.table(name) if self._session.catalog.tableExists(name) else None
        else:
            paths = (f"{self._source}/{table}.parquet", f"{self._source}/{table}")
            found = next((self._session.read.parquet(path) for path in paths if self._exists(path)), None)
        if found is None:
            return None
        self._view(f"given_{table}", found)
        return list(found.columns)

    def script(self, text: str, **parameters: object) -> None:
        """Run it; what becomes a table is written on the way, so that no later step makes it again."""
        from kadash.rollup.translate import spark_sql

        for statement in statements(text):
            made = spark_sql(statement, parameters)
            if made.kind == "view":
                self._view(made.name, self._session.sql(made.sql))
            elif made.kind == "table":
                self._view(made.name, self._stored(f"{_WORK}/{made.name}", made.sql))

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """All rows of a query."""
        return [tuple(row) for row in self._session.sql(self._translated(sql, {})).collect()]

    def write(self, relation: str, query: str, keys: Sequence[str], parts: int,
              parameters: Mapping[str, object]) -> None:
        """One file a part, cut by ranges of accounts: a look for one account opens one."""
        from pyspark import StorageLevel

        found = self._session.sql(self._translated(query, parameters))
        if relation != LINES:  # to cut, rows are looked at once before: sums are not made twice for that
            found = found.persist(StorageLevel.DISK_ONLY)
        sized = {"parquet.block.size": str(_ROW_GROUP_BYTES)}
        (found.repartitionByRange(parts, "account_id").sortWithinPartitions(*keys)
         .write.options(**sized).parquet(f"{self._out}/{relation}"))
        found.unpersist()

    def store(self, relation: str, query: str) -> None:
        """Write a query's rows as Parquet, in no order."""
        self._stored(relation, self._translated(query, {}))

    def keep(self, relation: str) -> None:
        """core.<relation> reads the files."""
        self._view(f"core_{relation}", self._session.read.parquet(f"{self._out}/{relation}"))

    def pass_on(self, table: str) -> None:
        """One file, in a folder of the table's name."""
        self._session.table(f"given_{table}").coalesce(1).write.parquet(f"{self._out}/tables/{table}")

    def files(self) -> dict[str, list[RolledFile]]:
        """Every file by the first folder it lies in."""
        found: dict[str, list[RolledFile]] = {}
        for path, size in sorted(self._parquet(self._out)):
            relative = path.split(self._out.split("://")[-1], 1)[1].lstrip("/")
            if not relative.startswith(_WORK):
                found.setdefault(relative.split("/")[0], []).append(RolledFile(relative, size))
        return found

    def save(self, name: str, text: str) -> None:
        """The text in place in one step, as far as the file system has one."""
        disk, fresh = self._disk(self._out), self._path(f"{self._out}/{name}.part")
        stream = disk.create(fresh)
        stream.write(bytearray(text, "utf-8"))
        stream.close()
        disk.rename(fresh, self._path(f"{self._out}/{name}"))

    def _translated(self, query: str, parameters: Mapping[str, object]) -> str:
        from kadash.rollup.translate import spark_sql

        return spark_sql(query, parameters).sql

    def _view(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)
        self._made.append(name)

    def _stored(self, name: str, query: str) -> Any:
        self._session.sql(query).write.mode("overwrite").parquet(f"{self._out}/{name}")
        return self._session.read.parquet(f"{self._out}/{name}")

    def _path(self, path: str) -> Any:
        return self._session.sparkContext._jvm.org.apache.hadoop.fs.Path(path)

    def _disk(self, path: str) -> Any:
        return self._path(path).getFileSystem(self._session.sparkContext._jsc.hadoopConfiguration())

    def _exists(self, path: str) -> bool:
        return bool(self._disk(path).exists(self._path(path)))

    def _listed(self, path: str) -> list[Any]:
        return list(self._disk(path).listStatus(self._path(path)))

    def _parquet(self, folder: str) -> Iterator[tuple[str, int]]:
        for found in self._listed(folder):
            path = str(found.getPath().toUri().getPath())
            if found.isDirectory():
                yield from self._parquet(str(found.getPath()))
            elif path.endswith(".parquet"):
                yield path, int(found.getLen())
