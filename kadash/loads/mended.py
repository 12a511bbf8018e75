"""Rows that were rejected, mended by a person and loaded again: each counts once, and is no longer waiting."""

from __future__ import annotations

from collections.abc import Iterable

from kadash.intake.clean import Staged
from kadash.intake.clean.select import records
from kadash.loads.rejected_marks import REFERENCE
from kadash.loads.tables import SourceTable
from kadash.store import Build, sql_text

MENDED_AGAIN = 253
"""`fault` of a mended row that a newer workbook has again; no reason of a table has so high a number."""


def settle_mended(build: Build, staged: Iterable[tuple[SourceTable, Staged | None]]) -> None:
    """Note which staged rows stand for which rejected ones (stage.mending); of several the newest usable one counts."""
    build.run("create or replace table stage.mending (source_id integer, source_row bigint, origin_id integer, "
              "origin_row bigint, usable boolean)")
    used = [(table, one) for table, one in staged if one is not None and table.origin_id is not None]
    for table, one in used:
        _note_references(build, table, one)
    for table, one in used:
        build.run(f"update stage.{one.name} set fault = {MENDED_AGAIN} where fault = 0 and source_row in "
                  f"({sql_text('kadash.loads.sql', 'mended_again.sql')})", source_id=table.source_id)


def close_mended(build: Build) -> None:
    """Rejected rows that count by now wait no more; nor do rows of a mended workbook, whose originals still wait."""
    build.run_script(sql_text("kadash.loads.sql", "close_mended.sql"))


def _note_references(build: Build, table: SourceTable, one: Staged) -> None:
    if table.mending is None:
        return
    cell = f"trim({table.text.columns[table.mending.column]})"
    build.run(f"""
insert into stage.mending
select {table.source_id}, line.source_row, {table.origin_id}, cast(split_part({cell}, '.', 3) as bigint), line.fault = 0
from {records(table.text)} written
join stage.{one.name} line on line.source_row = cast(written."row" as bigint)
where regexp_full_match({cell}, '{REFERENCE}')""")
