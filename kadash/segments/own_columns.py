"""What a condition of the user's own may ask of an account, by name: numbers, names, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers_if_there, truth
from kadash.segments.flags import FLAGS
from kadash.segments.schemes import SCHEMES
from kadash.segments.score import key_score
from kadash.segments.shared import Shared

Kind = Literal["number", "text", "yes_no"]

_NUMBERS = (
    "revenue", "revenue_12m", "revenue_prev_12m", "revenue_year", "orders", "orders_12m", "purchases", "purchases_12m",
    "margin_12m", "margin_rate_12m", "contribution_12m", "contribution_prev_12m", "contribution_rate_12m",
    "service_cost_12m", "freight_12m", "discount_rate_12m", "price_to_list_12m", "largest_order", "one_shot_share",
    "one_shot_share_12m", "continuity", "months_active_12m", "regularity", "growth_per_year", "age_days",
    "order_gap_days", "days_since_order", "lateness", "mean_days_late", "on_time_rate", "open_receivable",
    "overdue_veto_amount", "credit_limit", "payment_terms_days", "invoices", "categories_12m", "events_12m",
    "advice_events_12m", "complaints_open", "joint_projects", "quotes_12m", "quotes_open", "annual_wallet",
    "wallet_share", "p_alive", "p_buys_12m", "retention_12m", "historical_value", "current_value", "potential_value",
    "lifetime_value", "key_score", "service_cost_prev_12m", "special_revenue_12m", "orders_prev_12m", "days_late_trend",
    "contract_months", "contract_months_left", "relation_years", "events_prev_12m", "complaints_12m",
    "response_days_12m", "quotes_won_share_12m",
)
_TEXTS = ("account_id", "account_name", "parent_id", "industry", "region", "owner", "declared_class")

KINDS: Mapping[str, Kind] = MappingProxyType({
    **{name: "number" for name in _NUMBERS},
    **{name: "text" for name in (*_TEXTS, *SCHEMES)},
    **{name: "yes_no" for name in (*FLAGS, "contract_in_force", "exclusive", "data_link")},
})
"""Column to its kind: facts, values and the score; names and the layers of the shipped schemes; flags."""


def columns_of(
    accounts: pd.DataFrame, policy: Policy, shared: Shared | None = None
) -> Callable[[str], pd.Series]:
    """The columns of KINDS by name, each found once; NaN or missing where unknown."""

    @cache
    def column(name: str) -> pd.Series:
        if name in SCHEMES:
            return SCHEMES[name](accounts, policy, reasons=False, shared=shared)["layer"].set_axis(accounts.index)
        if name in FLAGS:
            return FLAGS[name](accounts, policy).holds
        if name == "key_score":
            return shared.key.score if shared else key_score(accounts, policy)["key_score"]
        if KINDS[name] == "number":
            return numbers_if_there(accounts, name)
        return truth(accounts, name) if KINDS[name] == "yes_no" else accounts[name]

    return column
