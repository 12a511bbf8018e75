"""A workbook's sheets to text tables; runs in the child process only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import python_calamine as calamine

from kadash.errors import KadashError
from kadash.intake.read.merged_cells import MergedCells
from kadash.intake.read.odd_cells import OddCells, odd_cells
from kadash.intake.read.ods_cells import ods_cells
from kadash.intake.read.records import Record
from kadash.intake.read.sheet_files import sheet_files
from kadash.intake.read.sheet_purpose import purpose
from kadash.intake.read.sheet_records import first_column, sheet_records
from kadash.intake.read.survey_form import answers_of_form
from kadash.intake.read.tables_written import tables_of, write_all_tables
from kadash.intake.read.wide import Place
from kadash.intake.read.zip_guard import GuardedZip
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_ZIPPED = ("xlsx", "xlsb", "ods")


def read_workbook(path: Path, kind: str, scratch: Path, place: Place) -> list[TextTable]:
    """The tables of every sheet, hidden sheets too; KadashError where no sheet holds one."""
    odd = _guarded(path, kind, place.label) if kind in _ZIPPED else {}
    workbook = _opened(path, place.label)
    tables: list[TextTable] = []
    unread: list[Finding] = []
    refusals: list[KadashError] = []
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        here = replace(place, sheet=sheet.name)
        try:
            found = _tables_of_sheet(workbook, sheet, odd.get(sheet.name), scratch / f"sheet{number}.csv", here)
        except KadashError as refusal:
            unread.append(_named("sheet_without_table", sheet.name))
            refusals += [refusal] if refusal.code != "no_table_found" else []
            continue
        purposes = [purpose(table.header, table.title_lines, table.sample) for table in found]
        tables += [replace(table, encoding=kind) for table, why in zip(found, purposes, strict=True) if why is None]
        unread += [_named(why, str(table.sheet)) for table, why in zip(found, purposes, strict=True) if why is not None]
    if not tables:
        raise next(iter(refusals), _nothing_in(unread, place.label))
    unknown = [Finding("formulas_not_checked")] if kind == "xlsb" else []
    return [replace(tables[0], findings=(*tables[0].findings, *unknown, *unread)), *tables[1:]]


def _nothing_in(unread: list[Finding], label: str) -> KadashError:
    pivots = any(finding.code == "pivot_sheet" for finding in unread)
    return KadashError("only_pivot_sheets" if pivots else "no_table_found", file=label)


def _guarded(path: Path, kind: str, label: str) -> dict[str, OddCells]:
    """Every entry inflated once under the limits; for XLSX and ODS the odd cells by sheet name."""
    archive = GuardedZip(path, label)
    sheets = sheet_files(archive) if kind == "xlsx" else {}
    found: dict[str, OddCells] = {}
    for entry in archive.names:
        if kind == "ods" and entry == "content.xml":
            found |= ods_cells(archive.pieces(entry), label)
        elif entry in sheets:
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


def _tables_of_sheet(
    workbook: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, seen: OddCells | None, target: Path,
    place: Place,
) -> list[TextTable]:
    odd = seen or OddCells()
    try:
        cells = workbook.get_sheet_by_name(sheet.name)
    except (calamine.CalamineError, ValueError) as reason:
        raise KadashError("workbook_damaged", file=place.label) from reason
    merged = MergedCells(cells.merged_cell_ranges or odd.merged, first_column(cells, odd))
    first, *others = tables_of(write_all_tables(partial(_filled, cells, odd, merged), target, place), place)
    findings = (*_findings(sheet, odd), *merged.findings(sheet.name, first.header_row), *first.findings)
    return [replace(first, findings=findings), *others]


def _filled(cells: calamine.CalamineSheet, odd: OddCells, merged: MergedCells) -> Iterator[Record]:
    return merged.filled(answers_of_form(sheet_records(cells, odd)))


def _findings(sheet: calamine.SheetMetadata, odd: OddCells) -> tuple[Finding, ...]:
    found = [
        Finding(code, count, MappingProxyType({"sheet": sheet.name, "addresses": ", ".join(odd.addresses[code])}))
        for code, count in odd.counts.items() if count
    ]
    if sheet.visible != calamine.SheetVisibleEnum.Visible:
        very = sheet.visible == calamine.SheetVisibleEnum.VeryHidden
        found.append(_named("very_hidden_sheet" if very else "hidden_sheet", sheet.name))
    return tuple(found)


def _named(code: str, sheet: str) -> Finding:
    return Finding(code, facts=MappingProxyType({"sheet": sheet}))
