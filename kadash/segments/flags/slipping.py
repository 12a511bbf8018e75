"""slipping: silent longer than its own rhythm explains, and not gone yet."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags import defected
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Not defected, and late against the own rhythm.

    Reads: lateness, days_since_order, gap_p80_days, and what `defected` reads.
    """
    lateness = numbers(accounts, "lateness")
    gone = defected.check(accounts, policy).holds
    return Check(
        holds=lateness.gt(policy.flags.slipping_lateness) & ~gone,
        measured={
            "lateness": lateness,
            "days_since_order": numbers(accounts, "days_since_order"),
            "gap_p80_days": numbers(accounts, "gap_p80_days"),
        },
        threshold={"lateness": policy.flags.slipping_lateness},
        period="to_date",
    )
