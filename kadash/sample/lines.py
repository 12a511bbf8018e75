"""Order lines: products from each account's basket, prices off the list, costs, freight, returns, cancellations."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample.baskets import Baskets, pick_products
from kadash.sample.days import DAYS, Floats, Ints, dates, to_working_day, years_before_end
from kadash.sample.products import list_price_cents, unit_cost_cents

PRICE_NOISE = 0.011
"""Standard deviation of a line's discount around what the account gets, in points of list price."""
CUSTOM_DISCOUNT_SHARE = 0.3
"""Made-to-order lines get this share of the usual discount."""


def order_lines(rng: np.random.Generator, people: pd.DataFrame, products: pd.DataFrame, heads: pd.DataFrame,
                baskets: Baskets) -> pd.DataFrame:
    """One row an order line, by day and order: money in cents (integers), dates, product and account as row numbers.

    Columns: account, order (row of `heads`; returns count on behind), line_no, day, product, quantity,
    list_price_cents (missing on some made-to-order lines), unit_price_cents, amount_cents, cost_cents, freight_cents,
    commission_cents, rebate_cents, custom, status, promised_date, delivered_date.
    """
    lines = _split(rng, people, heads)
    lines["product"] = pick_products(rng, baskets, lines["account"].to_numpy(), lines["day"].to_numpy())
    lines["custom"] = rng.uniform(size=len(lines)) < people["custom_share"].to_numpy()[lines["account"]]
    lines = _priced(rng, people, products, lines)
    lines = _delivered(rng, people, lines)
    lines = pd.concat([lines, _returns(rng, people, lines, first_order=len(heads))], ignore_index=True)
    return _costed(rng, people, products, lines).drop(columns=["value", "unit_cost_cents"])


def _split(rng: np.random.Generator, people: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """Orders to lines: account, order, line_no, day, value; more lines the more categories an account buys."""
    account, value = heads["account"].to_numpy(), heads["value"].to_numpy()
    usual = 1.05 + 0.285 * people["categories"].to_numpy()[account] + 0.35 * np.log10(np.maximum(1, value / 1000))
    count = 1 + rng.poisson(np.maximum(0.2, usual - 1))
    order = np.repeat(np.arange(len(heads)), count)
    first = np.cumsum(count) - count
    weight = rng.gamma(2.0, 1.0, len(order))
    share = weight / np.add.reduceat(weight, first)[order]
    return pd.DataFrame({
        "account": account[order], "order": order, "line_no": np.arange(len(order)) - first[order] + 1,
        "day": heads["day"].to_numpy()[order], "value": value[order] * share,
    })


def _priced(
    rng: np.random.Generator, people: pd.DataFrame, products: pd.DataFrame, lines: pd.DataFrame
) -> pd.DataFrame:
    account, day = lines["account"].to_numpy(), lines["day"].to_numpy()
    product = lines["product"].to_numpy()
    list_cents = list_price_cents(products, product, day)
    custom = lines["custom"].to_numpy()
    extra = np.where(custom, rng.uniform(1.08, 1.35, len(lines)), 1.0)
    list_cents = np.round(list_cents * extra).astype(np.int64)
    discount = _discount(rng, people, account, day) * np.where(custom, CUSTOM_DISCOUNT_SHARE, 1.0)
    price = np.maximum(1, np.round(list_cents * (1 - discount))).astype(np.int64)
    quantity = np.maximum(1, np.round(lines["value"].to_numpy() * 100 / price)).astype(np.int64)
    quantity = np.where(quantity >= 40, np.round(quantity / 10) * 10, quantity).astype(np.int64)
    unknown = custom & (rng.uniform(size=len(lines)) < 0.25)
    return lines.assign(
        quantity=quantity, unit_price_cents=price,
        list_price_cents=pd.Series(list_cents, dtype="Int64").mask(pd.Series(unknown)),
        unit_cost_cents=np.round(unit_cost_cents(products, product, day) * np.sqrt(extra)).astype(np.int64),
    )


def _discount(rng: np.random.Generator, people: pd.DataFrame, account: Ints, day: Ints) -> Floats:
    squeezed = people["squeeze_per_year"].to_numpy()[account] * -years_before_end(day)
    usual = people["discount"].to_numpy()[account] + squeezed
    return np.clip(usual + rng.normal(0, PRICE_NOISE, len(account)), 0, 0.55)


def _delivered(rng: np.random.Generator, people: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Adds promised_date, delivered_date (blank where still to come) and status; some lines are cancelled."""
    custom = lines["custom"].to_numpy()
    promised = lines["day"] + np.where(custom, rng.integers(25, 50, len(lines)), rng.integers(3, 21, len(lines)))
    is_late = rng.uniform(size=len(lines)) < 0.14
    late = np.where(is_late, rng.integers(1, 16, len(lines)), rng.integers(-2, 1, len(lines)))
    delivered = np.maximum(promised + late, lines["day"] + 1)
    orders = lines.groupby("account")["order"].transform("nunique")
    cancelled = (rng.uniform(size=len(lines)) < 0.009) & (orders > 3) & (lines["line_no"] > 1)
    waiting = delivered >= DAYS
    return lines.assign(
        promised_date=dates(promised).to_numpy(),
        delivered_date=dates(delivered).mask(waiting | cancelled),
        status=np.select([cancelled, waiting], ["Cancelled", "Open"], "Completed"),
    )


def _returns(rng: np.random.Generator, people: pd.DataFrame, lines: pd.DataFrame, first_order: int) -> pd.DataFrame:
    """About one line in ninety comes back in part, as a document of its own with a negative quantity."""
    large = people["orders_per_year"].to_numpy()[lines["account"]] > 4
    chosen = np.flatnonzero((rng.uniform(size=len(lines)) < 0.012) & large & lines["status"].eq("Completed"))
    back = lines.iloc[chosen].copy()
    back["day"] = to_working_day(back["day"].to_numpy() + rng.integers(6, 46, len(back)))
    back["quantity"] = -np.maximum(1, np.round(back["quantity"] * rng.uniform(0.05, 0.8, len(back)))).astype(np.int64)
    back["order"], back["line_no"] = first_order + np.arange(len(back)), 1
    back["promised_date"], back["delivered_date"], back["status"] = pd.NaT, pd.NaT, "Returned"
    stops = people["stop"].to_numpy()[back["account"]]
    in_time: pd.DataFrame = back.loc[back["day"].to_numpy() < np.minimum(stops, DAYS - 1)]
    return in_time


def _costed(
    rng: np.random.Generator, people: pd.DataFrame, products: pd.DataFrame, lines: pd.DataFrame
) -> pd.DataFrame:
    """Adds amount, cost, freight (on the first line of an order), commission and rebate, in cents."""
    account = lines["account"].to_numpy()
    amount = (lines["quantity"] * lines["unit_price_cents"]).to_numpy()
    of_order = lines.assign(amount=amount).groupby("order")["amount"].transform("sum").to_numpy()
    fixed, share = people["freight_fixed"].to_numpy()[account], people["freight_share"].to_numpy()[account]
    freight = np.where(lines["line_no"] == 1, fixed * rng.uniform(0.8, 1.25, len(lines)) * 100 + share * of_order, 0)
    returned = lines["status"].eq("Returned").to_numpy()
    size = people["revenue_per_year"].to_numpy()[account]
    rebate = np.where(size > 1.5e6, 0.012, np.where(size > 600_000, 0.006, 0.0))
    return lines.assign(
        amount_cents=amount,
        cost_cents=(lines["quantity"] * lines["unit_cost_cents"]).to_numpy(),
        freight_cents=np.where(returned, 0, np.round(freight)).astype(np.int64),
        commission_cents=np.round(amount * 0.011).astype(np.int64),
        rebate_cents=np.round(amount * rebate).astype(np.int64),
    )
