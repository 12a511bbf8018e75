"""defected: the account is gone, by its contract or by its silence."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import is_prospect, numbers, truth
from kadash.segments.flags.check import Check


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Contract ended and no order since, or hardly alive and silent far beyond the own rhythm.

    Under five purchases there is no rhythm yet: then a year of silence stands for it. Where the rhythm is well known, a
    still longer silence is enough whatever the model says (docs/decisions/052). Prospects cannot leave.
    Reads: orders, purchases, p_alive, lateness, days_since_order, contract_in_force, contract_ended_without_orders.
    """
    rules = policy.flags
    p_alive, lateness = numbers(accounts, "p_alive"), numbers(accounts, "lateness")
    days_since_order = numbers(accounts, "days_since_order")
    no_rhythm = numbers(accounts, "purchases").fillna(0.0).lt(rules.min_purchases_for_lateness)
    silent = lateness.gt(rules.defected_lateness) | (no_rhythm & days_since_order.gt(rules.defected_silent_days))
    contract_ended = truth(accounts, "contract_ended_without_orders")
    gone = contract_ended | (p_alive.lt(rules.defected_p_alive) & silent) | _beyond_doubt(accounts, policy)
    return Check(
        holds=gone & ~is_prospect(accounts),
        measured={
            "p_alive": p_alive,
            "lateness": lateness,
            "days_since_order": days_since_order,
            "contract_ended": contract_ended,
        },
        threshold={
            "p_alive": rules.defected_p_alive,
            "lateness": rules.defected_lateness,
            "lateness_alone": rules.defected_lateness_alone,
            "days_since_order": rules.defected_silent_days,
        },
        period="to_date",
    )


def _beyond_doubt(accounts: pd.DataFrame, policy: Policy) -> pd.Series[bool]:
    """Silent for so many gaps of a rhythm seen so often that chance hardly explains it; a contract in force binds."""
    known_well = numbers(accounts, "purchases").ge(policy.flags.defected_rhythm_purchases)
    silent = numbers(accounts, "lateness").gt(policy.flags.defected_lateness_alone)
    return known_well & silent & ~truth(accounts, "contract_in_force")
