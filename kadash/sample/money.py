"""Invoices and when they are paid, credit limits, what accounts spend a year, and the ERP's old classes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, DAYS_PER_YEAR, Floats, Ints, dates

DEFAULT_TERMS_DAYS = 30
CALM = ("key_steady", "riser", "squeezer", "strategic")
"""Stories whose invoices are never disputed or forgotten."""


def receivables(rng: np.random.Generator, people: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """One row an invoice (an order, delivered or not, without its cancelled lines): amount_cents and dates.

    Columns: account, order, amount_cents, invoice_day, invoice_date, due_date, paid_date and paid_cents; unpaid or
    paid in part at the last day: no paid_date.
    """
    counted = lines[~lines["status"].isin(["Cancelled", "Returned"])]
    bills = counted.groupby("order", as_index=False).agg(
        account=("account", "first"), day=("day", "first"), amount_cents=("amount_cents", "sum"))
    bills["invoice_day"] = bills["day"] + rng.integers(0, 7, len(bills))
    bills = bills[bills["invoice_day"] < DAYS].sort_values(["invoice_day", "order"], ignore_index=True)
    account = bills["account"].to_numpy()
    terms = people["payment_terms_days"].fillna(DEFAULT_TERMS_DAYS).to_numpy().astype(np.int64)[account]
    due = bills["invoice_day"].to_numpy() + terms
    paid = np.maximum(due + _days_late(rng, people, bills), bills["invoice_day"].to_numpy())
    unpaid = paid >= DAYS
    part = np.where(unpaid & (rng.uniform(size=len(bills)) < 0.05), np.round(bills["amount_cents"] * 0.3), 0)
    return bills.assign(
        invoice_date=dates(bills["invoice_day"]), due_date=dates(due), paid_date=dates(paid).mask(unpaid),
        paid_cents=np.where(unpaid, part, bills["amount_cents"]).astype(np.int64),
    ).drop(columns="day")


def _days_late(rng: np.random.Generator, people: pd.DataFrame, bills: pd.DataFrame) -> Ints:
    """Days late of each invoice around its account's habit; a few are disputed and stay open for long."""
    account = bills["account"].to_numpy()
    habit = people["days_late"].to_numpy()[account]
    calm = people["story"].isin(CALM).to_numpy()[account]
    late = rng.normal(habit, 3.5 + 0.25 * np.abs(habit))
    forgotten = (rng.uniform(size=len(bills)) < 0.035) & ~calm
    disputed = (rng.uniform(size=len(bills)) < 0.002) & ~calm
    late = late + np.where(forgotten, rng.exponential(22, len(bills)), 0) + np.where(disputed, 400, 0)
    whole: Ints = np.round(late).astype(np.int64)
    return whole


def with_limits_and_wallets(rng: np.random.Generator, people: pd.DataFrame, lines: pd.DataFrame,
                            bills: pd.DataFrame) -> pd.DataFrame:
    """Adds credit_limit and annual_wallet (whole yuan, missing for some) and declared_class, an ABC grown stale."""
    open_yuan = _by_account(people, bills["account"], bills["amount_cents"] - bills["paid_cents"])
    last_year = lines["day"] >= DAYS - DAYS_PER_YEAR
    revenue = _by_account(people, lines["account"], lines["amount_cents"].where(last_year, 0))
    known = rng.uniform(size=len(people)) < 0.75
    usual = np.maximum(open_yuan * rng.uniform(1.25, 3.0, len(people)), revenue / 6)
    near = people["story"].eq("decoy_late").to_numpy()
    over = people["story"].eq("over_limit").to_numpy()
    limit = np.select([over, near], [open_yuan * rng.uniform(0.6, 0.85, len(people)), open_yuan * 1.04 + 1000], usual)
    share = rng.beta(2.2, 1.8, len(people)) * 0.9 + 0.08
    wallet = np.where(revenue > 0, revenue / share, people["revenue_per_year"])
    has_wallet = rng.uniform(size=len(people)) < 0.55
    return people.assign(
        credit_limit=_thousands(limit).where(known | over | near), annual_wallet=_thousands(wallet).where(has_wallet),
        declared_class=_old_classes(rng, people, lines),
    )


def _by_account(people: pd.DataFrame, account: pd.Series, cents: pd.Series) -> Floats:
    """Sum in yuan for every row of `people`."""
    return np.bincount(account, weights=cents.astype(float), minlength=len(people)) / 100


def _thousands(yuan: Floats) -> pd.Series:
    """Whole thousands of yuan, at least one: so that ten-thousands with one decimal say the same."""
    return pd.Series(np.maximum(1, np.floor(yuan / 1000)).astype(np.int64) * 1000, dtype="Int64")


def _old_classes(rng: np.random.Generator, people: pd.DataFrame, lines: pd.DataFrame) -> np.ndarray:
    """A, B, C by revenue of the first year, as somebody once typed them; blank for the others and now and then."""
    first = _by_account(people, lines["account"], lines["amount_cents"].where(lines["day"] < DAYS_PER_YEAR, 0))
    letters = np.select([first > 1.5e6, first > 250_000, first > 0], ["A", "B", "C"], "")
    return np.where(rng.uniform(size=len(people)) < 0.12, "", letters)
