"""What a file of accounts looks like to the activity models: how many, how active, how many lost, the plain share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import numbers, numbers_or


@dataclass(frozen=True)
class Shares:
    """Accounts that bought some time ago (`before`), and those of them that bought since (`kept`)."""

    before: int
    kept: int

    @property
    def plain_share(self) -> float | None:
        """Accounts of then that bought since / accounts of then; None where there were none."""
        return self.kept / self.before if self.before else None

    @property
    def cautious_share(self) -> float | None:
        """The plain share with half an account on either side, so that it is never quite 0 or 1."""
        return (self.kept + 0.5) / (self.before + 1.0) if self.before else None


@dataclass(frozen=True)
class Census(Shares):
    """Counts over accounts with at least one purchase and no contract in force.

    `repeated` bought at least twice, `active` in the last 12 full months, `before` in the 12 months before those,
    `kept` in both.
    """

    accounts: int
    repeated: int
    median_purchases: float
    active: int

    @property
    def lost(self) -> int:
        """Bought in the year before, not in the last 12 months."""
        return self.before - self.kept

    @property
    def active_share(self) -> float:
        """Accounts that bought in the last 12 months / accounts that ever bought."""
        return self.active / self.accounts if self.accounts else 0.0


def census(facts: pd.DataFrame) -> Census:
    """The counts of these accounts (columns `purchases`, `purchases_12m`, `purchases_prev_12m`)."""
    now = numbers_or(facts, "purchases_12m", 0.0) > 0
    before = numbers_or(facts, "purchases_prev_12m", 0.0) > 0
    purchases = numbers_or(facts, "purchases", 0.0)
    return Census(
        accounts=len(facts),
        repeated=int((purchases >= 2).sum()),
        median_purchases=float(np.median(purchases)) if len(facts) else 0.0,
        active=int(now.sum()),
        before=int(before.sum()),
        kept=int((now & before).sum()),
    )


def share_within(facts: pd.DataFrame, days: int) -> Shares:
    """Of accounts that had bought so many days before as-of: how many bought since.

    Reads `age_days` and `recency_days` (from the first purchase to as-of, and to the last purchase).
    """
    age, recency = numbers(facts, "age_days"), numbers_or(facts, "recency_days", 0.0)
    before = np.nan_to_num(age, nan=-1.0) >= days
    return Shares(int(before.sum()), int((before & (age - recency < days)).sum()))


def needs_rule(counts: Census, policy: Policy) -> bool:
    """Too few accounts for a model to be fitted, or too few purchases each and too few accounts that bought again."""
    rules = policy.activity
    bought_once = counts.median_purchases < rules.min_median_orders and counts.repeated < rules.min_accounts
    return counts.accounts < rules.min_accounts or bought_once


def needs_mix(counts: Census, policy: Policy) -> bool:
    """Hardly anybody left: a model has not seen enough leaving to be believed alone."""
    return counts.active_share > policy.activity.max_active_share or counts.lost < policy.activity.min_lost
