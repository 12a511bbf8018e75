"""Vetoes: what caps the key-account score and bars an account from the most valuable, whatever its size."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers
from kadash.segments.flags import one_off_giant

VETOES = ("veto_overdue", "veto_lateness", "veto_one_off_giant")


def vetoes(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account, a truth a veto: long overdue with real money, silent beyond its rhythm, one-off giant.

    Reads: revenue_12m, overdue_veto_amount (open and long past due), lateness, and what `one_off_giant` reads.
    """
    overdue = numbers(accounts, "overdue_veto_amount").fillna(0.0)
    tolerated = numbers(accounts, "revenue_12m").fillna(0.0).clip(lower=0.0) * policy.vetoes.overdue_share_of_revenue
    return pd.DataFrame({
        "veto_overdue": overdue.gt(tolerated),
        "veto_lateness": numbers(accounts, "lateness").gt(policy.vetoes.lateness),
        "veto_one_off_giant": one_off_giant.check(accounts, policy).holds,
    })
