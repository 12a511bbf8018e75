"""Lists of accounts to look after: the nursery, those to watch, and those worth winning back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags import defected, nursery
from kadash.segments.key_rules import key_facts
from kadash.segments.ranking import value_12m
from kadash.value.annuity import annuity
from kadash.value.values import profit_per_year


def nursery_list(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row a nursery account, the fastest growing first: account_id and what made it one.

    Reads: what the flag `nursery` reads.
    """
    found = nursery.check(accounts, policy)
    listed = accounts[["account_id"]].assign(**{str(name): column for name, column in found.measured.items()})
    return listed[found.holds].sort_values(
        ["growth_per_year", "account_id"], ascending=[False, True], ignore_index=True
    )


def watch_list(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row a watched account, the most valuable first: account_id, value_12m, and each ground as a truth.

    Grounds: veto_overdue, veto_lateness, veto_one_off_giant, margin_erosion, late_payer.
    Reads: what `key_rules.key_facts` reads.
    """
    facts = key_facts(accounts, policy)
    listed = accounts[["account_id"]].assign(
        value_12m=value_12m(accounts).value, **{str(name): facts.vetoes[name] for name in facts.vetoes},
        margin_erosion=facts.eroding, late_payer=facts.late_paying,
    )
    return listed[facts.watched].sort_values(
        ["value_12m", "account_id"], ascending=[False, True], ignore_index=True
    )


def win_back_list(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row a defected account, the most worth first: what it would be worth if back, and the most to spend on it.

    worth_if_back: its yearly profit for as long as it would stay, alive for certain. gain_if_back: that less what it
    is worth as things stand. most_to_spend: the gain times the policy's chance, nothing where there is none to gain;
    unknown where no cost is known.
    Reads: what `defected` reads, and of the values revenue_year, before_service_rate, service_cost_year,
    retention_12m, current_value.
    """
    gone = accounts[defected.check(accounts, policy).holds]
    rules = policy.value
    lasting = annuity(numbers(gone, "retention_12m").to_numpy(), rules.discount_rate_per_year, rules.horizon_years)
    worth = pd.Series(profit_per_year(gone) * lasting, index=gone.index)
    gain = worth - numbers(gone, "current_value")
    listed = pd.DataFrame({
        "account_id": gone["account_id"],
        "days_since_order": numbers(gone, "days_since_order"),
        "revenue_year": numbers(gone, "revenue_year"),
        "worth_if_back": worth,
        "gain_if_back": gain,
        "most_to_spend": policy.lists.win_back_chance * np.maximum(gain, 0.0),
    })
    return listed.sort_values(["gain_if_back", "account_id"], ascending=[False, True], ignore_index=True)
