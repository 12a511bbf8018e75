"""below_zero: the account costs more than it brings."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Contribution of the last 12 months below zero on revenue above zero; an unknown contribution never is.

    Reads: revenue_12m, contribution_12m.
    """
    revenue, contribution = numbers(accounts, "revenue_12m"), numbers(accounts, "contribution_12m")
    return Check(
        holds=contribution.lt(0.0) & revenue.gt(0.0),
        measured={"contribution_12m": contribution, "revenue_12m": revenue},
        threshold={"contribution_12m": 0.0, "revenue_12m": 0.0},
        period="last_12_months",
    )
