"""What an account is worth: history, current behaviour carried on, and potential; and what the what-if starts from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.activity import Activity
from kadash.value.annuity import annuity
from kadash.value.columns import numbers, numbers_or, shares
from kadash.value.purchases import Floats
from kadash.value.ranges import current_value_range, uptake_range
from kadash.value.rates import service_rates
from kadash.value.revenue_year import revenue_year
from kadash.value.whitespace import gaps

COLUMNS = [
    "account_id", "historical_value", "current_value", "potential_value", "lifetime_value", "low", "high",
    "p_buys_12m", "expected_contribution_12m", "model", "p_alive", "revenue_year", "before_service_rate",
    "before_service_rate_stands_in", "service_cost_year", "retention_12m", "wallet_share",
]


def values(facts: pd.DataFrame, activity: Activity, categories: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account of `facts`, columns `COLUMNS` (`mart.value`); money in the reporting currency.

    current_value is the base of the what-if at the policy's discount and horizon: its sum is customer equity.
    Where no cost is known the values are unknown, while chances, revenue a year and retention stay.
    `before_service_rate_stands_in`: the portfolio's rate stands in for an account without its own.
    """
    base = what_if_columns(facts, activity, policy)
    yearly = profit_per_year(base)
    lasting = lasting_factor(base, policy)
    gains = _gains(facts, categories, policy)
    current = yearly * lasting + 0.0
    historical = _historical(facts, base)
    known = np.where(np.isnan(yearly), np.nan, 1.0)
    potential = gains.mean * lasting * known
    alive, retention = numbers_or(base, "p_alive", 0.0), numbers_or(base, "retention_12m", 0.5)
    may_earn = current_value_range(alive, yearly, retention, policy)
    may_add = uptake_range(potential, gains.variance * lasting**2, gains.most * lasting)
    return base.assign(
        historical_value=historical,
        current_value=current,
        potential_value=potential,
        lifetime_value=historical + current + potential,
        low=historical + np.minimum(may_earn.low, current) + may_add.low,
        high=historical + np.maximum(may_earn.high, current) + may_add.high,
        expected_contribution_12m=numbers_or(base, "p_buys_12m", 0.0) * yearly + 0.0,
    )[COLUMNS]


def what_if_columns(facts: pd.DataFrame, activity: Activity, policy: Policy) -> pd.DataFrame:
    """What a what-if starts from, one row an account: chances, revenue a year, rates, service cost, share of wallet."""
    rates = service_rates(facts)
    return activity.accounts.assign(
        revenue_year=revenue_year(facts, policy),
        before_service_rate=rates.rate,
        before_service_rate_stands_in=rates.stands_in,
        service_cost_year=numbers_or(facts, "service_cost_12m", 0.0),
        wallet_share=wallet_share(facts),
    )


def wallet_share(facts: pd.DataFrame) -> Floats:
    """Revenue in W / what the account spends a year with anyone, at most 1; NaN where unknown or nothing was bought."""
    share = np.minimum(shares(numbers_or(facts, "revenue_12m", 0.0), numbers(facts, "annual_wallet")), 1.0)
    return np.where(share > 0, share, np.nan)


def profit_per_year(base: pd.DataFrame) -> Floats:
    """M = R mu - C: contribution a year while the account is alive."""
    rate = numbers(base, "before_service_rate")
    return numbers(base, "revenue_year") * rate - numbers(base, "service_cost_year")


def lasting_factor(base: pd.DataFrame, policy: Policy) -> Floats:
    """p0 A(r): what a unit of yearly profit is worth today; 0 for accounts that never bought."""
    rules = policy.value
    factor = annuity(numbers_or(base, "retention_12m", 0.5), rules.discount_rate_per_year, rules.horizon_years)
    return numbers_or(base, "p_alive", 0.0) * factor


def _historical(facts: pd.DataFrame, base: pd.DataFrame) -> Floats:
    """Realised contribution to date; 0 for who never bought, in a file with known cost."""
    realised = numbers(facts, "historical_contribution")
    never = (numbers_or(facts, "orders", 0.0) == 0) & np.isfinite(numbers(base, "before_service_rate"))
    return np.where(never & np.isnan(realised), 0.0, realised)


class _Gains(NamedTuple):
    """Whitespace a year, one entry an account: expected, variance of what is taken up, and if all is taken up."""

    mean: Floats
    variance: Floats
    most: Floats


def _gains(facts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> _Gains:
    found, adoption = gaps(facts, categories, policy), policy.value.whitespace_adoption
    mean = np.nan_to_num(found.gain_per_year)
    if_taken = mean / adoption if adoption > 0 else mean
    parts = (mean, if_taken**2 * adoption * (1.0 - adoption), if_taken)
    return _Gains(*(np.bincount(found.account, part, len(facts)).astype(np.float64) for part in parts))
