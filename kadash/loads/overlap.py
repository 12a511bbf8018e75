"""Files of order lines without order numbers that cover the same days: what was taken for granted, and the choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd

from kadash.intake.clean import Staged
from kadash.loads.tables import SourceTable
from kadash.store import Build, Home
from kadash.vocabulary import Finding

Overlap = Literal["replace", "once", "keep"]
"""replace: the newer file's days replace the older one's; once: rows alike in both count once; keep: all count."""


def chosen_overlap(home: Home) -> Overlap | None:
    """What a person once chose for overlapping files; None: nobody did."""
    entry = home.journal().get("setting", "overlap")
    return next((choice for choice in get_args(Overlap) if entry is not None and entry.body == choice), None)


def number_files(build: Build, tables: Sequence[SourceTable]) -> None:
    """Create stage.file_of: to each table its file, numbered in the order of loading; sheets of a file share one.

    Mended rows belong to the file that they were rejected from, so that they complete its orders, not replace them.
    """
    first: dict[str, int] = {}
    number: dict[int, int] = {}
    for table in tables:
        own = first.setdefault(table.source.sha256, table.source_id)
        number[table.source_id] = number.get(table.origin_id, own) if table.origin_id is not None else own
    rows = [(table.source_id, number[table.source_id], table.text.file) for table in tables]
    build.write("stage.file_of", pd.DataFrame(rows, columns=["source_id", "file_no", "file"]))


def find_cancelled(build: Build, staged: Iterable[Staged]) -> None:
    """Create the view stage.cancelled_line: lines that were set aside as cancelled, by account and order number."""
    parts = [_cancelled(one, number) for one in staged if one.table == "order_line" and "order_id" in one.fields
             for number, fault in enumerate(one.faults, 1) if fault.code == "cancelled"]
    nothing = ("select 0 as source_id, 0 as source_row, '' as account_id, '' as account_name, '' as order_id, "
               "'' as line_no where false")
    build.run(f"create or replace view stage.cancelled_cell as {' union all '.join(parts) or nothing}")
    build.run("create or replace view stage.cancelled_line as from named('stage.cancelled_cell')")


def _cancelled(one: Staged, number: int) -> str:
    columns = [field if field in one.fields else f"cast(null as varchar) as {field}"
               for field in ("account_id", "account_name", "order_id", "line_no")]
    return f"select source_id, source_row, {', '.join(columns)} from stage.{one.name} where fault = {number}"


def overlap_notes(build: Build) -> list[Finding]:
    """One finding for each pair of files with rows alike on days that both cover: how it was read, and the choices.

    `count` is the rows of the older file on these days, `amount` their amount, `alike` those that the newer has again.
    """
    if build.one("select 1 from information_schema.tables where table_name = 'overlap'") is None:
        return []
    found = build.rows(
        "select older.file, newer.file, first_day, last_day, older_rows, older_amount, alike_rows, reading "
        "from stage.overlap join stage.file_of older on older.source_id = older_file "
        "join stage.file_of newer on newer.source_id = newer_file order by older_file, newer_file")
    return [_note(*row) for row in found]


def _note(older: object, newer: object, first: object, last: object, rows: object, amount: object, alike: object,
          reading: object) -> Finding:
    return Finding("overlap_without_keys", int(str(rows)), MappingProxyType({
        "older": older, "newer": newer, "first": _day(first), "last": _day(last), "alike": alike, "amount": amount,
        "reading": reading, "choices": list(get_args(Overlap)),
    }))


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else str(day)
