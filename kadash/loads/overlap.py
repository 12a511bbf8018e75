"""Files of order lines without order numbers that cover the same days: what was taken for granted, and the choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd

from kadash.intake.clean import Staged
from kadash.intake.reading import fingerprint
from kadash.loads.tables import SourceTable
from kadash.store import Build, Home, sql_text
from kadash.vocabulary import Finding

Overlap = Literal["replace", "once", "keep"]
"""replace: the newer file's days replace the older one's; once: rows alike in both count once; keep: all count."""
ASSUMED, CHOSEN, SAME_SHEET = "assumed_overlap", "overlap_chosen", "overlap_same_sheet"
"""Codes of the findings on two such files: read so for want of an answer, as a person said, or because the newer one is
a later export of the same sheet with periods as columns."""
KIND = "overlap"
_FACTS = ("pair", "older", "newer", "first", "last", "rows", "amount", "newer_rows", "newer_amount", "alike", "code",
          "reading", "total_replace", "total_once", "total_keep")
"""Columns of overlap_pairs.sql."""


def choose_overlap(home: Home, pair: str, choice: Overlap, *, who: str, at: datetime,
                   expected: int | None = None) -> None:
    """Enter which rows of two files count that cover the same days; holds from the next load or rebuild on.

    `pair`: fact of the finding on them; the same two files the other way round are another pair. expected: the entry
    that the author saw, 0 for none.
    """
    home.journal().put(KIND, pair, choice, author=who, at=at, expected=expected)


def chosen_overlaps(home: Home) -> dict[str, Overlap]:
    """Pair of files to what a person chose for it; pairs that nobody was asked about are not in it."""
    entries = {entry.subject: entry.body for entry in home.journal().all(KIND)}
    return {pair: choice for pair, body in entries.items() for choice in get_args(Overlap) if body == choice}


def note_choices(build: Build, chosen: Mapping[str, Overlap]) -> None:
    """Create stage.overlap_choice: what was chosen for pairs of files."""
    build.run("create or replace table stage.overlap_choice (pair varchar, choice varchar)")
    for pair, choice in chosen.items():
        build.run("insert into stage.overlap_choice values ($pair, $choice)", pair=pair, choice=choice)


def number_files(build: Build, tables: Sequence[SourceTable]) -> None:
    """Create stage.file_of: to each table its file, numbered in the order of loading; sheets of a file share one.

    Mended rows belong to the file that they were rejected from, so that they complete its orders, not replace them.
    """
    first: dict[str, int] = {}
    number: dict[int, int] = {}
    for table in tables:
        own = first.setdefault(table.source.sha256, table.source_id)
        number[table.source_id] = number.get(table.origin_id, own) if table.origin_id is not None else own
    rows = [(table.source_id, number[table.source_id], table.text.file, table.source.sha256, _sheet_shape(table))
            for table in tables]
    build.write("stage.file_of", pd.DataFrame(rows, columns=["source_id", "file_no", "file", "sha256", "sheet_shape"]))


def _sheet_shape(table: SourceTable) -> str:
    """What a sheet with periods as columns has in common with a later export of it; empty for any other table."""
    periods = any(note.code == "wide_periods" for note in table.text.findings)
    return fingerprint(table.text) if periods else ""


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

    `count` is the rows of the older file on these days, `amount` their amount, `alike` those that the newer has again;
    `total_<choice>` is what all order lines come to if the pair is read so and all others as they are.
    """
    if build.one("select 1 from information_schema.tables where table_name = 'overlap'") is None:
        return []
    return [_note(dict(zip(_FACTS, row, strict=True)))
            for row in build.rows(sql_text("kadash.loads.sql", "overlap_pairs.sql"))]


def _note(facts: dict[str, object]) -> Finding:
    code, rows = str(facts.pop("code")), int(str(facts.pop("rows")))
    return Finding(code, rows, MappingProxyType(facts | {"choices": list(get_args(Overlap))}))
