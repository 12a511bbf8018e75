"""A roll-up from end to end: lines in, the folder that `kadash load` takes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from kadash.errors import KadashError
from kadash.loads.as_of import last_order_date
from kadash.marts.parts import Part
from kadash.marts.rolled import (
    KEYS,
    LINES,
    LINES_A_PART,
    MANIFEST,
    NAMES,
    PARAMETERS,
    REQUIRED,
    Manifest,
    RolledFile,
    line_parameters,
    line_steps,
    scripts_version,
)
from kadash.policy import Policy
from kadash.rollup.lines import USABLE, given_lines, given_names
from kadash.vocabulary import TABLES

ENGINES = ("spark", "duckdb")


class Engine(Protocol):
    """What a roll-up asks of an engine; statements come in DuckDB's words."""

    name: str

    def given(self, table: str) -> Sequence[str] | None:
        """Read a table of the source as given.<table>: its columns, or None where there is none."""

    def script(self, text: str, **parameters: object) -> None:
        """Run a script of the marts; its tables and views can be read by all that follows."""

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """A few rows of a query."""

    def write(self, relation: str, query: str, keys: Sequence[str], parts: int,
              parameters: Mapping[str, object]) -> None:
        """Write a query's rows as Parquet, sorted by `keys`, all rows of an account in one file of `parts`."""

    def keep(self, relation: str) -> None:
        """From here on core.<relation> is what was written under this name."""

    def pass_on(self, table: str) -> None:
        """Write a given table as it is."""

    def files(self) -> dict[str, list[RolledFile]]:
        """Every Parquet file written, by relation."""

    def save(self, name: str, text: str) -> None:
        """Write a text beside the relations, whole or not at all."""


@dataclass(frozen=True)
class Rolled:
    """What came of a roll-up."""

    manifest: Manifest
    relations: tuple[str, ...]
    tables: tuple[str, ...]


def roll_up(engine: Engine, policy: Policy, *, today: date, as_of: date | None = None,
            parts: int | None = None) -> Rolled:
    """Roll the lines of an engine's source up and leave the folder; rollup.json is written last of all.

    KadashError `rollup_no_lines` without a table order_line, `rollup_columns` where it lacks what every line needs,
    `no_order_lines` where no line has it.
    """
    columns = engine.given(LINES)
    if columns is None:
        raise KadashError("rollup_no_lines")
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise KadashError("rollup_columns", columns=", ".join(missing))
    read = _count(engine, "select count(*) from given.order_line")
    lines = _count(engine, f"select count(*) from given.order_line where {USABLE}")
    if not lines:
        raise KadashError("rollup_no_lines")
    parts = parts or -(-lines // LINES_A_PART)
    first, query = given_lines(columns)
    engine.script(first)
    engine.write(LINES, query, KEYS[LINES], parts, asdict(Part()))
    engine.keep(LINES)
    day = as_of or last_order_date(engine, today)[0]
    parameters = line_parameters(day, policy)
    for step in line_steps():
        for script in step.scripts:
            engine.script(script, **parameters)
        engine.write(step.relation, step.query, KEYS[step.relation], parts, parameters)
    if "account_name" in columns:
        engine.write(NAMES, given_names(), KEYS[NAMES], 1, {})
    tables = tuple(table for table in TABLES if table != LINES and engine.given(table) is not None)
    for table in tables:
        engine.pass_on(table)
    manifest = Manifest(
        engine.name, day, read, lines, _count(engine, "select count(distinct account_id) from core.order_line"),
        scripts_version(), datetime.now(UTC).isoformat(timespec="seconds"),
        {name: _number(parameters[name]) for name in PARAMETERS}, engine.files())
    engine.save(MANIFEST, manifest.to_json())
    return Rolled(manifest, tuple(name for name in manifest.files if name in KEYS), tables)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _count(engine: Engine, query: str) -> int:
    return int(str(engine.rows(query)[0][0]))
