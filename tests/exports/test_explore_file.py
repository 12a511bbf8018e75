"""What leaves Explore runs nothing: names that look like formulas stay text, numbers stay numbers."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pandas as pd
from openpyxl import load_workbook

from kadash.exports.csv import csv_bytes
from kadash.exports.explore import explored_workbook

TABLE = pd.DataFrame({"=cmd()": ["=1+1", "@x", None], "Sum": [-1.5, 2.0, float("nan")],
                      "Day": [dt.date(2026, 9, 30), None, None]})


def test_cells_of_the_workbook_are_texts_numbers_and_days_and_no_formula() -> None:
    book = load_workbook(BytesIO(explored_workbook(TABLE, ["text", "money", "date"], "Answer",
                                                   [("Question", "=HYPERLINK(1)")], "Question")))

    cells = [[(cell.value, cell.data_type) for cell in row] for row in book["Answer"].iter_rows()]
    assert [row[:2] for row in cells[:3]] == [
        [("=cmd()", "s"), ("Sum", "s")], [("=1+1", "s"), (-1.5, "n")], [("@x", "s"), (2, "n")]]
    assert cells[1][2] == (dt.datetime(2026, 9, 30), "d")
    assert (book["Question"]["B1"].value, book["Question"]["B1"].data_type) == ("=HYPERLINK(1)", "s")


def test_the_same_as_csv_has_its_formulas_neutralised() -> None:
    text = csv_bytes(TABLE).decode("utf-8-sig")

    assert text.splitlines()[:3] == ["'=cmd(),Sum,Day", "'=1+1,-1.5,2026-09-30", "'@x,2.0,"]
