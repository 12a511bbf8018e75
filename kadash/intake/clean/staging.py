"""One text table into one typed stage table: every record becomes a row with its verdict, in one statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kadash.intake.clean.amounts import refund_taken_off
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.select import UNSURE, Fault, Selection, selection
from kadash.intake.reading import Reading
from kadash.intake.text_table import TextTable
from kadash.store import Build, Tell, nobody, sql_text
from kadash.vocabulary import Finding


class IrregularFile(Exception):
    """A large file read as it is has records that do not fit its dialect."""


@dataclass(frozen=True)
class Staged:
    """A stage table: `stage.<name>` has one row a record, typed fields of `table` and of `side` tables beside them.

    Columns: `fields` (canonical names), `<side table>__<field>`, `answers` of a wide survey
    (answer__<driver>_<question>__<field>), source_id,
    source_row (as a spreadsheet program counts it), fault (0: nothing wrong, else its number in `faults`), fault_value.
    """

    name: str
    source_id: int
    table: str
    fields: tuple[str, ...]
    side: tuple[str, ...]
    answers: tuple[str, ...]
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]


def open_stage(build: Build) -> None:
    """Attach the database that holds stage tables: in memory, spilled where memory ends, so that nothing is compressed
    that is read once, and a published file has no holes."""
    build.run("attach ':memory:' as stage")
    build.run("create table stage.read_again (source_id integer, source_row bigint)")
    build.run_script(sql_text("kadash.intake.clean", "macros.sql"))


def drop_stage(build: Build) -> None:
    """Let go of the stage database."""
    build.run("detach stage")


def stage(build: Build, table: TextTable, reading: Reading, source_id: int, name: str, *, today: date,
          heads: bool = False, tell: Tell = nobody) -> Staged:
    """Create `stage.<name>` from a text table read as `reading.table`; told how much of it is read.

    `heads`: the load has order heads, so lines without account or date may still get them from there.
    IrregularFile where a file that DuckDB reads itself has records of another shape: normalise it, then stage again.
    """
    wanted = selection(table, reading, source_id, today=today, heads=heads)
    quick = selection(table, reading, source_id, today=today, heads=heads, quick=True)
    with build.telling(tell):
        _run(build, f"create or replace table stage.{name} as {quick.sql}", table)
    _look_again(build, table, reading, source_id, name, today=today, heads=heads)
    if (refund := refund_taken_off(reading)) is not None and refund.hints.refund == "order":
        _spread_refunds(build, name, wanted.fields)
    return Staged(name, source_id, str(reading.table), wanted.fields, wanted.side, wanted.answers, wanted.faults,
                  _unreadable(build, name, wanted, table))


def _look_again(build: Build, table: TextTable, reading: Reading, source_id: int, name: str, *, today: date,
                heads: bool) -> None:
    """Read the cells of rows that the quick statement was unsure of once more, thoroughly; most files have few or none.
    (Of a small file it is the planning of the thorough statement that costs: a quarter of a second.)

    They stand behind all others then, so stage.read_again names them to whoever looks at the order of rows; but for
    those that are not accepted, since no line comes of them.
    """
    build.run(f"create or replace table stage.unsure as "
              f"select source_row, cells from stage.{name} where fault = {UNSURE}")
    build.run(f"alter table stage.{name} drop column cells")
    if build.one("select 1 from stage.unsure limit 1") is not None:
        thorough = selection(table, reading, source_id, today=today, heads=heads, unsure="stage.unsure")
        build.run(f"delete from stage.{name} where fault = {UNSURE}")
        build.run(f"create or replace table stage.looked_at as {thorough.sql}")
        build.run(f"insert into stage.{name} from stage.looked_at")
        build.run("insert into stage.read_again select source_id, source_row from stage.looked_at where fault = 0")
        build.run("drop table stage.looked_at")
    build.run("drop table stage.unsure")


def _spread_refunds(build: Build, name: str, fields: tuple[str, ...]) -> None:
    """Take refunds of whole orders off their lines; a line without an order number is an order."""
    whose = [field for field in ("account_id", "account_name") if field in fields]
    order = "order_id" if "order_id" in fields else "null"
    build.run(f"create or replace view stage.refunded_line as select source_row, fault, amount, refund, "
              f"coalesce({', '.join([*whose, literal('')])}) as whose, "
              f"coalesce({order}, 'row ' || source_row) as order_id from stage.{name}")
    build.run_script(sql_text("kadash.intake.clean", "refunds_of_orders.sql"))
    build.run(f"update stage.{name} set amount = amount - share, refund = share from stage.order_refund taken "
              f"where taken.source_row = {name}.source_row")


def _run(build: Build, statement: str, table: TextTable) -> None:
    if table.numbered:
        build.run(statement)
        return
    with _in_file_order(build):
        if not build.attempt(statement):
            raise IrregularFile


@contextmanager
def _in_file_order(build: Build) -> Iterator[None]:
    """Rows of a file that has no row numbers of its own are numbered as they are read: that needs their order."""
    build.run("set preserve_insertion_order = true")
    try:
        yield
    finally:
        build.run("set preserve_insertion_order = false")


def _unreadable(build: Build, name: str, wanted: Selection, table: TextTable) -> tuple[Finding, ...]:
    """One finding for each optional column with filled cells that could not be read in accepted rows."""
    if not wanted.optional:
        return ()
    counts = ", ".join(f"count(*) filter (where unread & {1 << bit} > 0)" for bit in range(len(wanted.optional)))
    found = build.one(f"select {counts} from stage.{name} where fault = 0 and unread > 0")
    return tuple(
        Finding("cells_unreadable", int(str(count)), _facts(file=table.file, sheet=table.sheet, column=header))
        for header, count in zip(wanted.optional, found or (), strict=True) if int(str(count)) > 0
    )


def _facts(**facts: object) -> MappingProxyType[str, object]:
    return MappingProxyType({key: value for key, value in facts.items() if value is not None})
