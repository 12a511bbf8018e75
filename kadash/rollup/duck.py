"""The roll-up by DuckDB: what Spark's is held against, and what a single machine does with Parquet."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

from kadash.errors import KadashError
from kadash.marts.parts import Part
from kadash.marts.rolled import RolledFile
from kadash.store import Build, open_build, statements

_PARAMETER = re.compile(r"\$(\w+)")
_VIEW = re.compile(r"^create (or replace )?view", re.MULTILINE)
_ROW_GROUP = 122_880
_WORK = "_work"


@contextmanager
def duckdb_engine(source: Path, out: Path) -> Iterator[DuckEngine]:
    """An engine that reads the Parquet under `source` and leaves its relations under `out`."""
    if not source.is_dir():
        raise KadashError("path_missing", path=str(source))
    if out.exists() and any(out.iterdir()):
        raise KadashError("rollup_out_not_empty", folder=str(out))
    work = out / _WORK
    work.mkdir(parents=True)
    try:
        with open_build(work / "rollup.duckdb") as build:
            for schema in ("given", "stage", "core", "mart"):
                build.run(f"create schema {schema}")
            yield DuckEngine(build, source, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class DuckEngine:
    """Engine of kadash.rollup.run."""

    name = "duckdb"

    def __init__(self, build: Build, source: Path, out: Path) -> None:
        self._build, self._source, self._out = build, source, out
        self._edges: list[str] = []

    def given(self, table: str) -> list[str] | None:
        """Its columns; a table is a file or a folder of Parquet."""
        found = [path for path in (self._source / f"{table}.parquet", self._source / table) if path.exists()]
        if not found:
            return None
        files = _quoted(found[0] / "**" / "*.parquet" if found[0].is_dir() else found[0])
        self._build.run(f"create or replace view given.{table} as from read_parquet({files}, union_by_name = true)")
        return [str(row[0]) for row in self._build.rows(f"describe given.{table}")]

    def script(self, text: str, **parameters: object) -> None:
        """Run it; in a view parameters stand as literals."""
        for statement in statements(text):
            if _VIEW.search(statement):
                self._build.run(_PARAMETER.sub(lambda found: _literal(parameters[found[1]]), statement))
            else:
                self._build.run_script(statement, **parameters)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """All rows of a query."""
        return self._build.rows(sql)

    def write(self, relation: str, query: str, keys: Sequence[str], parts: int,
              parameters: Mapping[str, object]) -> None:
        """One file a part; where the first relation is cut, all others are."""
        folder = self._out / relation
        folder.mkdir()
        self._build.run_script(f"create or replace temp table written as\n{query}", **parameters)
        for number, part in enumerate(self._parts(parts)):
            file = _quoted(folder / f"part-{number:05}.parquet")
            self._build.run(
                f"copy (from written where account_id >= {_text(part.from_account)} and account_id < "
                f"{_text(part.to_account)} order by {', '.join(keys)}) to {file} "
                f"(format parquet, row_group_size {_ROW_GROUP})")
        self._build.run("drop table written")

    def keep(self, relation: str) -> None:
        """core.<relation> reads the files."""
        files = _quoted(self._out / relation / "*.parquet")
        self._build.run(f"create view core.{relation} as from read_parquet({files})")

    def pass_on(self, table: str) -> None:
        """One file."""
        folder = self._out / "tables"
        folder.mkdir(exist_ok=True)
        self._build.run(f"copy (from given.{table}) to {_quoted(folder / f'{table}.parquet')} (format parquet)")

    def files(self) -> dict[str, list[RolledFile]]:
        """Every file by the folder it lies in."""
        found: dict[str, list[RolledFile]] = {}
        for file in sorted(self._out.glob("*/*.parquet")):
            found.setdefault(file.parent.name, []).append(
                RolledFile(file.relative_to(self._out).as_posix(), file.stat().st_size))
        return found

    def save(self, name: str, text: str) -> None:
        """The text in place in one step."""
        fresh = self._out / f"{name}.part"
        fresh.write_text(text, "utf-8")
        fresh.replace(self._out / name)

    def _parts(self, count: int) -> list[Part]:
        if not self._edges:
            shares = [number / count for number in range(1, count)]
            cuts = self._build.one(f"select quantile_disc(account_id, {shares}) from written") if shares else None
            inner = sorted(set(cuts[0])) if cuts and isinstance(cuts[0], list) else []
            self._edges = [Part().from_account, *inner, Part().to_account]
        return [Part(*edges) for edges in pairwise(self._edges)]


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return f"date '{value.isoformat()}'" if isinstance(value, date) else f"cast({value!r} as double)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _quoted(path: Path) -> str:
    return _text(str(path))
