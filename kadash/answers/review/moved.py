"""What moved at an account: its months, and the bridge from last year's contribution to this year's."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.marts.calendar import Window, month_before, window
from kadash.reviews import story
from kadash.reviews.bridge import Bridge, margin_bridge
from kadash.reviews.bridges import COSTS_TO_SERVE

HISTORY_MONTHS = 36

LISTED_TO_THE_CENT = Decimal("0.01")
"""Below this difference every line of a product has a list price."""

LATELY_MONTHS = 3

_Row = dict[str, Any]


@dataclass(frozen=True)
class Moved:
    """What moved: months (month, orders, revenue, margin, contribution, price_to_list) and the bridge of two years.

    products: one row a product bought in either year, as the bridge reads it.
    """

    months: pd.DataFrame
    bridge: Bridge
    products: pd.DataFrame
    window: Window

    def sentence(self, words: Words) -> str:
        """What took most and what added most between the two years."""
        return story.bridge_sentence(self.bridge, words)

    @property
    def price_lately(self) -> float | None:
        """What was paid of list in the last three months; None unless each of them has sales at list prices."""
        last = self.months.tail(LATELY_MONTHS)
        sold = last.loc[last["revenue"].gt(0) & last["price_to_list"].gt(0)]
        if len(sold) < LATELY_MONTHS:
            return None
        return float(sold["revenue"].sum() / (sold["revenue"] / sold["price_to_list"]).sum())

    def product_changes(self) -> pd.DataFrame:
        """One row a product whose money changed, largest change first.

        product (its name, else its number), quantity_change and price_change (shares; NaN unless bought in both years),
        change: of its margin, or of its revenue where the bridge is one of revenue.
        """
        rows = self.products
        price_before, price_now = (
            rows[f"revenue_{year}"] / rows[f"quantity_{year}"].where(rows[f"quantity_{year}"] > 0)
            for year in ("before", "now"))
        cost = rows["cost_now"].fillna(0.0) - rows["cost_before"].fillna(0.0)
        revenue = rows["revenue_now"] - rows["revenue_before"]
        changes = pd.DataFrame({
            "product": rows["product_name"].fillna(rows["product_id"]),
            "quantity_change": (rows["quantity_now"] / rows["quantity_before"].where(rows["quantity_before"] > 0) - 1)
            .where(rows["quantity_now"] > 0),
            "price_change": price_now / price_before.where(price_before > 0) - 1,
            "change": revenue - cost if self.bridge.measure == "contribution" else revenue,
        })
        moved_most = changes["change"].abs().sort_values(ascending=False).index
        return changes.loc[moved_most].loc[lambda table: table["change"].ne(0)].reset_index(drop=True)


def moved(asked: Asked, account_id: str) -> Moved:
    """What moved at an account: three years by month, and its contribution from one year to the next."""
    within = window(asked.as_of, asked.policy)
    first = month_before(within.last_day, HISTORY_MONTHS - 1)
    rows = {row["month"]: row for row in asked.records(
        "review_months", account_id=account_id, first_month=first, last_month=month_before(within.last_day, 0))}
    products = _products(asked, account_id, within)
    known = asked.cost_known and bool(products["cost_known"].all())
    return Moved(_months(rows, first), margin_bridge(products, _costs(rows, within), known), products, within)


def _months(rows: dict[dt.date, _Row], first: dt.date) -> pd.DataFrame:
    """Every month from the first with an order on; one without a row made nothing."""
    every = [month_before(first, -ahead) for ahead in range(HISTORY_MONTHS)]
    begun = min((month for month, row in rows.items() if row["revenue"] or row["orders"]), default=dt.date.max)
    shown = [month for month in every if month >= begun]
    return pd.DataFrame({
        "month": np.array(shown, dtype="datetime64[us]"),
        "orders": np.array([rows[month]["orders"] if month in rows else 0 for month in shown], dtype=np.int64),
        **{name: np.array([rows[month][name] if month in rows else missing for month in shown], dtype=np.float64)
           for name, missing in _MISSING.items()},
    })


_MISSING = {"revenue": 0.0, "margin": 0.0, "contribution": 0.0, "price_to_list": None}
"""What a month without a row has in each column; None is unknown."""


def _costs(rows: dict[dt.date, _Row], within: Window) -> dict[str, tuple[float, float]]:
    """What serving the account cost in the year before W and in W, to the cent."""
    before = [row for month, row in rows.items() if within.previous_first_day <= month < within.first_day]
    now = [row for month, row in rows.items() if month >= within.first_day]
    return {name: (float(sum(row[name] for row in before)), float(sum(row[name] for row in now)))
            for name in COSTS_TO_SERVE}


def _products(asked: Asked, account_id: str, within: Window) -> pd.DataFrame:
    """One row a product bought in either year, with its name and category; most revenue first."""
    years = {(row["product_id"], row["is_now"]): row for row in asked.records(
        "review_products", account_id=account_id, before_first=within.previous_first_day, now_first=within.first_day,
        now_last=within.last_day)}
    named = {row["product_id"]: row for row in asked.records("review_product_names", account_id=account_id)}
    rows = [_product(product, years.get((product, False)), years.get((product, True)), named.get(product, {}))
            for product in {product for product, _ in years}]
    rows.sort(key=lambda row: (-row["revenue_now"], str(row["product_id"])))
    return pd.DataFrame(rows, columns=_PRODUCT_COLUMNS)


_YEARLY = ("quantity", "revenue", "list_value", "cost")
_PRODUCT_COLUMNS = ["product_id", "product_name", "category",
                    *(f"{name}_{year}" for name in _YEARLY for year in ("before", "now")), "cost_known"]


def _product(product: str | None, before: _Row | None, now: _Row | None, named: _Row) -> _Row:
    """Quantity, revenue, list value (unknown unless every line has a list price) and cost of both years."""
    both = {"before": _year(before), "now": _year(now)}
    return {"product_id": product, "product_name": named.get("product_name"), "category": named.get("category"),
            **{f"{name}_{year}": figures[name] for year, figures in both.items() for name in _YEARLY},
            "cost_known": all(year is None or year["is_cost_known"] for year in (before, now))}


def _year(row: _Row | None) -> dict[str, float]:
    if row is None:
        return {"quantity": 0.0, "revenue": 0.0, "list_value": math.nan, "cost": math.nan}
    is_listed = abs((row["list_price_revenue"] or 0) - row["revenue"]) < LISTED_TO_THE_CENT
    return {"quantity": float(row["quantity"]), "revenue": float(row["revenue"]),
            "list_value": float(row["list_value"]) if is_listed and row["list_value"] is not None else math.nan,
            "cost": float(row["cost"] or 0) if row["is_cost_known"] else math.nan}
