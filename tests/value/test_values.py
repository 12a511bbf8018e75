"""What an account is worth, from hand-made facts to known figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value import activity, values
from kadash.value.activity import Activity
from kadash.value.annuity import annuity
from tests.value.builders import AS_OF, NOTHING_BOUGHT, a_prospect, an_account, bought, facts_of, many

POLICY = default_policy()


def worth(*rows: dict[str, Any], categories: pd.DataFrame = NOTHING_BOUGHT, on: date = AS_OF) -> pd.DataFrame:
    facts = facts_of(*rows)
    return values(facts, activity(facts, on, POLICY), categories, POLICY).set_index("account_id")


def certain(*rows: dict[str, Any], p_alive: float = 1.0, retention: float = 0.8) -> pd.DataFrame:
    """Values where every account has this P(alive) and retention."""
    facts = facts_of(*rows)
    found = activity(facts, AS_OF, POLICY)
    fixed = found.accounts.assign(p_alive=p_alive, p_buys_12m=0.6, retention_12m=retention)
    return values(facts, Activity(fixed, found.fit), NOTHING_BOUGHT, POLICY).set_index("account_id")


def test_current_value_is_yearly_profit_while_alive_times_how_long_it_lasts() -> None:
    row = certain(an_account("A", revenue_year=1000.0, before_service_rate=0.15, service_cost_12m=50.0)).loc["A"]

    assert row["current_value"] == pytest.approx(285.578, abs=1e-3)
    assert row["expected_contribution_12m"] == pytest.approx(60.0)


def test_p_alive_halves_it() -> None:
    account = an_account("A", revenue_year=1000.0, before_service_rate=0.15, service_cost_12m=50.0)

    assert certain(account, p_alive=0.5).loc["A", "current_value"] == pytest.approx(142.789, abs=1e-3)


def test_lifetime_value_is_history_and_current_and_potential() -> None:
    row = worth(*many(45)).iloc[0]

    assert row["historical_value"] == 400.0
    assert row["lifetime_value"] == row["historical_value"] + row["current_value"] + row["potential_value"]


def test_an_account_that_costs_more_than_it_earns_is_below_zero_and_its_range_too() -> None:
    loses = an_account("A", before_service_rate=0.1, service_cost_12m=300.0, historical_contribution=-50.0)

    row = certain(loses).loc["A"]

    assert row["current_value"] == pytest.approx(-200 * 2.85578, abs=1e-2)
    assert row["low"] < row["lifetime_value"] < row["high"] <= 0


def test_the_portfolios_rate_stands_in_where_the_own_is_empty_and_says_so() -> None:
    big = an_account("B", before_service_rate=0.2, revenue_12m=900.0)
    small = an_account("S", before_service_rate=0.4, revenue_12m=100.0)
    silent = an_account("E", before_service_rate=float("nan"), revenue_12m=0.0)

    found = worth(big, small, silent)

    assert found.loc["E", "before_service_rate"] == pytest.approx(0.22)
    assert found["before_service_rate_stands_in"].to_dict() == {"B": False, "S": False, "E": True}


def test_where_no_cost_is_known_values_are_unknown_and_chances_and_revenue_stay() -> None:
    nothing = {"before_service_rate": float("nan"), "historical_contribution": float("nan")}
    row = worth(*many(45, **nothing), categories=bought(("M0", "cable", 10.0, float("nan")))).iloc[0]

    money = ["historical_value", "current_value", "potential_value", "lifetime_value", "low", "high",
             "expected_contribution_12m"]
    assert row[money].isna().all()
    assert row["revenue_year"] == 1000.0
    assert np.isfinite(row[["p_alive", "p_buys_12m", "retention_12m"]].astype(float)).all()


def test_a_prospect_is_worth_nothing_yet() -> None:
    row = worth(a_prospect("P"), *many(45)).loc["P"]

    money = ["historical_value", "current_value", "potential_value", "lifetime_value", "low", "high"]
    assert row[money].tolist() == [0.0] * 6


@pytest.mark.parametrize(("wallet", "share"), [(4000.0, 0.25), (800.0, 1.0), (0.0, None), (float("nan"), None)])
def test_share_of_wallet_is_capped_at_one_and_unknown_without_a_wallet(wallet: float, share: float | None) -> None:
    found = worth(an_account("A", annual_wallet=wallet)).loc["A", "wallet_share"]

    assert found == share if share is not None else np.isnan(found)


def test_the_range_holds_the_share_of_simulated_lives_it_promises() -> None:
    account = an_account("A", revenue_year=1000.0, before_service_rate=0.15, service_cost_12m=50.0,
                         historical_contribution=0.0)
    row = certain(account, p_alive=0.9, retention=0.7).loc["A"]
    random, draws = np.random.default_rng(7), 100_000

    years = np.where(random.random(draws) < 0.9, random.exponential(-1 / np.log(0.7), draws), 0.0)
    level = np.exp(random.normal(0, 0.2, draws))
    lived = 100 * level * (1 - 1.12 ** -np.minimum(years, 10)) / np.log(1.12)

    assert 0.90 <= np.mean((lived >= row["low"]) & (lived <= row["high"])) <= 0.96


def test_customer_equity_is_the_what_ifs_formula_over_all_accounts() -> None:
    found = worth(*many(45), a_prospect())

    by_hand = (
        found["p_alive"] * (found["revenue_year"] * found["before_service_rate"] - found["service_cost_year"])
        * annuity(found["retention_12m"], 0.12, 10)
    ).sum()
    assert found["current_value"].sum() == pytest.approx(by_hand)
