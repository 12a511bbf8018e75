"""What hangs on few accounts: what goes if the largest leave, and what it takes to replace it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers.pyramid import leaving
from kadash.language import words_in
from tests.answers.builders import UNKNOWN, Account, asked_of

WON = dt.date(2025, 1, 15)
COMPANY = (
    Account("A", revenue=500, contribution=100),
    Account("B", revenue=300, contribution=60, owner="Wang"),
    Account("C", revenue=150, contribution=30, owner="Wang"),
    Account("D", revenue=50, contribution=10, first_order=WON, months={
        dt.date(2025, 1, 1): 20.0, dt.date(2025, 12, 1): 40.0, dt.date(2026, 1, 1): 900.0}),
    Account("N", has_orders=False, revenue=0, contribution=0),
)


def test_what_goes_with_the_largest_and_what_remains(tmp_path: Path):
    one, three = leaving(asked_of(tmp_path, COMPANY)).left

    assert (one.leavers, one.contribution, one.contribution_share, one.revenue_share) == (1, 100.0, 0.5, 0.5)
    assert (one.equity, one.equity_share, one.remains) == (500.0, 0.5, 100.0)
    assert (three.leavers, three.contribution, three.remains) == (3, 190.0, 10.0)


def test_new_accounts_are_measured_on_the_first_twelve_months_of_those_won_a_year_or_two_ago(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY))

    assert (found.new_accounts, found.new_amount) == (1, 30.0)
    assert [left.replaced_by for left in found.left] == [4, 7]
    assert found.if_gone(1, words_in("en")) == (
        "If it leaves, 100 of contribution a year goes; 100 remains. "
        "It takes 4 average new accounts (30 each in the first year) to replace that.")


def test_where_nobody_was_won_nothing_is_said_of_replacing(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY[:3]))

    assert [left.replaced_by for left in found.left] == [None]
    assert found.if_gone(1, words_in("en")).endswith("90 remains.")


def test_the_headline_measures_80_20_and_what_hangs_on_the_largest(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY))

    assert found.top_share == pytest.approx(0.4)
    assert found.headline(words_in("en")) == (
        "2 accounts (50%) make 80% of the contribution; the best fifth makes 40%. 95% hangs on 3 accounts.")
    assert found.few


def test_the_curve_ends_with_all_accounts_and_their_total(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY))

    assert found.steps.values.tolist() == [[1, 100.0], [2, 160.0], [3, 190.0], [4, 200.0]]


def test_a_viewer_loses_only_their_own_accounts(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY, scope=Scope.of_owners("Wang")))

    assert found.largest["account_id"].tolist() == ["B", "C"]
    assert [left.contribution_share for left in found.left] == [pytest.approx(2 / 3)]


def test_without_cost_the_largest_go_by_revenue(tmp_path: Path):
    company = [Account("A", revenue=80, contribution=UNKNOWN), Account("B", revenue=20, contribution=UNKNOWN)]

    found = leaving(asked_of(tmp_path, company, cost_known=False))

    assert (found.measure, found.left[0].revenue_share, found.left[0].remains) == ("revenue", 0.8, 20.0)
    assert found.headline(words_in("en")).startswith("1 account (50%) brings 80% of the revenue")


def test_a_single_account_leaves_nobody_to_compare_with(tmp_path: Path):
    assert leaving(asked_of(tmp_path, COMPANY[:1])).left == ()


def test_nobody_is_a_kind_sentence(tmp_path: Path):
    found = leaving(asked_of(tmp_path, COMPANY[4:]))

    assert found.headline(words_in("en")).startswith("No account that ordered")
