"""What each forecaster expects, from hand-made facts to known figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value import activity, models, values
from kadash.value.forecasts import FORECASTERS, Known, runnable
from tests.value.builders import AS_OF, NOTHING_BOUGHT, a_lost_account, a_prospect, an_account, facts_of, many

POLICY = default_policy()
A_YEAR, HALF_A_YEAR = 365, 182
EXTRA: dict[str, Any] = {"revenue_last_182_days": 300.0, "revenue_same_days_last_year": 700.0, "log_gap_sum": 38.0}


def forecast(name: str, *rows: dict[str, Any], days: int = A_YEAR) -> pd.DataFrame:
    return FORECASTERS[name](Known(facts_of(*rows), days, POLICY)).set_index("account_id")


def a_file() -> list[dict[str, Any]]:
    return [*many(40, **EXTRA), *many(20, a_lost_account, "L", **{**EXTRA, "revenue_last_182_days": 0.0})]


@pytest.mark.parametrize("name", FORECASTERS)
def test_every_forecaster_gives_every_account_in_its_order(name: str) -> None:
    rows = [a_prospect("P", **EXTRA), *a_file(), an_account("C", contract_in_force=True, **EXTRA)]

    found = FORECASTERS[name](Known(facts_of(*rows), HALF_A_YEAR, POLICY))

    assert found.columns.tolist() == ["account_id", "p_buys", "revenue", "contribution"]
    assert found["account_id"].tolist() == [row["account_id"] for row in rows]
    assert (found["revenue"] >= 0).all()
    assert found["p_buys"].dropna().between(0, 1).all()


@pytest.mark.parametrize("name", FORECASTERS)
def test_accounts_stand_apart_from_each_others_places(name: str) -> None:
    rows = a_file()

    forwards, backwards = forecast(name, *rows), forecast(name, *rows[::-1])

    pd.testing.assert_frame_equal(forwards, backwards.loc[forwards.index], rtol=1e-9)


def test_over_a_year_the_default_is_the_expected_contribution_of_the_values_to_the_cent() -> None:
    facts = facts_of(*a_file())

    worth = values(facts, activity(facts, AS_OF, POLICY), NOTHING_BOUGHT, POLICY)
    expected = FORECASTERS["p_buys_x_ewma"](Known(facts, A_YEAR, POLICY))

    assert expected["contribution"].to_numpy() == pytest.approx(worth["expected_contribution_12m"].to_numpy(), abs=1e-9)
    assert expected["p_buys"].to_numpy() == pytest.approx(worth["p_buys_12m"].to_numpy())


def test_the_naive_ones_carry_on_what_was() -> None:
    steady = an_account("A", revenue_year=1000.0, before_service_rate=0.3, service_cost_12m=50.0, **EXTRA)

    expected = {name: forecast(name, steady, days=91).loc["A", "revenue"]
                for name in ("last_six_months", "same_months_last_year", "ewma")}

    assert expected == pytest.approx(
        {"last_six_months": 150.0, "same_months_last_year": 700.0, "ewma": 1000 * 91 / 365}
    )
    # a quarter's revenue at 30 %, less a quarter's service
    assert forecast("last_six_months", steady, days=91).loc["A", "contribution"] == pytest.approx(45 - 50 * 91 / 365)
    assert math.isnan(forecast("ewma", steady).loc["A", "p_buys"])


def test_the_population_is_who_ever_bought_and_its_chance_the_plain_share() -> None:
    rows = [an_account("A", revenue_12m=900.0), a_lost_account("L", revenue_12m=0.0), a_prospect("P")]

    found = forecast("population_mean", *rows)

    assert found["revenue"].to_dict() == {"A": 450.0, "L": 450.0, "P": 0.0}
    assert found["p_buys"].to_dict() == {"A": 0.5, "L": 0.5, "P": 0.0}


def test_the_blend_is_the_mean_of_two() -> None:
    rows = a_file()

    one, other, both = (forecast(name, *rows)["revenue"] for name in ("p_buys_x_ewma", "mbgcnbd_x_gg", "blend"))

    assert both.to_numpy() == pytest.approx((one + other).to_numpy() / 2)


def test_where_no_cost_is_known_contribution_is_unknown_and_revenue_is_not() -> None:
    rows = many(45, before_service_rate=float("nan"), **EXTRA)

    found = forecast("p_buys_x_ewma", *rows)

    assert found["contribution"].isna().all()
    assert found["revenue"].notna().all()


def test_a_file_too_small_for_a_model_gets_the_rule_in_its_place() -> None:
    rows = many(20, **EXTRA)

    pd.testing.assert_frame_equal(forecast("mbgcnbd_x_gg", *rows), forecast("p_buys_x_ewma", *rows))


def test_a_contract_is_expected_to_bring_what_it_brings_whatever_its_orders() -> None:
    rows = [*a_file(), an_account("C", contract_in_force=True, revenue_year=5000.0, **EXTRA)]

    assert forecast("mbgcnbd_x_gg", *rows).loc["C", "revenue"] == pytest.approx(0.99 * 5000)


def test_a_forecaster_runs_only_where_its_column_is_there_and_not_blank() -> None:
    blank = {"revenue_same_days_last_year": np.nan, "revenue_last_182_days": 5.0}

    assert runnable(facts_of(an_account())) == tuple(
        name for name in FORECASTERS if name not in ("last_six_months", "same_months_last_year")
    )
    assert "same_months_last_year" not in runnable(facts_of(an_account(**blank)))
    assert "last_six_months" in runnable(facts_of(an_account(**blank)))


def test_each_model_is_fitted_once_for_all_forecasters(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[str] = []
    for name in ("fit_mbg_cnbd", "fit_bg_nbd"):
        fit = getattr(models, name)
        monkeypatch.setattr(models, name, partial(_counted, fitted, name, fit))
    known = Known(facts_of(*a_file()), HALF_A_YEAR, POLICY)

    for forecaster in FORECASTERS.values():
        forecaster(known)

    assert sorted(fitted) == ["fit_bg_nbd", "fit_mbg_cnbd"]


def _counted(counts: list[str], name: str, fit: Callable[..., object], *given: object, **named: object) -> object:
    counts.append(name)
    return fit(*given, **named)
