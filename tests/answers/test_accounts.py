"""The account list: who is in it, in which order, with which trend."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers.accounts import Filters, accounts, choices
from kadash.language import words_in
from tests.answers.builders import UNKNOWN, Account, asked_of

COMPANY = (
    Account("C1", name="Ruhr Stahl", owner="Li", region="East", revenue=300, revenue_before=100, contribution=50,
            tier="gold", flags=(("late_payer", "watch"), ("below_zero", "act")), service="data_link", score=80),
    Account("C2", name="远航电器", owner="Wang", region="West", revenue=200, revenue_before=400, contribution=70,
            flags=(("slipping", "watch"),), score=40, days_silent=90),
    Account("X9", name="Nord", owner=None, region="East", revenue=100, contribution=-5, score=60),
)


@pytest.mark.parametrize(("filters", "expected"), [
    (Filters(), ["C2", "C1", "X9"]),
    (Filters(q="ruhr"), ["C1"]),
    (Filters(q="电器"), ["C2"]),
    (Filters(q="x9"), ["X9"]),
    (Filters(q="%"), []),
    (Filters(owners=("Li", "Wang")), ["C2", "C1"]),
    (Filters(regions=("East",)), ["C1", "X9"]),
    (Filters(flags=("slipping", "below_zero")), ["C2", "C1"]),
    (Filters(layer="gold"), ["C1"]),
    (Filters(regions=("East",), flags=("slipping",)), []),
    (Filters(sort="revenue"), ["C1", "C2", "X9"]),
    (Filters(sort="fall"), ["C2", "X9", "C1"]),
    (Filters(sort="growth"), ["C1", "X9", "C2"]),
    (Filters(sort="loss"), ["X9", "C1", "C2"]),
    (Filters(sort="score"), ["C1", "X9", "C2"]),
    (Filters(sort="silence"), ["C2", "C1", "X9"]),
])
def test_each_filter_and_order_gives_its_accounts(tmp_path: Path, filters: Filters, expected: list[str]):
    found = accounts(asked_of(tmp_path, COMPANY), filters)

    assert found.rows["account_id"].tolist() == expected


def test_totals_are_of_all_that_are_asked_for_also_beyond_the_rows_shown(tmp_path: Path):
    found = accounts(asked_of(tmp_path, COMPANY), Filters(most=1))

    assert found.rows["account_id"].tolist() == ["C2"]
    assert (found.accounts, found.revenue, found.contribution, found.flagged) == (3, 600.0, 115.0, 2)


def test_flags_come_most_urgent_first_and_the_next_step_is_the_best_service(tmp_path: Path):
    row = accounts(asked_of(tmp_path, COMPANY), Filters(q="C1")).rows.iloc[0]

    assert (row["flags"], row["service_id"]) == ("below_zero,late_payer", "data_link")


def test_the_trend_has_24_full_months_with_silent_ones_as_zero(tmp_path: Path):
    months = {dt.date(2024, 9, 1): 9.0, dt.date(2024, 10, 1): 1.0, dt.date(2026, 8, 1): 2.0, dt.date(2026, 9, 1): 3.0}

    trend = accounts(asked_of(tmp_path, [Account("A", months=months)]), Filters()).rows["trend"].iloc[0]

    assert trend == [1.0] + [0.0] * 21 + [2.0, 3.0]


def test_nobody_found_has_a_kind_sentence(tmp_path: Path):
    found = accounts(asked_of(tmp_path, COMPANY), Filters(q="nobody"))

    assert (found.accounts, len(found.rows)) == (0, 0)
    assert found.headline(words_in("en")).startswith("No account fits these filters.")


def test_without_any_cost_the_list_goes_by_revenue(tmp_path: Path):
    company = [Account("A", revenue=1, contribution=UNKNOWN), Account("B", revenue=2, contribution=UNKNOWN)]

    found = accounts(asked_of(tmp_path, company, cost_known=False), Filters())

    assert found.measure == "revenue"
    assert found.rows["account_id"].tolist() == ["B", "A"]
    assert found.headline(words_in("en")) == "2 accounts: 3 of revenue in 12 months; 0 flagged."


def test_a_viewer_finds_filters_and_counts_their_own_accounts_only(tmp_path: Path):
    asked = asked_of(tmp_path, COMPANY, scope=Scope.of_owners("Li"))

    found = accounts(asked, Filters())

    assert found.rows["account_id"].tolist() == ["C1"]
    assert (found.accounts, found.revenue) == (1, 300.0)
    assert choices(asked).owners == ("Li",)


def test_what_can_be_filtered_by_is_what_occurs(tmp_path: Path):
    found = choices(asked_of(tmp_path, COMPANY))

    assert (found.owners, found.regions, found.industries) == (("Li", "Wang"), ("East", "West"), ("Energy",))


def test_without_any_cost_no_order_by_it_is_offered(tmp_path: Path):
    company = [Account("A", contribution=UNKNOWN)]

    assert choices(asked_of(tmp_path, company, cost_known=False)).sorts[0] == "revenue"


def test_below_zero_is_listed_from_what_costs_most():
    assert Filters.of_layer("customer_class", "bz").sort == "loss"
    assert Filters.of_layer("customer_class", "mvc").sort == "contribution"
