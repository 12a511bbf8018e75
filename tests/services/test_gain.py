"""What a service earns, against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from kadash.policy import default_policy
from kadash.services.effects import Start, standard_draws
from kadash.services.gain import gains, payback_months

POLICY = default_policy()
NONE = np.zeros((1, 1))
A_80, A_85 = 2.85578, 3.38466
"""A(r) over ten years at 12 %, for r = .80 (published) and .85."""


def start(**changed: float) -> Start:
    """An account that earns 100 a year: revenue 500, rate 25 %, service cost 25; retention 80 %, surely alive."""
    figures = {
        "p_alive": 1.0, "retention": 0.8, "revenue_year": 500.0, "before_service_rate": 0.25, "service_cost_year": 25.0,
        "wallet_share": float("nan"), **changed,
    }
    return Start(**{name: np.array([[value]]) for name, value in figures.items()})


def gain(account: Start, one_off: float = 0.0, yearly: float = 0.0, **levers: float) -> float:
    moved = {name: np.array([[value]]) for name, value in levers.items()}
    return float(gains(account, moved, np.array([[one_off]]), np.array([[yearly]]), POLICY)[0, 0])


def test_a_service_that_moves_nothing_and_costs_nothing_earns_nothing():
    assert gain(start()) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("levers", "expected"), [
    ({"retention": 0.05}, 100 * (A_85 - A_80)),
    ({"margin": 0.02}, 10 * A_80),
    ({"price": -0.02}, -10 * A_80),
    ({"frequency": 0.1}, 12.5 * A_80),
    ({"cost_to_serve": -0.2}, 5 * A_80),
    ({"payment_days": 36.5}, -500 * 0.1 * 0.06 * A_80),
    ({"wallet": 0.1}, 0.0),
])
def test_each_lever_earns_what_the_closed_form_says(levers, expected):
    assert gain(start(), **levers) == pytest.approx(expected, rel=1e-4, abs=1e-9)


def test_a_known_share_of_wallet_moves_the_volume_up_to_all_of_it():
    account = start(wallet_share=0.5)

    assert gain(account, wallet=0.1) == pytest.approx(125 * 0.2 * A_80, rel=1e-4)
    assert gain(account, wallet=0.9) == pytest.approx(125 * 1.0 * A_80, rel=1e-4)


def test_all_levers_together_are_worth_other_than_their_sum():
    together = gain(start(), retention=0.05, frequency=0.1)

    assert together == pytest.approx(112.5 * A_85 - 100 * A_80, rel=1e-4)
    assert together > gain(start(), retention=0.05) + gain(start(), frequency=0.1)


def test_a_yearly_cost_lasts_as_long_as_the_account_and_a_one_off_is_paid_once():
    assert gain(start(), one_off=7.0) == pytest.approx(-7.0)
    assert gain(start(), yearly=7.0) == pytest.approx(-7.0 * A_80, rel=1e-4)
    assert gain(start(p_alive=0.5), one_off=7.0, yearly=7.0) == pytest.approx(-7.0 - 3.5 * A_80, rel=1e-4)


def test_winning_back_raises_the_chance_that_the_account_is_alive():
    assert gain(start(p_alive=0.2), reactivation=0.25) == pytest.approx(100 * 0.2 * A_80, rel=1e-4)


def test_retention_stops_at_the_cap():
    assert gain(start(retention=0.97), retention=0.5) == pytest.approx(gain(start(retention=0.97), retention=0.02))


def test_an_unknown_contribution_gives_an_unknown_gain():
    assert np.isnan(gain(start(before_service_rate=float("nan")), retention=0.05))


@pytest.mark.parametrize(("one_off", "yearly", "frequency", "expected"), [
    (0.0, 0.0, 0.1, 0.0), (12.5 * 0.8**0.5, 0.0, 0.1, 12.0), (6.25 * 0.8**0.5, 0.0, 0.1, 6.0),
    (12.5 * (0.8**0.5 + 0.5 * 0.8**1.5), 0.0, 0.1, 18.0),
])
def test_payback_is_the_month_in_which_the_extra_profit_has_paid_the_cost(one_off, yearly, frequency, expected):
    levers = {"frequency": np.array([[frequency]])}

    months = payback_months(start(), levers, np.array([[one_off]]), np.array([[yearly]]), POLICY)

    assert months[0, 0] == pytest.approx(expected)


def test_a_service_that_never_earns_its_cost_has_no_payback():
    months = payback_months(start(), {"frequency": np.array([[0.1]])}, np.array([[9e9]]), NONE, POLICY)
    assert np.isnan(months[0, 0])
    months = payback_months(start(), {"frequency": np.array([[0.1]])}, NONE, np.array([[20.0]]), POLICY)
    assert np.isnan(months[0, 0])


def test_draws_are_even_normal_numbers_that_are_the_same_every_time():
    first, again = standard_draws(200), standard_draws.__wrapped__(200)

    for lever, numbers in first.items():
        assert numbers.mean() == pytest.approx(0.0, abs=1e-12)
        assert numbers.std() == pytest.approx(1.0)
        assert np.array_equal(numbers, again[lever])
    assert abs(np.corrcoef(first["retention"][0], first["frequency"][0])[0, 1]) < 0.2
