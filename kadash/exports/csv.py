"""A table as CSV for people: opens in a spreadsheet program with its letters right, and runs nothing there."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pandas as pd

_STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")


def safe_cell(value: object) -> object:
    """A cell's value so that no spreadsheet program takes it for a formula: numbers stay numbers, text stays text.

    >>> safe_cell("=1+1"), safe_cell(-1.5), safe_cell("Ruhr Stahl")
    ("'=1+1", -1.5, 'Ruhr Stahl')
    """
    if _is_unknown(value):
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    return value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table with its column names, UTF-8 with a byte-order mark, formulas neutralised, unknown cells empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(str(name)) for name in table.columns])
    for row in table.astype(object).itertuples(index=False, name=None):
        writer.writerow([safe_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _is_unknown(value: Any) -> bool:
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))
