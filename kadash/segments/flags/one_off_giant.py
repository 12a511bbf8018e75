"""one_off_giant: one huge order and hardly anything since. A big order is not a key account."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Largest order at least half of lifetime revenue, among the very largest of all, and few purchases since.

    Reads: revenue, largest_order, purchases_12m, giant_order (the percentile of all orders, docs/decisions/021).
    """
    rules = policy.flags
    largest, revenue = numbers(accounts, "largest_order"), numbers(accounts, "revenue")
    purchases = numbers(accounts, "purchases_12m").fillna(0.0)
    share = (largest / revenue).where(revenue.gt(0.0))
    giant = float(numbers(accounts, "giant_order").min()) if len(accounts) else float("nan")
    return Check(
        holds=share.ge(rules.one_off_share) & largest.ge(giant) & purchases.le(rules.one_off_max_purchases),
        measured={"largest_order": largest, "largest_order_share": share, "purchases_12m": purchases},
        threshold={
            "largest_order": giant,
            "largest_order_share": rules.one_off_share,
            "purchases_12m": rules.one_off_max_purchases,
            "percentile": rules.one_off_percentile,
        },
        period="life",
    )

