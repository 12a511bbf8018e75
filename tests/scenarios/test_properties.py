"""What holds for every portfolio and every lever."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.scenarios import NO_CHANGE, Levers, Move, base_arrays, what_if
from kadash.value.annuity import annuity
from tests.scenarios.builders import POLICY, a_portfolio, binned_from

levers = st.builds(
    Levers,
    retention=st.floats(-0.2, 0.2), churn_cut=st.floats(-0.5, 0.9), margin=st.floats(-0.1, 0.1),
    price=st.floats(-0.1, 0.1), frequency=st.floats(-0.5, 0.5), cost_to_serve=st.floats(-0.9, 0.9),
    wallet=st.floats(-0.3, 0.5), payment_days=st.floats(-60, 60), growth=st.floats(-0.1, 0.1),
    new_accounts=st.integers(0, 50), acquisition_cost=st.floats(0, 5000),
    programme_cost=st.floats(0, 1e5), by_segment=st.just({"gold": Move(retention=0.04, wallet=-0.1)}),
)
SMALL, LARGE = a_portfolio(300, seed=1), a_portfolio(6_000, seed=2)
FEW, MANY = base_arrays(SMALL, POLICY, "tier"), base_arrays(LARGE, binned_from(1_000), "tier")


@pytest.mark.parametrize("base", [FEW, MANY], ids=["exact", "bins"])
def test_no_change_equals_the_base_to_the_last_digit(base: object) -> None:
    found = what_if(base, NO_CHANGE)  # type: ignore[arg-type]

    assert found.scenario == found.base
    assert (found.change.customer_equity, found.change.profit_12m) == (0.0, 0.0)
    assert found.interval.change[0] == found.interval.change[1] == found.change
    assert found.by_lever.empty


@pytest.mark.parametrize("base", [FEW, MANY], ids=["exact", "bins"])
def test_the_base_is_the_sum_over_all_accounts(base: object) -> None:
    table = SMALL if base is FEW else LARGE
    profit = table["revenue_year"] * table["before_service_rate"] - table["service_cost_year"]

    by_hand = float((table["p_alive"] * profit * annuity(table["retention_12m"], 0.12, 10)).sum())

    assert what_if(base, NO_CHANGE).base.customer_equity == pytest.approx(by_hand, rel=1e-12)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=40)
@given(levers)
def test_segments_and_levers_sum_to_the_change(moves: Levers) -> None:
    found = what_if(FEW, moves)
    size = abs(found.scenario.customer_equity) + abs(found.base.customer_equity) + abs(found.by_lever["equity"]).sum()

    beside = found.by_lever.set_index("lever")["equity"].reindex(["new_accounts", "programme_cost"]).sum()
    accounts_only = what_if(FEW, moves.only(frozenset(moves.moved()) - {"new_accounts", "programme_cost"}))
    assert found.by_lever["equity"].sum() == pytest.approx(found.change.customer_equity, abs=1e-9 * size)
    assert found.by_lever["profit"].sum() == pytest.approx(found.change.profit_12m, abs=1e-9 * size)
    assert found.by_segment["change"].sum() == pytest.approx(accounts_only.change.customer_equity, abs=1e-9 * size)
    assert np.isfinite(beside)


@settings(deadline=None, max_examples=40)
@given(levers)
def test_every_account_twice_doubles_what_accounts_bring(moves: Levers) -> None:
    accounts_only = moves.only(frozenset(moves.moved()) - {"new_accounts", "programme_cost"})
    twice = base_arrays(pd.concat([SMALL, SMALL]), POLICY, "tier")

    one, two = what_if(FEW, accounts_only), what_if(twice, accounts_only)

    assert two.change.customer_equity == pytest.approx(2 * one.change.customer_equity, rel=1e-9, abs=1e-6)
    assert two.change.profit_12m == pytest.approx(2 * one.change.profit_12m, rel=1e-9, abs=1e-6)
    assert two.by_segment["spend_limit_per_account"].tolist() == pytest.approx(
        one.by_segment["spend_limit_per_account"].tolist()
    )


@settings(deadline=None, max_examples=40)
@given(levers, st.floats(0.03, 0.3), st.integers(1, 30))
def test_bins_agree_with_every_account_within_two_in_ten_thousand(moves: Levers, discount: float, years: int) -> None:
    every = base_arrays(LARGE, POLICY, "tier")

    fast, exact = what_if(MANY, moves, discount, years), what_if(every, moves, discount, years)

    scale = 2e-4 * max(abs(exact.base.customer_equity), abs(exact.scenario.customer_equity))
    assert fast.scenario.customer_equity == pytest.approx(exact.scenario.customer_equity, abs=scale)
    assert fast.base == exact.base
    assert fast.assumptions.truncated_accounts == exact.assumptions.truncated_accounts


@settings(deadline=None, max_examples=30)
@given(st.floats(0.0, 0.3), st.floats(0.0, 0.3))
def test_more_retention_is_never_worth_less_where_every_account_earns(low: float, high: float) -> None:
    earning = SMALL[SMALL["before_service_rate"] * SMALL["revenue_year"] > SMALL["service_cost_year"]]
    base = base_arrays(earning, POLICY, "tier")
    worse, better = sorted((low, high))

    assert (
        what_if(base, Levers(retention=worse)).scenario.customer_equity
        <= what_if(base, Levers(retention=better)).scenario.customer_equity
    )


def test_margin_and_price_are_the_same_points_and_frequency_and_payment_commute_with_retention() -> None:
    one = what_if(FEW, Levers(margin=0.02, retention=0.05)).scenario
    other = what_if(FEW, Levers(price=0.02, by_segment={name: Move(retention=0.05) for name in FEW.segments})).scenario

    assert (one.customer_equity, one.profit_12m) == pytest.approx((other.customer_equity, other.profit_12m))


def test_the_order_of_the_accounts_does_not_matter() -> None:
    turned = base_arrays(LARGE.iloc[::-1], binned_from(1_000), "tier", order=MANY.segments)

    one, other = what_if(MANY, Levers(retention=0.05)), what_if(turned, Levers(retention=0.05))

    assert other.change.customer_equity == pytest.approx(one.change.customer_equity, rel=1e-12)
