"""Accounts as a what-if reads them; a test names only what matters to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kadash.policy import Policy, default_policy
from kadash.scenarios import Base, base_arrays

POLICY = default_policy()
NAN = float("nan")

_ACCOUNT: dict[str, Any] = {
    "p_alive": 1.0, "revenue_year": 400.0, "before_service_rate": 0.25, "service_cost_year": 0.0,
    "retention_12m": 0.8, "wallet_share": NAN, "tier": "gold",
}


def an_account(**columns: Any) -> dict[str, Any]:
    """One that earns 100 a year (400 at 25 %) and stays with 80 %."""
    return {**_ACCOUNT, **columns}


def base_of(*rows: dict[str, Any], policy: Policy = POLICY) -> Base:
    """A base cut by `tier`."""
    return base_arrays(pd.DataFrame(list(rows)), policy, "tier", order=("platinum", "gold", "lead"))


def binned_from(accounts: int) -> Policy:
    """The policy with bins from so many accounts on."""
    return POLICY.model_copy(update={"what_if": POLICY.what_if.model_copy(update={"exact_below_accounts": accounts})})


def a_portfolio(accounts: int, seed: int = 0) -> pd.DataFrame:
    """Accounts of four tiers with everything a portfolio has: losers, unknown wallets, prospects, unknown cost."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame({
        "p_alive": random.beta(5, 1, accounts),
        "revenue_year": random.lognormal(9, 1, accounts),
        "before_service_rate": random.normal(0.25, 0.1, accounts),
        "service_cost_year": random.gamma(1, 300, accounts),
        "retention_12m": np.clip(random.beta(6, 2, accounts), 0.02, 0.99),
        "wallet_share": np.where(random.random(accounts) < 0.6, random.beta(2, 3, accounts), NAN),
        "tier": random.choice(["platinum", "gold", "iron", "lead"], accounts, p=[0.01, 0.04, 0.15, 0.8]),
    })
    table.loc[::50, ["p_alive", "retention_12m"]] = NAN
    table.loc[::50, "revenue_year"] = 0.0
    table.loc[7::90, "before_service_rate"] = NAN
    return table
