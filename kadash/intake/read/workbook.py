"""A workbook's sheets to text tables; runs in the child process only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import python_calamine as calamine

from kadash.errors import KadashError
from kadash.intake.read.normalised import write_normalised
from kadash.intake.read.odd_cells import OddCells, odd_cells
from kadash.intake.read.records import Record
from kadash.intake.read.sheet_files import sheet_files
from kadash.intake.read.text_file import table_of
from kadash.intake.read.zip_guard import GuardedZip
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_ZIPPED = ("xlsx", "xlsb", "ods")


def read_workbook(path: Path, kind: str, scratch: Path, label: str) -> list[TextTable]:
    """A table for each sheet that holds one, hidden sheets too; KadashError where no sheet does."""
    odd = _guarded(path, kind, label) if kind in _ZIPPED else {}
    workbook = _opened(path, label)
    tables: list[TextTable] = []
    bare: list[str] = []
    refusals: dict[str, KadashError] = {}
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        target = scratch / f"sheet{number}.csv"
        try:
            table = _sheet_table(workbook, sheet, odd.get(sheet.name, OddCells()), target, label)
        except KadashError as refusal:
            refusals[sheet.name] = refusal
            continue
        if table is None:
            bare.append(sheet.name)
        else:
            tables.append(replace(table, encoding=kind))
    if not tables:
        raise next(iter(refusals.values()), KadashError("no_table_found", file=label))
    unread = tuple(_named("sheet_without_table", name) for name in (*bare, *refusals))
    return [replace(tables[0], findings=(*tables[0].findings, *unread)), *tables[1:]]


def _guarded(path: Path, kind: str, label: str) -> dict[str, OddCells]:
    """Every entry inflated once under the limits; for XLSX the odd cells by sheet name."""
    archive = GuardedZip(path, label)
    sheets = sheet_files(archive) if kind == "xlsx" else {}
    found: dict[str, OddCells] = {}
    for entry in archive.names:
        if entry in sheets:
            found[sheets[entry]] = odd_cells(archive.pieces(entry))
        else:
            for _ in archive.pieces(entry):
                pass
    return found


def _opened(path: Path, label: str) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as reason:
        raise KadashError("workbook_password", file=label) from reason
    except (calamine.CalamineError, OSError, ValueError) as reason:
        raise KadashError("workbook_damaged", file=label) from reason


def _sheet_table(
    workbook: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, odd: OddCells, target: Path, label: str
) -> TextTable | None:
    try:
        cells = workbook.get_sheet_by_name(sheet.name)
    except (calamine.CalamineError, ValueError) as reason:
        raise KadashError("workbook_damaged", file=label) from reason
    written = write_normalised(_records(cells, odd), target)
    if written is None:
        return None
    return replace(table_of(written, target, label, sheet.name), findings=_findings(sheet, odd))


def _findings(sheet: calamine.SheetMetadata, odd: OddCells) -> tuple[Finding, ...]:
    found = [
        Finding(code, count, MappingProxyType({"sheet": sheet.name, "addresses": ", ".join(odd.addresses[code])}))
        for code, count in odd.counts.items() if count
    ]
    if sheet.visible != calamine.SheetVisibleEnum.Visible:
        found.append(_named("hidden_sheet", sheet.name))
    return tuple(found)


def _named(code: str, sheet: str) -> Finding:
    return Finding(code, facts=MappingProxyType({"sheet": sheet}))


def _records(sheet: calamine.CalamineSheet, odd: OddCells) -> Iterator[Record]:
    """Rows of the sheet as text, from the first used column on; odd cells shown as what they are."""
    first = sheet.start[1] if sheet.start else 0
    leftmost = min([first, *(min(columns) for columns in odd.texts.values())]) if odd.texts else first
    lead = [""] * (first - leftmost)
    row = 0
    for row, values in enumerate(sheet.iter_rows(), start=1):
        cells = lead + [_text(value) for value in values]
        if row - 1 in odd.texts:
            _place(cells, odd.texts[row - 1], leftmost)
        yield Record(row, cells)
    for late in sorted(position for position in odd.texts if position >= row):
        cells = []
        _place(cells, odd.texts[late], leftmost)
        yield Record(late + 1, cells)


def _place(cells: list[str], texts: dict[int, str], leftmost: int) -> None:
    for column, text in texts.items():
        missing = column - leftmost + 1 - len(cells)
        cells.extend([""] * missing)
        if not cells[column - leftmost]:
            cells[column - leftmost] = text


def _text(value: Any) -> str:
    """A cell as its spreadsheet program would give it to a text file: ISO dates, 15 digits, no `.0`."""
    if isinstance(value, str):
        return value
    kind: Any = type(value)
    return _written(kind, value)


@lru_cache(maxsize=200_000)
def _written(kind: Any, value: Any) -> str:
    """The text of a value; `kind` keeps True and 1 apart. Cells repeat, so most are written once."""
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if kind is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if kind is dt.datetime:
        text: str = value.isoformat(sep=" ", timespec="seconds")
        return text
    return str(value)
