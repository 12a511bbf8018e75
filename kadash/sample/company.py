"""The whole sample company from one seed: the truth that both dialects of its exports describe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from kadash.sample.baskets import draw_baskets
from kadash.sample.days import Ints, dates
from kadash.sample.events import service_events
from kadash.sample.lines import order_lines
from kadash.sample.money import receivables, with_limits_and_wallets
from kadash.sample.offers import contracts, quotes
from kadash.sample.orders import order_heads
from kadash.sample.people import draw_people
from kadash.sample.products import CATEGORIES, price_list
from kadash.sample.survey import survey_answers

SEED: Final = 20260930
CURRENCY: Final = "CNY"
"""What ¥ means in the sample's exports, which do not say it."""


@dataclass(frozen=True)
class SampleCompany:
    """The truth behind the exports, one frame a table: words in English, money in whole cents (`_cents`) or whole yuan.

    `accounts` has `story` and `buyer_type`, which no export shows; `in_master` is False for the two accounts that
    only orders know. Dates are datetime64, missing where nothing happened yet.
    """

    seed: int
    accounts: pd.DataFrame
    order_lines: pd.DataFrame
    receivables: pd.DataFrame
    service_events: pd.DataFrame
    quotes: pd.DataFrame
    contracts: pd.DataFrame
    survey: pd.DataFrame
    products: pd.DataFrame


def company(seed: int = SEED) -> SampleCompany:
    """The sample company of a seed; the same seed gives the same company."""
    rngs = iter(np.random.default_rng(seed).spawn(10))
    people, products = draw_people(next(rngs)), price_list(next(rngs))
    heads = order_heads(next(rngs), people)
    lines = order_lines(next(rngs), people, products, heads, draw_baskets(next(rngs), people, products))
    bills = receivables(next(rngs), people, lines)
    people = with_limits_and_wallets(next(rngs), people, lines, bills)
    order_id = _order_numbers(people, lines)
    return SampleCompany(
        seed, people, _named_lines(people, products, lines, order_id), _named_bills(people, bills, order_id),
        _numbered(people, service_events(next(rngs), people, heads), "event_id", "C"),
        *_offers(people, heads, next(rngs)),
        _numbered(people, survey_answers(next(rngs), people), None, ""), products,
    )


def _offers(people: pd.DataFrame, heads: pd.DataFrame, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    made, signed = quotes(rng, people, heads), contracts(rng, people)
    return _numbered(people, made, "quote_id", "Q"), _numbered(people, signed, "contract_id", "HT-")


def _order_numbers(people: pd.DataFrame, lines: pd.DataFrame) -> pd.Series:
    """Order number by order: every sales region counts for itself, so numbers repeat across accounts."""
    orders = lines.groupby("order", as_index=False).agg(account=("account", "first"), day=("day", "first"),
                                                       returned=("quantity", lambda quantity: quantity.iloc[0] < 0))
    orders["region"] = people["region"].to_numpy()[orders["account"]]
    orders = orders.sort_values(["day", "order"], ignore_index=True)
    running = orders.groupby(["region", "returned"]).cumcount() + 1
    year = dates(orders["day"]).dt.strftime("%y")
    letters = orders["returned"].map({True: "RT", False: "SO"})
    return pd.Series((letters + year + running.astype(str).str.zfill(5)).to_numpy(), index=orders["order"])


def _named_lines(
    people: pd.DataFrame, products: pd.DataFrame, lines: pd.DataFrame, order_id: pd.Series
) -> pd.DataFrame:
    """Order lines with ids and words in place of row numbers, in the order an ERP lists them."""
    lines = lines.sort_values(["day", "order", "line_no"], ignore_index=True)
    of_line = products.iloc[lines["product"]].reset_index(drop=True)
    names = np.array([category.en for category in CATEGORIES])
    return _accounts(people, lines).assign(
        order_id=order_id.loc[lines["order"]].to_numpy(), order_date=dates(lines["day"]),
        product_id=of_line["product_id"], product=lines["product"], category=names[of_line["category"]],
        owner=people["owner"].to_numpy()[lines["account"]], custom=np.where(lines["custom"], "Yes", "No"),
    ).drop(columns=["account", "order"])


def _named_bills(people: pd.DataFrame, bills: pd.DataFrame, order_id: pd.Series) -> pd.DataFrame:
    named = bills.assign(order_id=order_id.loc[bills["order"]].to_numpy())
    return _numbered(people, named, "invoice_id", "0").drop(columns=["order", "invoice_day"])


def _numbered(people: pd.DataFrame, table: pd.DataFrame, id_column: str | None, prefix: str) -> pd.DataFrame:
    """Adds account_id and a running number of its own in place of the row number of the account."""
    table = _accounts(people, table).drop(columns=["account"])
    if id_column:
        table.insert(0, id_column, [f"{prefix}{number:07d}" for number in range(1, len(table) + 1)])
    return table


def _accounts(people: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    account: Ints = table["account"].to_numpy()
    return table.assign(
        account_id=people["account_id"].to_numpy()[account],
        name_en=people["name_en"].to_numpy()[account], name_zh=people["name_zh"].to_numpy()[account],
    )
