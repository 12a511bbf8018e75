"""The company's year so far is its own year's months, and no other."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.answers.overview.so_far import so_far
from kadash.language import Company, FiscalYear, words_in

MONTHS = pd.DataFrame({"month": pd.date_range("2025-10-01", periods=12, freq="MS"),
                       "amount": [100.0] * 6 + [1000.0] * 6, "before": [50.0] * 6 + [800.0] * 6})


@pytest.mark.parametrize(("first_month", "first", "amount", "before"), [
    (1, "2026-01-01", 6300.0, 4950.0), (4, "2026-04-01", 6000.0, 4800.0), (9, "2026-09-01", 1000.0, 800.0),
    (10, "2025-10-01", 6600.0, 5100.0)])
def test_the_months_are_those_since_the_year_began(first_month: int, first: str, amount: float, before: float) -> None:
    found = so_far(MONTHS, "revenue", FiscalYear(first_month))

    assert (str(found.first_month.date()), found.amount, found.before) == (first, amount, before)


def test_the_sentence_names_the_year_as_the_company_counts_it() -> None:
    words = words_in("en").of_company(Company(FiscalYear(4)))

    assert so_far(MONTHS, "contribution", FiscalYear(4)).sentence(words) == (
        "FY2026/27 so far (Apr 2026 to Sept 2026): contribution 6K, +25% on the same months a year before.")
    assert so_far(MONTHS, "revenue").sentence(words_in("zh")) == (
        "2026年至今（2026年1月至2026年9月）：收入 6,300，比上年同期 +27.3%。")


def test_no_change_is_told_where_a_month_of_then_is_not_known() -> None:
    young = MONTHS.assign(before=[float("nan"), *MONTHS["before"].iloc[1:]])

    assert so_far(young, "revenue", FiscalYear(10)).before is None
    assert so_far(young, "revenue", FiscalYear(4)).before == 4800.0


def test_twelve_months_are_the_whole_year() -> None:
    words = words_in("en").of_company(Company(FiscalYear(10)))

    assert so_far(MONTHS, "revenue", FiscalYear(10)).sentence(words) == (
        "The whole of FY2025/26 (Oct 2025 to Sept 2026): revenue 6.6K, +29.4% on the year before.")
