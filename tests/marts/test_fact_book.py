"""Arrays that facts are cut from: slices of runs, sums that are exact, rows in any order, one book for many days."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kadash.marts.facts import book as books
from kadash.marts.facts import open_book, reads
from kadash.marts.facts.runs import Runs, Slices, Sums, in_order, reduced
from kadash.marts.runner import account_categories, account_facts, build_waist
from kadash.policy import default_policy
from kadash.store import Home, open_build
from tests.marts.builders import a_company, a_line

POLICY = default_policy()


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def test_a_slice_ends_after_the_last_row_of_the_day_asked_for() -> None:
    runs = Runs(run=ints(0, 0, 0, 2), at=ints(5, 7, 9, 7), count=3)

    assert runs.upto(4).tolist() == [0, 3, 3]
    assert runs.upto(7).tolist() == [2, 3, 4]
    assert (runs.between(7, 8).start.tolist(), runs.between(7, 8).end.tolist()) == ([1, 3, 3], [2, 3, 4])


def test_sums_are_exact_where_the_running_sum_overflows() -> None:
    large = 2**62

    sums = Sums(ints(large, large, large, 7, 5))

    assert sums.of(Slices(ints(2, 3), ints(3, 5))).tolist() == [large, 12]


def test_the_largest_of_an_empty_slice_is_unknown() -> None:
    found = reduced(np.maximum, ints(4, 9, 2), Slices(ints(0, 2, 2), ints(2, 2, 3)), np.nan)

    assert found.tolist()[::2] == [9.0, 2.0]
    assert np.isnan(found[1])


def test_rows_in_disorder_are_sorted_with_all_their_columns() -> None:
    rows = in_order({"account": ints(1, 0, 1), "day": ints(3, 9, -2), "revenue": ints(30, 90, 20)}, "account", "day")

    assert {name: column.tolist() for name, column in rows.items()} == {
        "account": [0, 1, 1], "day": [9, -2, 3], "revenue": [90, 20, 30]}


def test_one_book_tells_of_every_month_end_what_a_book_of_its_own_does() -> None:
    ends = [date(2025, 12, 31), date(2026, 2, 28), date(2026, 4, 30)]
    lines = [a_line("A", "2025-11-03"), a_line("B", "2026-01-10", 40, category="C"), a_line("A", "2026-04-02", 7)]
    with a_company(order_line=lines) as build:
        build_waist(build, ends[-1], POLICY)
        book = open_book(build, POLICY, ends)
        told = [(book.account_facts(end), book.account_categories(end)) for end in ends]
        alone = [(account_facts(build, end, POLICY), account_categories(build, end, POLICY)) for end in ends]

    assert [len(facts) for facts, _ in told] == [1, 2, 2]
    assert [len(categories) for _, categories in told] == [0, 1, 1]
    for pair, own in zip(told, alone, strict=True):
        for frame, same in zip(pair, own, strict=True):
            pd.testing.assert_frame_equal(frame, same)


@pytest.mark.parametrize("held", [True, False], ids=["held", "cut in advance"])
def test_accounts_read_range_by_range_have_the_facts_of_accounts_read_at_once(
        held: bool, sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "company.duckdb"
    shutil.copy(max((sample_home.path / "generations").glob("*.duckdb")), file)
    days = [date(2025, 12, 31), date(2026, 9, 30)]
    with open_build(file) as build:
        whole = open_book(build, POLICY, days)
        at_once = [(whole.account_facts(day), whole.account_categories(day)) for day in days]
        monkeypatch.setattr(reads, "ROWS_A_RANGE", 900)
        monkeypatch.setattr(books, "MOST_LINES_HELD", 1_000_000 if held else 0)
        book = open_book(build, POLICY, days)
        by_ranges = [(book.account_facts(day), book.account_categories(day)) for day in days]
        cut = len(list(build.temp.glob("facts/days_*.npy")))
        ranges = len(list(reads.in_ranges(build, "days", "mart.account_day", len(book.accounts))))

    assert ranges >= 5
    assert cut == (0 if held else ranges * len(days))
    for (one, pairs), (same, same_pairs) in zip(by_ranges, at_once, strict=True):
        assert one["price_to_list_12m"].notna().any()
        pd.testing.assert_frame_equal(one, same, rtol=1e-12)
        assert len(pairs) > 1000
        pd.testing.assert_frame_equal(pairs, same_pairs)


def test_a_past_month_end_without_any_row_has_no_accounts() -> None:
    with a_company(order_line=[a_line("A", "2026-03-10")]) as build:
        build_waist(build, date(2026, 4, 30), POLICY)
        book = open_book(build, POLICY, [date(2026, 1, 31)])

        assert book.account_facts(date(2026, 1, 31)).empty
        assert book.account_categories(date(2026, 1, 31)).empty


def test_a_book_is_asked_about_the_days_it_was_opened_for() -> None:
    with a_company(order_line=[a_line("A", "2024-03-10"), a_line("A", "2026-03-10")]) as build:
        build_waist(build, date(2026, 4, 30), POLICY)
        book = open_book(build, POLICY, [date(2026, 4, 30)])

        with pytest.raises(ValueError, match="the book was not opened for 2025-12-31"):
            book.account_facts(date(2025, 12, 31))


def test_a_book_opened_further_back_tells_the_same_of_a_day() -> None:
    """A load that adds reads fewer years than a whole one: what was bought once in W and once long ago says nothing."""
    now, long_ago = date(2026, 4, 30), date(2024, 4, 30)
    lines = [a_line("A", day, paid, product_id=product, quantity=10, list_value=listed)
             for day, product, paid, listed in (
                 ("2023-05-10", "P1", 225.0, 250.0), ("2026-03-10", "P1", 225.0, 250.0),
                 ("2026-01-10", "P2", 105.0, 150.0), ("2026-02-10", "P2", 105.0, 150.0))]
    with a_company(order_line=lines) as build:
        build_waist(build, now, POLICY)
        near, far = open_book(build, POLICY, [now]), open_book(build, POLICY, [long_ago, now])
        told = [book.account_facts(now) for book in (near, far)]

    assert far.from_month < near.from_month
    assert told[0]["discount_of_most_12m"].tolist() == pytest.approx([0.30])
    pd.testing.assert_frame_equal(*told)


@pytest.mark.parametrize("held", [True, False], ids=["held", "cut in advance"])
def test_what_is_forecast_by_is_what_is_known_but_for_products_and_categories(
        held: bool, sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "company.duckdb"
    shutil.copy(max((sample_home.path / "generations").glob("*.duckdb")), file)
    monkeypatch.setattr(books, "MOST_LINES_HELD", 1_000_000 if held else 0)
    now, then = date(2026, 9, 30), date(2025, 3, 31)
    with open_build(file) as build:
        whole, book = open_book(build, POLICY, [now, then]), open_book(build, POLICY, [now], forecast=[then])
        told = [(one.facts_to_forecast(day), one.account_facts(day)) for one, day in ((book, now), (whole, then))]
        forecast_then = book.facts_to_forecast(then)

    for to_forecast, every in told:
        left_out = set(every) - set(to_forecast)
        assert left_out == {
            "discount_of_most_12m", "price_elasticity", "price_elasticity_low", "price_elasticity_high",
            "price_to_list_12m", "price_to_list_prev_12m", "basket_margin_lost", "special_revenue_12m",
            "categories_12m"}
        pd.testing.assert_frame_equal(to_forecast, every.drop(columns=list(left_out)))
    pd.testing.assert_frame_equal(forecast_then, told[1][0])
