"""CSV for people: letters right in a spreadsheet, and nothing in it runs."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from kadash.exports.csv import csv_bytes, safe_cell


@pytest.mark.parametrize("text", [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x",
])
def test_text_that_would_run_as_a_formula_gets_an_apostrophe(text: str):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ruhr Stahl", "A=B", "", -1.5, 0, True])
def test_other_text_and_numbers_stay_as_they_are(value: object):
    assert safe_cell(value) == value


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA, pd.NaT, Decimal("NaN")])
def test_whatever_stands_for_the_unknown_is_an_empty_cell(unknown: object):
    assert safe_cell(unknown) == ""


def test_a_file_has_a_byte_order_mark_heads_that_do_not_run_and_empty_cells_for_the_unknown():
    table = pd.DataFrame({
        "=客户": ["远航", '"A, B"'], "amount": [-1.5, float("nan")], "day": [pd.Timestamp(2026, 9, 30), pd.NaT]})

    assert csv_bytes(table).decode("utf-8") == (
        "\ufeff'=客户,amount,day\r\n远航,-1.5,2026-09-30\r\n\"\"\"A, B\"\"\",,\r\n")
