"""Simple measures of the sample's truth, written apart from the product's own rules."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample import SampleCompany

LAST_DAY = pd.Timestamp("2026-09-30")
MINUTES = {
    "Complaint": 120, "Support": 45, "Advice": 90, "Training": 240, "Joint project": 480, "Visit": 180, "Other": 60,
}


def counted(truth: SampleCompany) -> pd.DataFrame:
    """Order lines that count: all but the cancelled."""
    return truth.order_lines[truth.order_lines["status"] != "Cancelled"]


def last_year(rows: pd.DataFrame, years_ago: int = 0, column: str = "order_date") -> pd.DataFrame:
    """Rows of October to September, the last ones or `years_ago` earlier."""
    start = pd.Timestamp(f"{2025 - years_ago}-10-01")
    return rows[(rows[column] >= start) & (rows[column] < start + pd.DateOffset(years=1))]


def contribution_last_year(truth: SampleCompany) -> pd.Series:
    """By account with lines: amount less cost, freight, commission, rebate and service, in yuan."""
    lines = last_year(counted(truth))
    costs = lines[["cost_cents", "freight_cents", "commission_cents", "rebate_cents"]].sum(axis=1)
    earned = (lines["amount_cents"] - costs).groupby(lines["account_id"]).sum() / 100
    events = last_year(truth.service_events, column="event_date")
    priced = (events["cost_cents"].astype(float) / 100).fillna(events["kind"].map(MINUTES) / 60 * 200)
    return earned.sub(priced.groupby(events["account_id"]).sum().reindex(earned.index).fillna(0))


def margin_rate(truth: SampleCompany, years_ago: int) -> pd.Series:
    sums = last_year(counted(truth), years_ago).groupby("account_id")[["amount_cents", "cost_cents"]].sum()
    return 1 - sums["cost_cents"] / sums["amount_cents"]


def revenue(truth: SampleCompany, years_ago: int = 0) -> pd.Series:
    """By every account, in yuan; 0 without lines."""
    sums = last_year(counted(truth), years_ago).groupby("account_id")["amount_cents"].sum() / 100
    return sums.reindex(truth.accounts["account_id"]).fillna(0)


def purchase_days(truth: SampleCompany) -> pd.Series:
    """By account, its sorted days with positive net revenue."""
    days = counted(truth).groupby(["account_id", "order_date"])["amount_cents"].sum()
    return days[days > 0].reset_index().groupby("account_id")["order_date"].apply(lambda dates: np.sort(dates.unique()))


def lateness(truth: SampleCompany) -> pd.Series:
    """By account with five purchases or more: days since the last, in own 80th percentiles of gaps."""
    def one(days: np.ndarray) -> float:
        gaps = np.diff(days).astype("timedelta64[D]").astype(int)
        return float((LAST_DAY - days[-1]).days / np.quantile(gaps, 0.8)) if len(days) >= 5 else float("nan")

    return purchase_days(truth).map(one).dropna()


def days_late(truth: SampleCompany) -> pd.Series:
    """By account: amount-weighted days late of paid invoices and of those past due."""
    bills = truth.receivables
    bills = bills[bills["paid_date"].notna() | (bills["due_date"] < LAST_DAY)]
    late = (bills["paid_date"].fillna(LAST_DAY) - bills["due_date"]).dt.days
    weighted = (late * bills["amount_cents"]).groupby(bills["account_id"]).sum()
    return weighted / bills.groupby("account_id")["amount_cents"].sum()


def accounts_of(truth: SampleCompany, *stories: str) -> list[str]:
    return truth.accounts.loc[truth.accounts["story"].isin(stories), "account_id"].to_list()
