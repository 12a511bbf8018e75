"""late_payer: pays late on average, over enough invoices to say so."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Amount-weighted days late above the limit, over at least the needed number of invoices.

    Reads: mean_days_late, invoices.
    """
    days, invoices = numbers(accounts, "mean_days_late"), numbers(accounts, "invoices").fillna(0.0)
    return Check(
        holds=days.gt(policy.flags.late_days) & invoices.ge(policy.flags.late_min_invoices),
        measured={"mean_days_late": days, "invoices": invoices},
        threshold={"mean_days_late": policy.flags.late_days, "invoices": policy.flags.late_min_invoices},
        period="last_12_months",
    )
