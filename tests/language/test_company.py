"""A company's year, its unit of money and its names of layers, wherever they are read."""

from __future__ import annotations

from datetime import date

import pytest

from kadash.language import Company, FiscalYear, words_in
from kadash.language.company import MoneyUnit


@pytest.mark.parametrize(("amount", "unit", "english", "chinese"), [
    (12_845_000, "full", "12,845,000", "12,845,000"),
    (12_845_000, "thousands", "12,845K", "1,284.5万"),
    (12_845_000, "millions", "12.8M", "0.13亿"),
    (-320, "millions", "-0.00032M", "-0.000003亿"),
    (12.5, "full", "12.5", "12.5"),
    (0, "millions", "0", "0"),
    (9_500, "thousands", "9.5K", "0.95万"),
    (12_146_130, "thousands", "12,146K", "1,214.6万"),
])
def test_money_stands_in_the_unit_that_the_company_chose(
        amount: float, unit: MoneyUnit, english: str, chinese: str) -> None:
    company = Company(money_unit=unit)

    assert [words_in(language).of_company(company).money(amount) for language in ("en", "zh")] == [english, chinese]


@pytest.mark.parametrize(("first_month", "day", "begins", "quarter", "quarter_begins"), [
    (1, date(2026, 12, 31), date(2026, 1, 1), 4, date(2026, 10, 1)),
    (4, date(2026, 3, 31), date(2025, 4, 1), 4, date(2026, 1, 1)),
    (4, date(2026, 4, 1), date(2026, 4, 1), 1, date(2026, 4, 1)),
    (2, date(2026, 1, 31), date(2025, 2, 1), 4, date(2025, 11, 1)),
    (12, date(2026, 12, 1), date(2026, 12, 1), 1, date(2026, 12, 1)),
])
def test_a_fiscal_year_begins_with_its_first_month(
        first_month: int, day: date, begins: date, quarter: int, quarter_begins: date) -> None:
    year = FiscalYear(first_month)

    assert (year.begins(day), year.quarter(day), year.quarter_begins(day)) == (begins, quarter, quarter_begins)


@pytest.mark.parametrize(("first_month", "english", "chinese"), [
    (1, ("2026", "Q1 2026"), ("2026年", "2026年第1季度")),
    (4, ("FY2025/26", "Q4 FY2025/26"), ("2025/26财年", "2025/26财年第4季度")),
])
def test_years_and_quarters_are_named_as_the_company_counts_them(
        first_month: int, english: tuple[str, str], chinese: tuple[str, str]) -> None:
    company, day = Company(FiscalYear(first_month)), date(2026, 2, 1)

    said = [(words.year(day), words.quarter(day)) for words in (
        words_in(language).of_company(company) for language in ("en", "zh"))]

    assert said == [english, chinese]


def test_a_layer_bears_the_companys_name_in_the_language_that_has_one() -> None:
    company = Company(layer_names={"value_tier.platinum": {"en": "Crown {1}"}})

    assert words_in("en").of_company(company)("layer.value_tier.platinum") == "Crown {1}"
    assert words_in("zh").of_company(company)("layer.value_tier.platinum") == "铂金"
    assert words_in("en")("layer.value_tier.platinum") == "Platinum"
