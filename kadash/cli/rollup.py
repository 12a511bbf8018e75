"""`rollup`: order lines of a cluster rolled up by its own engine, into a folder that `load` takes."""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kadash.cli.command import Commands, command, print_json, today
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import policy_in_use
from kadash.rollup import ENGINES, Engine, roll_up
from kadash.store import Home

_LOCAL = "local[*]"


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "rollup", _rollup, "roll order lines up on Apache Spark, into a folder for load")
    made.add_argument("source", metavar="SOURCE", help="folder of Parquet with order_line in it, or tables:DATABASE")
    made.add_argument("--out", required=True, metavar="DIR", help="new folder; the cluster must be able to write it")
    made.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    made.add_argument("--master", default=_LOCAL, metavar="URL", help="of the cluster; this machine unless given")
    made.add_argument("--conf", action="append", default=[], metavar="KEY=VALUE", help="a setting of Spark; repeatable")
    made.add_argument("--as-of", type=dt.date.fromisoformat)
    made.add_argument("--parts", type=int, metavar="N", help="files a relation is cut into, by accounts")


def _rollup(options: argparse.Namespace, words: Words) -> None:
    start = time.monotonic()
    policy = policy_in_use(Home(options.data))
    with _engine(options) as engine:
        done = roll_up(engine, policy, today=today(), as_of=options.as_of, parts=options.parts)
    manifest, seconds = done.manifest, time.monotonic() - start
    if options.json:
        print_json({
            "folder": options.out, "engine": manifest.engine, "as_of": manifest.as_of.isoformat(),
            "read": manifest.read, "lines": manifest.lines, "accounts": manifest.accounts,
            "tables": list(done.tables), "seconds": round(seconds, 1)})
        return
    print(words("rollup.done", manifest.lines, lines=words.number(manifest.lines), folder=options.out,
                accounts=words.number(manifest.accounts), as_of=words.date(manifest.as_of),
                seconds=words.number(seconds)))
    if manifest.read > manifest.lines:
        left = manifest.read - manifest.lines
        print(words("rollup.left_out", left, lines=words.number(left)))


@contextmanager
def _engine(options: argparse.Namespace) -> Iterator[Engine]:
    """The engine that was asked for; KadashError where this machine lacks what it needs."""
    if options.engine == "duckdb":
        from kadash.rollup.duck import duckdb_engine

        with duckdb_engine(Path(options.source), Path(options.out)) as engine:
            yield engine
        return
    from kadash.rollup.spark import spark_engine

    settings = dict(_pair(text) for text in options.conf)
    with spark_engine(options.master, _absolute(options.source), _absolute(options.out), settings) as spark:
        yield spark


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator:
        raise KadashError("rollup_conf", given=text)
    return key, value


def _absolute(place: str) -> str:
    """A folder of this machine by its whole name; anything with a scheme (s3a://, hdfs://, tables:) as it is."""
    return place if "://" in place or place.startswith("tables:") else str(Path(place).resolve())
