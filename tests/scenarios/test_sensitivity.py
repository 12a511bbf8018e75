"""Tornado, wanted sums and the slogan."""

import pytest

from kadash.scenarios import Levers, base_arrays, equity_change, lever_for, slogan, tornado, what_if
from tests.scenarios.builders import POLICY, a_portfolio, an_account, base_of


@pytest.mark.parametrize(("retention", "more"), [(0.60, 0.15), (0.80, 0.19), (0.90, 0.21)])
def test_five_points_do_not_double_profit_but_raise_equity_by(retention: float, more: float) -> None:
    found = slogan(base_of(an_account(retention_12m=retention)))

    assert found.equity_share == pytest.approx(more, abs=0.005)
    assert not found.doubles


def test_the_slogan_is_not_judged_where_there_is_nothing_above_zero() -> None:
    found = slogan(base_of(an_account(service_cost_year=500.0)))

    assert (found.equity_share, found.profit_share, found.doubles) == (None, None, False)


def test_the_tornado_is_widest_first_and_each_side_is_a_what_if_of_one_step() -> None:
    base = base_arrays(a_portfolio(500), POLICY, "tier")

    table = tornado(base)

    width = table["better"] - table["worse"]
    assert width.is_monotonic_decreasing
    five_points = table.set_index("lever").loc["retention"]
    assert five_points["better"] == pytest.approx(what_if(base, Levers(retention=0.05)).change.customer_equity)
    assert five_points["worse"] == pytest.approx(what_if(base, Levers(retention=-0.05)).change.customer_equity)
    assert "discount" in set(table["lever"])


@pytest.mark.parametrize("lever", ["retention", "margin", "frequency", "cost_to_serve", "payment_days"])
def test_a_wanted_sum_is_reached_by_the_lever_found_for_it(lever: str) -> None:
    base = base_arrays(a_portfolio(500), POLICY, "tier")
    wanted = 0.001 * what_if(base, Levers()).base.customer_equity

    value = lever_for(base, lever, wanted)

    assert value is not None
    assert equity_change(base, Levers.of({lever: value})) == pytest.approx(wanted, rel=1e-3)


def test_a_sum_out_of_reach_says_so() -> None:
    assert lever_for(base_of(an_account()), "retention", 1e9) is None


def test_a_tornado_given_away_cannot_change_the_one_kept() -> None:
    base = base_of(an_account())
    given = tornado(base)
    given["better"] = 0.0

    assert tornado(base)["better"].max() > 50
