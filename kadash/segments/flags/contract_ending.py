"""contract_ending: the contract runs out soon; talk before it does."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import as_of_day, truth
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """A contract in force whose last day lies within the policy's days.

    Reads: contract_in_force, contract_end, first_purchase, age_days.
    """
    ends = pd.to_datetime(accounts["contract_end"])
    days = (ends - as_of_day(accounts)).dt.days.astype("float64")
    soon = days.between(0, policy.flags.contract_ending_days)
    return Check(
        holds=truth(accounts, "contract_in_force") & soon,
        measured={"days_to_end": days, "contract_end": ends},
        threshold={"days_to_end": policy.flags.contract_ending_days},
        period="to_date",
    )
