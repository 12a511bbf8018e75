"""Account facts and categories as the value room reads them; a test names only what matters to it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

AS_OF = date(2026, 9, 30)
VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))

_FACTS: dict[str, Any] = {
    "industry": "power", "orders": 12, "purchases": 12, "age_days": 400.0, "recency_days": 380.0,
    "days_since_order": 20.0, "lateness": 0.5, "purchases_12m": 11, "purchases_prev_12m": 1,
    "contract_in_force": False, "contract_end": pd.NaT, "contract_ended_without_orders": False,
    "revenue_year": 1000.0, "revenue_12m": 1000.0, "revenue": 1100.0, "largest_order": 100.0,
    "before_service_rate": 0.3, "service_cost_12m": 50.0,
    "annual_wallet": float("nan"), "historical_contribution": 400.0,
}
_NEVER_BOUGHT: dict[str, Any] = {
    "orders": 0, "purchases": 0, "age_days": float("nan"), "recency_days": float("nan"), "purchases_12m": 0,
    "days_since_order": float("nan"), "lateness": float("nan"), "purchases_prev_12m": 0,
    "revenue_year": float("nan"), "revenue": 0.0, "largest_order": 0.0, "revenue_12m": 0.0,
    "before_service_rate": float("nan"), "service_cost_12m": 0.0,
    "historical_contribution": float("nan"),
}


def an_account(account_id: str = "A", **facts: Any) -> dict[str, Any]:
    """A steady account: 12 purchases in 400 days, the last 20 days ago."""
    return {"account_id": account_id, **_FACTS, **facts}


def a_prospect(account_id: str = "P", **facts: Any) -> dict[str, Any]:
    """An account without any order."""
    return {"account_id": account_id, **_FACTS, **_NEVER_BOUGHT, **facts}


def a_lost_account(account_id: str = "L", **facts: Any) -> dict[str, Any]:
    """One that bought every month of the year before, and nothing for 13 months."""
    gone: dict[str, Any] = {
        "purchases_12m": 0, "purchases_prev_12m": 11, "age_days": 800.0, "recency_days": 400.0,
        "days_since_order": 400.0, "lateness": 12.0, "revenue_12m": 0.0, "before_service_rate": float("nan"),
    }
    return an_account(account_id, **{**gone, **facts})


def many(count: int, row: Any = an_account, prefix: str = "M", **facts: Any) -> list[dict[str, Any]]:
    """So many accounts alike but for their age in days, which a fit needs to differ."""
    return [row(f"{prefix}{n}", **{"age_days": 400.0 + n % 7, "recency_days": 380.0 - n % 11, **facts})
            for n in range(count)]


def facts_of(*rows: dict[str, Any]) -> pd.DataFrame:
    """Account facts, one row each."""
    return pd.DataFrame(list(rows))


def bought(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    """Categories bought in the last 12 months: account, category, revenue, margin."""
    return pd.DataFrame(rows, columns=["account_id", "category", "revenue_12m", "margin_12m"])


NOTHING_BOUGHT = bought()
