"""Programmes: effects put together before anything is reckoned, growing into place, paid for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.errors import KadashError
from kadash.scenarios import NO_CHANGE, Levers, Measure, Move, Programme, base_arrays, run_programme, what_if
from kadash.scenarios.closed_forms import lifetime_value
from kadash.scenarios.programme import share_in_year
from tests.scenarios.builders import POLICY, a_portfolio, an_account, base_of, binned_from

FEW = base_arrays(a_portfolio(300, seed=1), POLICY, "tier")
MANY = base_arrays(a_portfolio(6_000, seed=2), binned_from(1_000), "tier")

moves = st.builds(
    Move, retention=st.floats(-0.1, 0.1), churn_cut=st.floats(-0.3, 0.5), margin=st.floats(-0.05, 0.05),
    frequency=st.floats(-0.3, 0.3), cost_to_serve=st.floats(-0.5, 0.5), wallet=st.floats(-0.2, 0.3),
    payment_days=st.floats(-30, 30))
measures = st.builds(
    Measure, name=st.just("m"), whom=st.sampled_from([(), ("gold",), ("gold", "lead")]), move=moves,
    ramp_up_months=st.integers(0, 40), cost_once=st.floats(0, 1e4), cost_per_year=st.floats(0, 1e4),
    cost_per_account_per_year=st.floats(0, 50))
programmes = st.lists(measures, min_size=1, max_size=4).map(lambda some: Programme(tuple(
    Measure(**{**vars(measure), "name": f"m{place}"}) for place, measure in enumerate(some))))


@pytest.mark.parametrize("base", [FEW, MANY], ids=["exact", "bins"])
def test_no_measures_are_the_base_to_the_last_digit(base: object) -> None:
    found = run_programme(base, Programme())  # type: ignore[arg-type]

    assert found.scenario == found.base == what_if(base, NO_CHANGE).base  # type: ignore[arg-type]
    assert found.by_measure.empty
    assert (found.payback_months, found.costs.present_value) == (0, 0.0)


@pytest.mark.parametrize("base", [FEW, MANY], ids=["exact", "bins"])
def test_measures_that_need_no_time_are_the_closed_form_of_the_same_levers(base: object) -> None:
    programme = Programme((
        Measure("care", ("gold",), Move(retention=0.03, wallet=0.1), cost_per_year=500.0),
        Measure("prices", (), Move(margin=0.01), cost_once=900.0)))
    levers = Levers(margin=0.01, programme_cost=500.0, programme_cost_once=900.0,
                    by_segment={"gold": Move(retention=0.03, wallet=0.1)})

    found, same = run_programme(base, programme), what_if(base, levers)  # type: ignore[arg-type]

    for part in ("customer_equity", "profit_12m"):
        assert getattr(found.scenario, part) == pytest.approx(getattr(same.scenario, part), rel=1e-12)
        for told, other in zip(found.interval.change, same.interval.change, strict=True):
            assert getattr(told, part) == pytest.approx(getattr(other, part), rel=1e-6)
    assert found.yearly["scenario_profit"].tolist() == pytest.approx(same.yearly["scenario_profit"].tolist())
    assert found.payback_months == same.payback_months
    assert found.by_segment["change"].tolist() == pytest.approx(same.by_segment["change"].tolist())


def test_points_add_shares_compound_and_the_cap_is_met_once() -> None:
    base = base_of(an_account(before_service_rate=0.3, service_cost_year=20.0, retention_12m=0.9))
    programme = Programme((
        Measure("a", move=Move(retention=0.06, frequency=0.10, cost_to_serve=0.5, churn_cut=0.2)),
        Measure("b", move=Move(retention=0.06, frequency=0.10, cost_to_serve=-0.5, churn_cut=0.5))))

    found = run_programme(base, programme)

    # 400 x 1.21 x .3 - 20 x 1.5 x .5 = 130.2; 1 - .1 x .8 x .5 + .12 = 1.08, stopped at .99
    assert found.scenario.customer_equity == pytest.approx(lifetime_value(130.2, 0.99, 0.12, 10))
    assert found.assumptions.truncated_accounts == 1


def test_together_two_measures_bring_less_than_the_sum_where_the_cap_is_met() -> None:
    base = base_of(an_account(retention_12m=0.9))
    one, two = (Measure(name, move=Move(retention=0.06)) for name in "ab")

    found = run_programme(base, Programme((one, two)))

    alone = lifetime_value(100, 0.96, 0.12, 10) - lifetime_value(100, 0.90, 0.12, 10)
    both = lifetime_value(100, 0.99, 0.12, 10) - lifetime_value(100, 0.90, 0.12, 10)
    assert found.sum_of_alone.customer_equity == pytest.approx(2 * alone)
    assert found.change.customer_equity == pytest.approx(both) and both < 2 * alone
    assert found.by_measure["equity"].tolist() == pytest.approx([both / 2, both / 2])
    assert found.by_measure["left_out_equity"].tolist() == pytest.approx([both - alone] * 2)


@pytest.mark.parametrize(
    ("ramp", "shares"), [(0, [1.0, 1.0]), (12, [0.5, 1.0]), (6, [0.75, 1.0]), (18, [1 / 3, 1 - 1 / 12]),
                         (24, [0.25, 0.75])])
def test_a_measure_takes_hold_evenly_over_its_months(ramp: int, shares: list[float]) -> None:
    assert [share_in_year(ramp, year) for year in (1, 2)] == pytest.approx(shares)


def test_while_a_measure_takes_hold_each_year_is_lived_with_what_it_has_reached() -> None:
    found = run_programme(
        base_of(an_account()), Programme((Measure("care", move=Move(retention=0.10), ramp_up_months=24),)), years=4)

    # retention .80 + .10 x (1/4, 3/4, 1, 1)
    first, second, later = 0.825, 0.875, 0.9
    there = [1.0, first, first * second, first * second * later]
    profits = [100 * there[t] * r**0.5 for t, r in enumerate((first, second, later, later))]
    assert found.yearly["scenario_profit"].tolist() == pytest.approx(profits)
    assert found.scenario.customer_equity == pytest.approx(
        sum(profit / 1.12 ** (t + 0.5) for t, profit in enumerate(profits)))
    assert found.scenario.profit_12m == pytest.approx(profits[0])


def test_a_measure_that_takes_longer_than_the_horizon_never_takes_hold_in_full() -> None:
    slow = Programme((Measure("care", move=Move(margin=0.10), ramp_up_months=48),))

    yearly = run_programme(base_of(an_account(retention_12m=0.99)), slow, years=2).yearly

    # 100 + 400 x .10 x (1/8, 3/8)
    assert yearly["scenario_profit"].tolist() == pytest.approx([105 * 0.99**0.5, 115 * 0.99**1.5])


def test_what_is_paid_for_each_account_is_paid_while_it_stays_and_only_for_those_reached() -> None:
    base = base_of(an_account(tier="gold"), an_account(tier="lead"))
    programme = Programme((Measure("care", ("gold",), Move(), cost_per_account_per_year=10.0),))

    found = run_programme(base, programme)

    assert found.change.customer_equity == pytest.approx(-lifetime_value(10, 0.8, 0.12, 10))
    assert found.by_segment.set_index("segment")["change"].to_dict() == {
        "gold": pytest.approx(-lifetime_value(10, 0.8, 0.12, 10)), "lead": 0.0}
    assert found.costs.first_year == pytest.approx(10 * 0.8**0.5)
    assert found.costs.present_value == pytest.approx(lifetime_value(10, 0.8, 0.12, 10))
    assert found.payback_months is None


def test_costs_are_paid_from_the_start_and_come_back_when_the_effect_has_grown() -> None:
    quick, slow = (Programme((Measure("m", move=Move(margin=0.25), ramp_up_months=ramp, cost_once=50.0),))
                   for ramp in (0, 24))
    base = base_of(an_account(retention_12m=0.99))

    assert run_programme(base, quick).payback_months == 7
    # 25 of 100 in the first year, 75 in the second: 24.87 and then 6.16 a month
    assert run_programme(base, slow).payback_months == 17
    assert run_programme(base, quick).yearly["cost"].tolist()[:2] == [50.0, 0.0]


@settings(deadline=None, max_examples=30)
@given(programmes, st.permutations(range(4)))
def test_the_order_of_measures_does_not_matter(programme: Programme, order: list[int]) -> None:
    turned = Programme(tuple(programme.measures[place] for place in order if place < len(programme.measures)))

    one, other = run_programme(FEW, programme), run_programme(FEW, turned)

    assert other.scenario.customer_equity == pytest.approx(one.scenario.customer_equity, rel=1e-9)
    parts, turned_parts = (some.by_measure.set_index("measure")["equity"].to_dict() for some in (one, other))
    assert turned_parts == pytest.approx(parts, rel=1e-6, abs=1e-3)
    assert other.interval.change[0].customer_equity == pytest.approx(
        one.interval.change[0].customer_equity, rel=1e-6, abs=1e-3)


@settings(deadline=None, max_examples=30)
@given(programmes)
def test_parts_segments_and_years_sum_to_the_change(programme: Programme) -> None:
    levers = Levers(price=0.01, new_accounts=3, acquisition_cost=100.0)

    found = run_programme(FEW, programme, levers)

    size = 1e-9 * (abs(found.base.customer_equity) + found.by_measure["equity"].abs().sum())
    assert found.by_measure["equity"].sum() == pytest.approx(found.change.customer_equity, abs=size)
    assert found.by_measure["profit"].sum() == pytest.approx(found.change.profit_12m, abs=size)
    assert found.yearly.loc[0, "scenario_profit"] == pytest.approx(found.scenario.profit_12m)
    assert found.by_measure["measure"].tolist()[-1] is None


@settings(deadline=None, max_examples=20)
@given(programmes)
def test_discounted_years_sum_to_customer_equity_less_what_is_paid_once(programme: Programme) -> None:
    found = run_programme(FEW, programme)

    once = found.costs.once
    discounted = float((found.yearly["scenario_profit"] / 1.12 ** (found.yearly["year"] - 0.5)).sum())
    assert discounted + once / 1.12**0.5 - once == pytest.approx(found.scenario.customer_equity, rel=1e-9)


@settings(deadline=None, max_examples=20)
@given(programmes)
def test_bins_agree_with_every_account(programme: Programme) -> None:
    every = base_arrays(a_portfolio(6_000, seed=2), POLICY, "tier")

    fast, exact = run_programme(MANY, programme), run_programme(every, programme)

    scale = 2e-4 * max(abs(exact.base.customer_equity), abs(exact.scenario.customer_equity))
    assert fast.scenario.customer_equity == pytest.approx(exact.scenario.customer_equity, abs=scale)


class TestRange:
    def test_a_measure_of_uncertain_effect_widens_the_range_around_the_same_middle(self) -> None:
        sure = Programme((Measure("care", move=Move(margin=0.02), ramp_up_months=12),))
        unsure = Programme((Measure("care", move=Move(margin=0.02), spread=Move(margin=0.02), ramp_up_months=12),))

        (low, high), (wider_low, wider_high) = (run_programme(FEW, some).interval.change for some in (sure, unsure))

        assert wider_low.customer_equity < low.customer_equity < high.customer_equity < wider_high.customer_equity
        # margin is linear: its 5th percentile is 1.645 spreads below the mean, of levels and retention little more
        share = wider_low.customer_equity / run_programme(FEW, sure).change.customer_equity
        assert share == pytest.approx(1 - 1.645, abs=0.15)

    def test_without_spread_or_time_it_is_the_range_of_the_same_levers(self) -> None:
        programme = Programme((Measure("care", move=Move(retention=0.05)),))

        one, other = run_programme(FEW, programme).interval, what_if(FEW, Levers(retention=0.05)).interval

        assert one.base == other.base
        assert one.change[1].customer_equity == pytest.approx(other.change[1].customer_equity, rel=1e-9)

    def test_a_measures_draws_are_its_own_whatever_stands_beside_it(self) -> None:
        care = Measure("care", move=Move(margin=0.02), spread=Move(margin=0.01))
        idle = Measure("idle")

        one = run_programme(FEW, Programme((care,))).interval
        other = run_programme(FEW, Programme((idle, care))).interval

        assert np.isclose(one.change[0].customer_equity, other.change[0].customer_equity, rtol=1e-9)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Programme((Measure("a"), Measure("a"))), "measure_twice"),
        (lambda: Programme((Measure("a", move=Move(retention=1.5)),)), "measure_bounds"),
        (lambda: Programme((Measure("a", spread=Move(margin=-0.1)),)), "measure_bounds"),
        (lambda: Programme((Measure("a", ramp_up_months=-1),)), "measure_bounds"),
        (lambda: Programme((Measure("a", cost_once=float("nan")),)), "measure_bounds"),
        (lambda: run_programme(FEW, Programme((Measure("a", ("golden",)),))), "what_if_segment_unknown"),
    ],
)
def test_what_cannot_be_is_refused_by_name(make: object, code: str) -> None:
    with pytest.raises(KadashError) as refused:
        make()  # type: ignore[operator]

    assert refused.value.code == code
