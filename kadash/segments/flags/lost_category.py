"""lost_category: a category the account used to buy has fallen silent while it buys others."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers_if_there
from kadash.segments.flags import defected
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """At least one lost category, of an account that has not left altogether.

    Reads: the columns of `categories.lost_categories` where they are there (without them the flag never holds), and
    what `defected` reads.
    """
    lost = numbers_if_there(accounts, "lost_categories").fillna(0.0)
    nameless = pd.Series(None, index=accounts.index, dtype="object")
    return Check(
        holds=lost.gt(0.0) & ~defected.check(accounts, policy).holds,
        measured={
            "lost_categories": lost,
            "category": accounts.get("lost_category_name", nameless),
            "silent_days": numbers_if_there(accounts, "lost_category_silent_days"),
            "gap_days": numbers_if_there(accounts, "lost_category_gap_days"),
            "revenue_prev_12m": numbers_if_there(accounts, "lost_category_revenue_prev_12m"),
        },
        threshold={
            "gaps": policy.flags.lost_category_gaps, "purchases": policy.flags.lost_category_purchases,
        },
        period="life",
    )
