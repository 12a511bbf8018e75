"""An answer of Explore, or the rows behind it, as a workbook: texts stay texts, numbers stay numbers."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {"money": "#,##0.00", "price": "#,##0.00", "rate": "0.0%", "count": "#,##0", "quantity": "#,##0.##",
            "number": "#,##0.##", "days": "#,##0.0", "score": "#,##0.0", "date": "yyyy-mm-dd"}
_FIRST_DAY = pd.Timestamp(1899, 12, 30)
"""Day 0 as workbooks count."""
_WIDTH, _FIRST_WIDTH, _MOST_CHARS = 16, 30, 32_767


def explored_workbook(table: pd.DataFrame, kinds: Sequence[str], sheet: str,
                      facts: Sequence[tuple[str, str]] = (), facts_sheet: str = "") -> bytes:
    """The workbook's bytes: the table on its sheet, and on another what it answers (name and value a line).

    kinds: of every column, as in the catalogue of Explore; text where a column is none of its numbers.
    """
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                    "strings_to_numbers": False, "nan_inf_to_errors": True}) as book:
        _write(book, book.add_worksheet(sheet[:31]), table, kinds)
        if facts:
            page = book.add_worksheet(facts_sheet[:31])
            page.set_column(0, 0, _FIRST_WIDTH)
            page.set_column(1, 1, 3 * _FIRST_WIDTH)
            for row, (name, value) in enumerate(facts):
                page.write_string(row, 0, name)
                page.write_string(row, 1, value[:_MOST_CHARS])
    return kept.getvalue()


def _write(book: Any, sheet: Any, table: pd.DataFrame, kinds: Sequence[str]) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    looks = {kind: book.add_format({"num_format": written}) for kind, written in _FORMATS.items()}
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, max(1, len(table.columns) - 1), _WIDTH)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, str(name), head)
    for column, kind in enumerate(kinds):
        _column(sheet, column, table.iloc[:, column], looks.get(kind), looks["date"])


def _column(sheet: Any, column: int, values: pd.Series, look: Any, day: Any) -> None:
    """The cells of a column below its head; what is not known stays empty. Made ready at once: a file may have millions
    of cells."""
    known = values.notna().to_numpy()
    rows, values = (known.nonzero()[0] + 1).tolist(), values[known]
    if pd.api.types.is_datetime64_any_dtype(values):
        values, look = (values - _FIRST_DAY) / pd.Timedelta(days=1), day
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        for row, number in zip(rows, values.astype("float64").tolist(), strict=True):
            sheet.write_number(row, column, number, look)
        return
    for row, value in zip(rows, values.tolist(), strict=True):
        _cell(sheet, row, column, value, look, day)


def _cell(sheet: Any, row: int, column: int, value: Any, look: Any, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:_MOST_CHARS])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), day)
    else:
        sheet.write_number(row, column, float(value), look)
