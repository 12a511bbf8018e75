"""Workbooks as small tests write them, and the tables read from them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kadash.intake.read import read_file
from kadash.intake.text_table import TextTable

Sheets = dict[str, list[list[object]]]


def saved(tmp_path: Path, sheets: Sheets, hidden: str = "", very_hidden: str = "",
          merged: tuple[str, ...] = (), name: str = "given.xlsx") -> Path:
    """A workbook of these sheets, one of them hidden in either way; `merged`: ranges of the first one."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = {hidden: "hidden", very_hidden: "veryHidden"}.get(title, "visible")
    for cells in merged:
        workbook[next(iter(sheets))].merge_cells(cells)
    path = tmp_path / name
    workbook.save(path)
    return path


def tables(tmp_path: Path, sheets: Sheets, hidden: str = "", very_hidden: str = "",
           merged: tuple[str, ...] = ()) -> list[TextTable]:
    """The sheets saved and read."""
    return read_file(saved(tmp_path, sheets, hidden, very_hidden, merged), "orders.xlsx", tmp_path / "scratch")
