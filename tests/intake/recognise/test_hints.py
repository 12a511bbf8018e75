"""How cells are written: dates, decimal signs, units, shares; what is undecided is taken safely and noted."""

from datetime import date
from pathlib import Path

import pytest

from kadash.intake.reading import ColumnHints, reading_from_json, reading_to_json
from kadash.intake.recognise.dates import date_form
from kadash.intake.recognise.hints import FileCustom, file_custom, hints_for
from kadash.intake.recognise.numbers import contains_tax, currency_in, decimal_sign, multiplier
from kadash.intake.recognise.profile import profile

from .conftest import LOADING_DAY, Readings

CUSTOM = FileCustom(LOADING_DAY)


def hints(header: str, table: str, field: str, cells: list[str], titles: tuple[str, ...] = ()) -> ColumnHints:
    return hints_for(header, table, field, profile(cells), titles, CUSTOM).hints


@pytest.mark.parametrize(("cells", "order", "assumed"), [
    (["2025-03-01", "2025-3-2"], "ymd", False), (["28/01/2025", "01/02/2025"], "dmy", False),
    (["01/28/2025", "02/01/2025"], "mdy", False), (["03.02.2025", "04.02.2025"], "dmy", False),
    (["01/02/2025", "03/04/2025"], "dmy", True), (["2025年3月1日"], "ymd", False), (["20250301"], "ymd", False),
    (["11/12/2026", "10/01/2026"], "dmy", True), (["09/12/2026", "08/11/2026"], "mdy", False),
])
def test_day_and_month(cells: list[str], order: str, assumed: bool) -> None:
    form = date_form(cells, latest=date(2026, 12, 31) if order == "dmy" else LOADING_DAY)

    assert (form.order, form.assumed) == (order, assumed)


def test_what_is_no_day_either_way_does_not_say_whether_the_day_stands_first() -> None:
    form = date_form(["13/45/2026", "01/02/2026", "03/02/2026"], LOADING_DAY)

    assert (form.order, form.assumed) == ("dmy", True)


def test_day_numbers_of_spreadsheets_among_dates_are_seen() -> None:
    assert date_form(["2025-03-01", "45718"], LOADING_DAY).serials


def test_a_column_in_doubt_follows_the_rest_of_its_file() -> None:
    sure, unsure = profile(["28/01/2025", "01/02/2025"]), profile(["01/02/2025", "03/04/2025"])
    custom = file_custom([("order_line", "order_date", profile(["01/28/2025"]))], LOADING_DAY)

    found = hints_for("Due", "order_line", "promised_date", unsure, (), custom)

    assert (found.hints.date_order, found.doubts) == ("mdy", ())
    assert hints_for("Date", "order_line", "order_date", sure, (), custom).hints.date_order == "dmy"


@pytest.mark.parametrize(("cells", "sign", "assumed"), [
    (["1,234.50"], ".", False), (["1.234,50"], ",", False), (["3,5", "1,25"], ",", False), (["1052,75元"], ",", False),
    (["1,234", "5,678"], ".", True), (["1,234,567"], ".", False), (["12"], ".", False), (["¥1,234.50"], ".", False),
    (["1,234", "567", "89", "120", "45", "7"], ".", False), (["1,234", "567", "89", "1120", "45", "7"], ".", True),
    (["1.234", "2.500", "7.125"], ".", True), (["1.234", "2.500", "0.125"], ".", False),
])
def test_the_decimal_sign(cells: list[str], sign: str, assumed: bool) -> None:
    assert decimal_sign(cells) == (sign, assumed)


@pytest.mark.parametrize(("header", "titles", "expected"), [
    ("金额", (), 1), ("金额(万元)", (), 1e4), ("金额", ("单位：千元",), 1e3), ("金额(元)", ("单位：万元",), 1),
    ("Revenue (kEUR)", (), 1e3), ("Amount in thousands", (), 1e3), ("Value (m USD)", (), 1e6), ("Amount", ("Mark",), 1),
    ("合同金额（亿元）", (), 1e8), ("Net amount", ("Amounts in thousands",), 1e3),
])
def test_units_in_header_and_title(header: str, titles: tuple[str, ...], expected: float) -> None:
    assert multiplier(header, titles)[0] == expected


@pytest.mark.parametrize(("header", "cells", "percent", "zhe"), [
    ("Discount", ["0", "0.15", "0.2"], False, False), ("Discount %", ["5", "10", "0"], True, False),
    ("折扣", ["9折", "8.5折"], False, True), ("折扣", ["9", "8.5", "10"], False, True),
    ("折扣率", ["0.95", "0.9", "1"], False, True), ("折扣", ["0", "0.05", "0.1"], False, False),
    ("折扣(%)", ["5", "12"], True, False),
])
def test_a_discount_is_a_share_a_percentage_or_zhe(header: str, cells: list[str], percent: bool, zhe: bool) -> None:
    found = hints(header, "order_line", "discount_rate", cells)

    assert (found.percent, found.zhe) == (percent, zhe)


def test_tax_in_the_header() -> None:
    assert [contains_tax(name) for name in ("含税单价", "不含税金额", "未含税金额", "Amount incl. VAT", "金额")] == [
        True, False, False, True, False]


def test_a_currency_only_where_it_is_beyond_doubt() -> None:
    assert currency_in("Amount (EUR)", (), profile(["5"])) == "EUR"
    assert currency_in("Amount", (), profile(["€5", "€7"])) == "EUR"
    assert currency_in("金额", (), profile(["¥5"])) is None
    assert currency_in("Amount", (), profile(["$5"])) is None


def test_a_plain_column_needs_no_cleaning() -> None:
    assert hints("Net amount", "order_line", "amount", ["1234.50", "-5"]).plain
    assert not hints("Net amount", "order_line", "amount", ["1,234.50"]).plain
    assert hints("Order Date", "order_line", "order_date", ["2025-03-01"]).plain
    assert not hints("Order Date", "order_line", "order_date", ["2025年3月1日"]).plain


def test_a_reading_survives_being_kept_as_json(readings: Readings, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Customer,Order Date,Amount (kEUR)\nAcme,01/02/2025,5\nBeta,03/04/2025,6\n")
    reading = readings(path)["orders.csv"]

    assert reading.notes
    assert reading_from_json(reading_to_json(reading)) == reading


def test_a_cell_of_fifty_thousand_digits_is_no_date() -> None:
    assert profile(["7" * 50_000, "45718", "19999", "60001"]).serials == 0.25
