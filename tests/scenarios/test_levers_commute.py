"""Levers commute where the formula says so: what they do together does not hang on which is named first or where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.scenarios import Levers, Measure, Move, Programme, base_arrays, run_programme, what_if
from tests.scenarios.builders import POLICY, a_portfolio, an_account, base_of

FEW = base_arrays(a_portfolio(300, seed=1), POLICY, "tier")

moves = st.fixed_dictionaries({
    "retention": st.floats(-0.1, 0.1), "churn_cut": st.floats(-0.3, 0.5), "margin": st.floats(-0.05, 0.05),
    "price": st.floats(-0.05, 0.05), "frequency": st.floats(-0.3, 0.3), "cost_to_serve": st.floats(-0.5, 0.5),
    "wallet": st.floats(-0.2, 0.3), "payment_days": st.floats(-30, 30)})


@settings(deadline=None, max_examples=40)
@given(moves, st.permutations(range(8)))
def test_one_lever_after_another_as_measures_is_all_at_once_in_any_order(
        given_moves: dict[str, float], order: list[int]) -> None:
    steps = [Measure(name, move=Move(**{name: value})) for name, value in given_moves.items()]

    at_once = what_if(FEW, Levers(**given_moves)).scenario
    one_by_one = run_programme(FEW, Programme(tuple(steps[place] for place in order))).scenario

    assert one_by_one.customer_equity == pytest.approx(at_once.customer_equity, rel=1e-9)
    assert one_by_one.profit_12m == pytest.approx(at_once.profit_12m, rel=1e-9)


@settings(deadline=None, max_examples=40)
@given(moves)
def test_a_move_for_all_is_the_same_move_for_every_segment(given_moves: dict[str, float]) -> None:
    everywhere = Levers(by_segment={name: Move(**given_moves) for name in FEW.segments})

    one, other = what_if(FEW, Levers(**given_moves)).scenario, what_if(FEW, everywhere).scenario

    assert other.customer_equity == pytest.approx(one.customer_equity, rel=1e-12)


def test_frequency_and_wallet_multiply_so_either_may_come_first() -> None:
    base = base_of(an_account(wallet_share=0.5))

    both = what_if(base, Levers(frequency=0.1, wallet=0.1)).scenario.profit_12m
    separately = [what_if(base, levers).scenario.profit_12m for levers in (Levers(frequency=0.1), Levers(wallet=0.1))]

    today = what_if(base, Levers()).base.profit_12m
    assert both / today == pytest.approx(separately[0] / today * separately[1] / today)


def test_churn_cut_and_points_do_not_commute_churn_is_cut_first() -> None:
    found = what_if(base_of(an_account()), Levers(retention=0.1, churn_cut=0.5)).by_segment

    # 1 - .2 x .5 + .1 = 1.0, stopped at .99; points first would give 1 - .1 x .5 = .95
    assert found.loc[0, "scenario_retention"] == pytest.approx(0.99)
