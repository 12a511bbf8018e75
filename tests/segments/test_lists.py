"""Nursery, watch and win-back lists."""

from __future__ import annotations

import pytest

from kadash.policy import default_policy
from kadash.segments.lists import nursery_list, watch_list, win_back_list
from tests.segments.builders import accounts

POLICY = default_policy()
NAN = float("nan")
GONE = {"p_alive": 0.1, "lateness": 5.0, "revenue_year": 1000.0, "before_service_rate": 0.12,
        "service_cost_year": 20.0, "retention_12m": 0.8, "current_value": 28.5578}


def test_a_defected_account_is_worth_its_profit_for_as_long_as_it_would_stay():
    found = win_back_list(accounts({}, GONE), POLICY)

    assert found["account_id"].tolist() == ["A002"]
    row = found.iloc[0]  # profit of 100 a year, r .8, d .12, ten years: 285.578
    assert row["worth_if_back"] == pytest.approx(285.578, abs=1e-3)
    assert row["gain_if_back"] == pytest.approx(257.020, abs=1e-3)
    assert row["most_to_spend"] == pytest.approx(51.404, abs=1e-3)


def test_the_most_worth_comes_first_and_a_loss_is_worth_no_spend():
    loss = {**GONE, "before_service_rate": 0.0, "current_value": -5.0}
    found = win_back_list(accounts(loss, {**GONE, "before_service_rate": NAN, "current_value": NAN}, GONE), POLICY)

    assert found["account_id"].tolist() == ["A003", "A001", "A002"]
    assert found["most_to_spend"].tolist() == pytest.approx([51.404, 0.0, NAN], abs=1e-3, nan_ok=True)


def test_the_nursery_lists_the_fastest_growing_first():
    rest = {"revenue_12m": 9000.0, "margin_rate_12m": 0.2, "growth_per_year": -0.1}
    seed = {"revenue_12m": 50.0, "margin_rate_12m": 0.4, "mean_days_late": 0.0, "contribution_12m": 1.0}
    table = accounts(*[rest] * 7, {**seed, "growth_per_year": 0.3}, {**seed, "growth_per_year": 0.5})

    found = nursery_list(table, POLICY)

    assert found["account_id"].tolist() == ["A009", "A008"]
    assert found["growth_per_year"].tolist() == [0.5, 0.3]


def test_the_watch_list_names_every_ground_and_starts_with_the_most_valuable():
    table = accounts({"contribution_12m": 700.0, "mean_days_late": 40.0},
                     {"contribution_12m": 900.0, "lateness": 4.0, "margin_rate_12m": 0.2}, {"contribution_12m": 1.0})

    found = watch_list(table, POLICY)

    grounds = found.set_index("account_id").drop(columns="value_12m")
    assert found["value_12m"].tolist() == [900.0, 700.0]
    assert grounds.loc["A002"][grounds.loc["A002"]].index.tolist() == ["veto_lateness", "margin_erosion"]
    assert grounds.loc["A001"][grounds.loc["A001"]].index.tolist() == ["late_payer"]
