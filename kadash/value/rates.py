"""Contribution before service a unit of revenue: the account's own, or the portfolio's in its place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.value.columns import Flags, numbers, numbers_or
from kadash.value.purchases import Floats


class ServiceRates(NamedTuple):
    """`rate`: (contribution + service cost) / revenue; `stands_in`: true where it is the portfolio's."""

    rate: Floats
    stands_in: Flags


def service_rates(facts: pd.DataFrame) -> ServiceRates:
    """One entry an account: its own rate in W where it bought then, else the portfolio's; NaN where none is known."""
    own = numbers(facts, "before_service_rate")
    has_own = np.isfinite(own) & (numbers_or(facts, "revenue_12m", 0.0) > 0)
    return ServiceRates(np.where(has_own, own, portfolio_rate(facts)), ~has_own)


def portfolio_rate(facts: pd.DataFrame) -> float:
    """Contribution before service / revenue in W over all accounts that know theirs; NaN where none does."""
    rate, revenue = numbers(facts, "before_service_rate"), numbers_or(facts, "revenue_12m", 0.0)
    known = np.isfinite(rate) & (revenue > 0)
    return float(np.sum(rate[known] * revenue[known]) / np.sum(revenue[known])) if known.any() else float("nan")
