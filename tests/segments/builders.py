"""Accounts for tests: an ordinary, healthy account, with only what matters to the test changed."""

from __future__ import annotations

import pandas as pd

AS_OF = pd.Timestamp("2026-09-30")

ORDINARY: dict[str, object] = {
    "account_id": "A", "account_name": "Ordinary Ltd", "parent_id": None, "industry": "machinery", "region": "east",
    "owner": "Li", "created_date": pd.Timestamp("2023-01-01"), "declared_class": None, "annual_wallet": float("nan"),
    "credit_limit": float("nan"),
    "first_order": pd.Timestamp("2023-09-30"), "last_order": pd.Timestamp("2026-09-10"),
    "first_purchase": pd.Timestamp("2023-09-30"), "last_purchase": pd.Timestamp("2026-09-10"),
    "orders": 60, "purchases": 60, "revenue": 3_000_000.0, "largest_order": 80_000.0, "giant_order": 80_000.0,
    "age_days": 1096, "recency_days": 1076, "order_gap_days": 17.0, "gap_p80_days": 25.0, "days_since_order": 20,
    "lateness": 0.8, "regularity": 0.6,
    "revenue_12m": 1_000_000.0, "revenue_prev_12m": 1_000_000.0, "orders_12m": 20, "purchases_12m": 20,
    "purchases_prev_12m": 20, "months_active_12m": 10, "continuity": 10 / 12, "largest_order_12m": 80_000.0,
    "one_shot_share": 80 / 3000, "one_shot_share_12m": 0.08,
    "margin_12m": 300_000.0, "margin_prev_12m": 300_000.0, "margin_rate_12m": 0.30, "margin_rate_prev_12m": 0.30,
    "service_cost_12m": 20_000.0, "freight_12m": 10_000.0, "commission_12m": 0.0, "rebate_12m": 0.0,
    "financing_12m": 0.0, "contribution_12m": 270_000.0, "contribution_prev_12m": 270_000.0,
    "contribution_rate_12m": 0.27, "before_service_rate": 0.29,
    "discount_rate_12m": 0.10, "discount_rate_prev_12m": 0.10, "price_to_list_12m": 0.90,
    "price_to_list_prev_12m": 0.90, "growth_per_year": 0.0, "revenue_year": 1_000_000.0,
    "historical_contribution": 800_000.0,
    "invoices": 20, "mean_days_late": 2.0, "on_time_rate": 0.9, "open_receivable": 50_000.0,
    "overdue_veto_amount": 0.0,
    "contract_in_force": False, "contract_end": pd.NaT, "contract_ended_without_orders": False,
    "events_12m": 4, "complaints_open": 0, "severe_open": 0, "categories_12m": 3, "advice_events_12m": 0,
    "joint_projects": 0, "quotes_12m": 10, "quotes_open": 1,
    "p_alive": 0.95, "p_buys_12m": 0.93, "current_value": 900_000.0, "potential_value": 100_000.0,
    "historical_value": 800_000.0, "lifetime_value": 1_800_000.0, "low": 1_500_000.0, "high": 2_100_000.0,
    "expected_contribution_12m": 250_000.0, "model": "bgnbd", "service_cost_year": 20_000.0, "retention_12m": 0.85,
    "wallet_share": float("nan"),
}

PROSPECT: dict[str, object] = {
    **{name: float("nan") for name, value in ORDINARY.items() if isinstance(value, int | float)},
    "orders": 0, "purchases": 0, "first_order": pd.NaT, "last_order": pd.NaT, "first_purchase": pd.NaT,
    "last_purchase": pd.NaT, "contract_in_force": False, "contract_ended_without_orders": False,
}


def accounts(*changed: dict[str, object]) -> pd.DataFrame:
    """One row for each set of changes to the ordinary account; numbered A001, A002 ... unless named."""
    rows = [{**ORDINARY, "account_id": f"A{number:03d}", **changes} for number, changes in enumerate(changed, start=1)]
    return pd.DataFrame(rows)


def ordinary_accounts(count: int, **columns: list[object]) -> pd.DataFrame:
    """So many ordinary accounts, with whole columns replaced."""
    return accounts(*({name: values[i] for name, values in columns.items()} for i in range(count)))


def began(first_purchase: str) -> dict[str, object]:
    """The changes for an account whose first purchase was on that day."""
    first = pd.Timestamp(first_purchase)
    return {"first_purchase": first, "first_order": first, "age_days": (AS_OF - first).days}
