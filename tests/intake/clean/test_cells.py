"""Cells as people and programs write them become the values they stand for, or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kadash.intake.reading import ColumnHints
from tests.intake.clean.builders import values

MONEY = {
    "1234.5": "1234.5", "1,234.50": "1234.5", "¥1,234.50": "1234.5", "￥1,234.50": "1234.5", "$ 1,234.50": "1234.5",
    "1234.5元": "1234.5", "RMB 1,234.50": "1234.5", "-1,234.50": "-1234.5", "1,234.50-": "-1234.5",
    "(1,234.50)": "-1234.5", "（１，２３４．５０）": "-1234.5", "−5": "-5", "12.5万": "125000",
    "1.2345678万元": "12345.678", "3千": "3000",
    "1.5亿": "150000000", "1.2k": "1200", "12,345,678": "12345678", "1'234.50": "1234.5", ".5": "0.5",
    "  7 ": "7", "1e3": "1000", "0": "0",
}
NOT_MONEY = ("abc", "12,5", "1,23,4", "1.2.3", "1.234,50", "五千", "5%", "#DIV/0!", "12 to 15", "1,2345.6")
BLANK = ("", " ", "　", "NULL", "null", "'null", "#N/A", "-", "--", "****", "N/A", "None", "nan")


def test_money_is_read_however_it_is_written() -> None:
    found = values("receivable", "amount", list(MONEY))

    assert dict(zip(MONEY, found, strict=True)) == {text: Decimal(value) for text, value in MONEY.items()}


def test_money_that_can_be_read_in_two_ways_is_not_read() -> None:
    assert values("receivable", "amount", NOT_MONEY) == [None] * len(NOT_MONEY)


@pytest.mark.parametrize("field", ["amount", "due_date", "invoice_id"])
def test_what_programs_write_for_nothing_is_nothing(field: str) -> None:
    assert values("receivable", field, BLANK) == [None] * len(BLANK)


def test_a_decimal_comma_turns_points_into_thousands() -> None:
    cells = ["1.234,50", "1234,5", "1.234", "€ 1.234,50", "1 234,50", "1,234.50"]

    found = values("receivable", "amount", cells, ColumnHints(decimal=","))

    assert found == [Decimal(1234.5), Decimal(1234.5), Decimal(1234), Decimal(1234.5), Decimal(1234.5), None]


def test_a_column_in_ten_thousands_multiplies_plain_numbers_and_leaves_cells_with_their_own_unit() -> None:
    found = values("receivable", "amount", ["12.34567", "¥1,200.5", "3万", "-0.5"], ColumnHints(multiplier=10000))

    assert found == [Decimal("123456.7"), Decimal(12005000), Decimal(30000), Decimal(-5000)]


DATES = {
    "2025-03-01": date(2025, 3, 1), "2025/3/1": date(2025, 3, 1), "2025.3.1": date(2025, 3, 1),
    "2025-03-01 10:30:00": date(2025, 3, 1), "2025-03-01T23:59:59+08:00": date(2025, 3, 1),
    "2025年3月1日": date(2025, 3, 1), "2025年03月01日 10:30": date(2025, 3, 1), "2025 年 3 月 1 日": date(2025, 3, 1),
    "2025年3月": date(2025, 3, 1), "20250301": date(2025, 3, 1), "20250301103000": date(2025, 3, 1),
    "45717": date(2025, 3, 1), "45717.75": date(2025, 3, 1), "01-Mar-2025": date(2025, 3, 1),
    "Mar 1, 2025": date(2025, 3, 1), "２０２５－０３－０１": date(2025, 3, 1), "1740787200": date(2025, 3, 1),
    "2024-02-29": date(2024, 2, 29),
}
NOT_DATES = ("2025-13-01", "2025-02-30", "2025年13月1日", "20251301", "0001-01-01", "1900-01-01", "soon", "12", "2025",
             "2025-03-01abc", "31.02.2025")


def test_dates_are_read_however_they_are_written() -> None:
    found = values("receivable", "due_date", list(DATES))

    assert dict(zip(DATES, found, strict=True)) == DATES


def test_what_is_no_day_of_the_calendar_is_no_date() -> None:
    assert values("receivable", "due_date", NOT_DATES) == [None] * len(NOT_DATES)


@pytest.mark.parametrize(("order", "expected"), [
    ("dmy", [date(2025, 3, 1), date(2025, 3, 1), date(2025, 3, 1), None, date(2024, 12, 31)]),
    ("mdy", [date(2025, 1, 3), date(2025, 1, 3), date(2025, 1, 3), date(2025, 12, 25), None]),
])
def test_day_and_month_stand_as_the_column_says(order: str, expected: list[date | None]) -> None:
    cells = ["01.03.2025", "1/3/25", "01-03-2025", "12/25/2025", "31/12/2024 23:59"]

    assert values("receivable", "due_date", cells, ColumnHints(date_order=order)) == expected  # type: ignore[arg-type]


def test_years_of_taiwan_and_months_without_a_day_are_dates_where_the_column_says_so() -> None:
    cells = ["114/03/01", "113-12-31", "1140301", "202503", "1149901", "114/02/30"]
    march, none = date(2025, 3, 1), None

    assert values("receivable", "due_date", cells) == [march, date(2024, 12, 31), none, none, none, none]
    assert values("receivable", "due_date", cells[2:], ColumnHints(date_order="roc")) == [march, none, none, none]
    assert values("receivable", "due_date", cells[2:4], ColumnHints(date_order="ym")) == [none, march]


def test_rates_are_shares_whatever_their_sign() -> None:
    cells = ["10%", "0.1", "10", "9折", "95折", "8.5折", "１０％", "abc", "150"]

    assert values("quote", "discount_rate", cells) == [0.1, 0.1, 0.1, 0.1, 0.05, 0.15, 0.1, None, None]


def test_a_column_in_percent_and_a_column_in_tenths_are_read_as_such() -> None:
    assert values("quote", "discount_rate", ["1", "0.5", "15"], ColumnHints(percent=True)) == [0.01, 0.005, 0.15]
    assert values("quote", "discount_rate", ["9", "9.5", "0.9", "85", "10"], ColumnHints(zhe=True)) == [
        0.1, 0.05, 0.1, 0.15, 0.0]


def test_terms_are_days() -> None:
    cells = ["30", "30天", "Net 60", "月结60天", "COD", "2/10 net 30", "45.0"]

    assert values("account", "payment_terms_days", cells) == [30, 30, 60, 60, 0, None, 45]


def test_yes_and_no_in_both_languages() -> None:
    assert values("contract", "auto_renew", ["是", "Y", "TRUE", "1", "否", "N", "false", "0", "maybe"]) == [
        True, True, True, True, False, False, False, False, None]


@pytest.mark.parametrize(("table", "field", "words"), [
    ("service_event", "kind", {"投诉": "complaint", "客户投诉": "complaint", "技术支持": "support", "咨询": "advice",
                               "培训": "training", "联合项目": "joint_project", "拜访": "visit", "其他": "other",
                               "Complaint": "complaint", "joint_project": "joint_project", "Site visit": "visit"}),
    ("service_event", "severity", {"严重": "severe", "URGENT": "severe", "high": "severe", "一般": "normal",
                                   "low": "normal"}),
    ("quote", "outcome", {"赢单": "won", "丢单": "lost", "未成交": "lost", "进行中": "open", "Won": "won",
                          "Lost": "lost", "In_Progress": "open"}),
    ("contract", "kind", {"供货合同": "supply", "框架协议": "frame", "独家": "exclusive", "数据对接": "data_link",
                          "frame": "frame", "EDI": "data_link", "credit": None}),
    ("survey_response", "driver", {"有形性": "tangibles", "保障性": "assurance", "响应性": "responsiveness",
                                   "可靠性": "reliability", "移情性": "empathy", "质量": "quality", "价值": "value",
                                   "满意度": "satisfaction", "quality": "quality"}),
    ("receivable", "currency", {"RMB": "CNY", "人民币": "CNY", "￥": "CNY", "usd": "USD", "美元": "USD", "CHF": "CHF",
                                "100": None}),
])
def test_words_of_both_languages_become_codes(table: str, field: str, words: dict[str, str | None]) -> None:
    assert dict(zip(words, values(table, field, list(words)), strict=True)) == words


def test_identifiers_stay_as_exported_unless_they_passed_through_a_float() -> None:
    cells = ["007", "17850.0", "A-1", " 12 "]

    assert values("account", "account_id", cells) == ["007", "17850.0", "A-1", "12"]
    assert values("account", "account_id", cells, ColumnHints(point_zero=True)) == ["007", "17850", "A-1", "12"]
