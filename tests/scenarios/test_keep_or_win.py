"""The same money on keeping or on winning, on one account worth 285.578."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kadash.errors import KadashError
from kadash.scenarios import Keeping, Levers, Winning, base_arrays, keep_or_win, what_if
from kadash.scenarios.closed_forms import lifetime_value
from tests.scenarios.builders import POLICY, a_portfolio, an_account, base_of

PAID_YEARLY = sum(1.12 ** -(t + 0.5) for t in range(10))
PAID_AT_YEAR_ENDS = sum(1.12 ** -(t + 1.0) for t in range(10))


def test_each_way_is_the_what_if_of_its_own_levers() -> None:
    base = base_arrays(a_portfolio(300), POLICY, "tier")

    found = keep_or_win(base, 5000.0, Keeping(0.02, "gold"), Winning(250.0))

    assert found.win.change == what_if(base, Levers(new_accounts=20.0, acquisition_cost=250.0)).change
    assert (found.won_per_year, found.cost_per_won) == (20.0, 250.0)
    assert found.keep.assumptions.levers.programme_cost == 5000.0


def test_ten_a_year_for_five_points_against_ten_a_year_for_a_tenth_of_an_account() -> None:
    found = keep_or_win(base_of(an_account()), 10.0, Keeping(0.05), Winning(100.0))

    lift = lifetime_value(100, 0.85, 0.12, 10) - lifetime_value(100, 0.80, 0.12, 10)
    assert found.keep.change.customer_equity == pytest.approx(lift - 10 * PAID_YEARLY)
    assert found.win.change.customer_equity == pytest.approx(0.1 * (285.57757 - 100) * PAID_AT_YEAR_ENDS, abs=1e-3)
    assert found.kept_per_year == pytest.approx(0.05)
    assert found.cost_per_kept == pytest.approx(200.0)
    assert found.account_value == pytest.approx(285.57757)
    assert not found.keeping_is_better


def test_the_lifts_told_make_the_money_even() -> None:
    base = base_of(an_account())

    found = keep_or_win(base, 10.0, Keeping(0.05), Winning(100.0))

    assert found.retention_to_earn_its_cost is not None and found.retention_to_equal_winning is not None
    even = what_if(base, Levers(retention=found.retention_to_earn_its_cost, programme_cost=10.0))
    as_winning = what_if(base, Levers(retention=found.retention_to_equal_winning, programme_cost=10.0))
    assert even.change.customer_equity == pytest.approx(0.0, abs=1e-5)
    assert as_winning.change.customer_equity == pytest.approx(found.win.change.customer_equity, abs=1e-5)


def test_the_cost_of_an_account_told_makes_winning_as_good_as_keeping() -> None:
    base = base_of(an_account())
    found = keep_or_win(base, 10.0, Keeping(0.08), Winning(100.0))

    assert found.acquisition_cost_to_equal_keeping is not None
    again = keep_or_win(base, 10.0, Keeping(0.08), Winning(found.acquisition_cost_to_equal_keeping))

    assert again.win.change.customer_equity == pytest.approx(found.keep.change.customer_equity)


def test_a_lift_that_no_retention_reaches_is_none() -> None:
    found = keep_or_win(base_of(an_account()), 1000.0, Keeping(0.05), Winning(100.0))

    assert (found.retention_to_earn_its_cost, found.retention_to_equal_winning) == (None, None)
    assert keep_or_win(base_of(an_account()), 1.0, Keeping(0.0), Winning(9.0)).cost_per_kept is None


def test_a_typed_value_of_an_account_is_used() -> None:
    found = keep_or_win(base_of(an_account()), 10.0, Keeping(0.05), Winning(100.0, 150.0))

    assert found.account_value == 150.0
    assert found.win.change.customer_equity == pytest.approx(0.1 * 50 * PAID_AT_YEAR_ENDS)


def test_where_no_more_can_be_won_each_costs_more_and_the_money_is_the_same() -> None:
    base = base_of(an_account())

    found = keep_or_win(base, 10.0, Keeping(0.05), Winning(100.0, most_per_year=0.03))

    assert (found.won_per_year, found.cost_per_won) == (0.03, pytest.approx(333.3333))
    lost = 0.03 * (285.57757 - 333.3333) * PAID_AT_YEAR_ENDS
    assert found.win.change.customer_equity == pytest.approx(lost, abs=1e-3)
    assert found.keeping_is_better
    assert found.acquisition_cost_to_equal_keeping is None  # at 325 each it would be even, but none more can be won


def test_a_limit_that_the_money_does_not_reach_changes_nothing() -> None:
    base = base_of(an_account())

    limited = keep_or_win(base, 10.0, Keeping(0.05), Winning(100.0, most_per_year=0.2))

    assert limited.win.change == keep_or_win(base, 10.0, Keeping(0.05), Winning(100.0)).win.change


@pytest.mark.parametrize("wrong", [
    {"money_per_year": 0.0}, {"winning": Winning(0.0)}, {"winning": Winning(1.0, most_per_year=0.0)}])
def test_without_money_there_is_nothing_to_compare(wrong: dict[str, object]) -> None:
    given: dict[str, object] = {"money_per_year": 1.0, "keeping": Keeping(0.01), "winning": Winning(1.0)} | wrong

    with pytest.raises(KadashError) as refused:
        keep_or_win(base_of(an_account()), **given)  # type: ignore[arg-type]

    assert refused.value.code == "keep_or_win_money"
    assert replace(Winning(1.0), account_value=2.0).account_value == 2.0
