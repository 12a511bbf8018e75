"""Accounts under contract: never decided by their orders."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import yes
from kadash.value.purchases import Floats


def renewal_share(facts: pd.DataFrame, policy: Policy) -> float:
    """Share of contracts kept: in force against ended without orders since, with the policy's prior."""
    kept, ended = int(yes(facts, "contract_in_force").sum()), int(yes(facts, "contract_ended_without_orders").sum())
    prior, weight = policy.activity.renewal_share, policy.activity.renewal_weight_contracts
    return (kept + prior * weight) / (kept + ended + weight)


def contract_retention(facts: pd.DataFrame, as_of: date, renewal: float, policy: Policy) -> Floats:
    """The cap where the contract runs on for over 12 months or has no end, else the renewal probability."""
    in_a_year = pd.Timestamp(as_of) + pd.DateOffset(years=1)
    ends = pd.to_datetime(facts["contract_end"])
    return np.where((ends > in_a_year) | ends.isna(), policy.value.retention_cap, renewal)
