"""over_credit_limit: more is open than the account was granted."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Open receivable above the credit limit; an account without a limit never is.

    Reads: open_receivable, credit_limit.
    """
    open_receivable, limit = numbers(accounts, "open_receivable"), numbers(accounts, "credit_limit")
    return Check(
        holds=open_receivable.gt(limit),
        measured={"open_receivable": open_receivable, "credit_limit": limit},
        threshold={},
        period="to_date",
    )
