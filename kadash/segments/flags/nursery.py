"""nursery: a small account that grows fast, pays in time and is worth its price. Small is not unimportant."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.flags.check import Check
from kadash.segments.key_rules import key_facts, nursery_facts
from kadash.segments.shared import Shared


def check(accounts: pd.DataFrame, policy: Policy, shared: Shared | None = None) -> Check:
    """Those that the scheme key_account calls nursery.

    Reads: what `key_rules` reads.
    """
    facts = shared.key if shared else key_facts(accounts, policy)
    nursery = shared.nursery if shared else nursery_facts(accounts, policy)
    threshold = {
        "revenue_12m": nursery.revenue_line, "growth_per_year": nursery.growth_line,
        "mean_days_late": policy.key_account.nursery_late_days, "margin_rate_12m": nursery.margin_line,
    }
    return Check(
        holds=nursery.holds(policy) & ~facts.watched & ~facts.key(policy),
        measured={
            "revenue_12m": nursery.revenue, "growth_per_year": nursery.growth, "mean_days_late": nursery.days_late,
            "margin_rate_12m": nursery.margin_rate, "special_revenue_12m": nursery.special_revenue,
        },
        threshold={name: line for name, line in threshold.items() if line == line},
        period="last_12_months",
    )
