"""Quotes made and contracts signed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, DAYS_PER_YEAR, dates, to_working_day
from kadash.sample.products import CATEGORIES
from kadash.sample.words import COMPETITORS

QUOTES_AN_ORDER = {"transactional": 3.2, "consultative": 0.5, "strategic": 0.3, "plain": 0.35}
WON = {"transactional": 0.23, "consultative": 0.62, "strategic": 0.7, "plain": 0.55}
LONGEST_OPEN_DAYS = 45


def quotes(rng: np.random.Generator, people: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """One row a quote, by day: account, quote_date, outcome, competitor, category, amount and list_amount.

    Amounts are whole hundreds of yuan.
    """
    asked = _asked(rng, people, heads)
    count, account = len(asked), asked["account"].to_numpy()
    buyer = people["buyer_type"].to_numpy()[account]
    won = rng.uniform(size=count) < pd.Series(buyer).map(WON).to_numpy()
    recent = asked["day"].to_numpy() > DAYS - LONGEST_OPEN_DAYS
    outcome = np.select([recent & (rng.uniform(size=count) < 0.6), won], ["Open", "Won"], "Lost")
    discount = np.clip(people["discount"].to_numpy()[account] + rng.normal(0.02, 0.02, count), 0, 0.5)
    list_amount = np.maximum(1, np.round(asked["value"] * rng.lognormal(0, 0.4, count) / 100)).astype(np.int64) * 100
    amount = np.maximum(1, np.round(list_amount * (1 - discount) / 100)).astype(np.int64) * 100
    rival = rng.choice(np.array(list(COMPETITORS)), count)
    names = np.array([category.en for category in CATEGORIES])
    return asked.assign(
        quote_date=dates(asked["day"]), amount=amount, list_amount=list_amount, outcome=outcome,
        competitor=np.where((outcome == "Lost") & (rng.uniform(size=count) < 0.6), rival, ""),
        category=names[asked["category"].to_numpy()],
    ).drop(columns="value")


def _asked(rng: np.random.Generator, people: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """When somebody asked for a price: before orders, and prospects now and then.

    Columns: account, day, value, category (index).
    """
    account = heads["account"].to_numpy()
    an_order = people["buyer_type"].map(QUOTES_AN_ORDER).to_numpy()[account]
    order = np.repeat(np.arange(len(heads)), rng.poisson(an_order))
    day = heads["day"].to_numpy()[order] - np.round(rng.gamma(2.0, 6.0, len(order))).astype(np.int64)
    prospects = np.flatnonzero(people["story"].eq("prospect"))
    prospects = np.repeat(prospects, rng.poisson(1.6, len(prospects)))
    asked = pd.DataFrame({
        "account": np.concatenate([account[order], prospects]),
        "day": np.concatenate([day, rng.integers(600, DAYS, len(prospects))]),
        "value": np.concatenate([heads["value"].to_numpy()[order], rng.uniform(5e3, 2e5, len(prospects))]),
    })
    asked = asked[asked["day"] >= 0].reset_index(drop=True)
    favourite = rng.integers(0, len(CATEGORIES) - 1, len(people))
    other = rng.integers(0, len(CATEGORIES) - 1, len(asked))
    asked["category"] = np.where(rng.uniform(size=len(asked)) < 0.6, favourite[asked["account"]], other)
    asked["day"] = to_working_day(asked["day"].to_numpy())
    return asked.sort_values(["day", "account", "value"], ignore_index=True)


class Contract(NamedTuple):
    """A row of the contracts table; days may lie ahead of the last day of the sample, end_day is None without end."""

    account: int
    kind: str
    start_day: int
    end_day: int | None
    value: int
    penalty: int
    auto_renew: str


def contracts(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row a contract, by start: account, kind, start_date, end_date, auto_renew, value and penalty.

    Value and penalty are whole thousands of yuan.
    """
    rows = [contract for account in range(len(people)) for contract in _of_account(rng, people, account)]
    table = pd.DataFrame(rows, columns=list(Contract._fields)).sort_values(["start_day", "account"], ignore_index=True)
    end = pd.to_numeric(table["end_day"])
    table["start_date"] = dates(table["start_day"])
    table["end_date"] = dates(end.fillna(0).astype(np.int64)).mask(end.isna())
    return table


def _of_account(rng: np.random.Generator, people: pd.DataFrame, account: int) -> list[Contract]:
    story, buyer = people["story"].iloc[account], people["buyer_type"].iloc[account]
    revenue, stop = float(people["revenue_per_year"].iloc[account]), int(people["stop"].iloc[account])

    def signed(kind: str, end: int, months: int) -> Contract:
        return _signed(rng, account, kind, end, months, revenue)

    if story == "prospect" or people["fixed_orders"].iloc[account] >= 0:
        return []
    if story == "contract_ended":
        return [signed("Supply", stop + int(rng.integers(2, 20)), 24)]
    if story == "contract_ending":
        return [signed("Frame" if buyer == "strategic" else "Supply", DAYS + int(rng.integers(8, 85)), 24)]
    if buyer == "strategic":
        frame = [signed("Frame", DAYS + int(rng.integers(200, 700)), int(rng.choice([24, 36])))]
        return frame + ([signed("Data link", DAYS + 400, 36)] if rng.uniform() < 0.7 else [])
    if story == "key_steady":
        return [signed("Supply", DAYS + int(rng.integers(95, 420)), 24)]
    if story == "middle" and rng.uniform() < 0.3:
        # Supply contracts that ran out while buying went on, that just miss the ninety days, or run for long.
        kind = str(rng.choice(["Supply", "Supply", "Supply", "Exclusive"]))
        return [signed(kind, DAYS + int(rng.choice([-300, -120, 94, 110, 300, 500])), 24)]
    return []


def _signed(rng: np.random.Generator, account: int, kind: str, end: int, months: int, revenue: float) -> Contract:
    start = end - int(months * DAYS_PER_YEAR / 12)
    value = 0 if kind == "Data link" else max(1, round(revenue * months / 12 / 10_000)) * 10_000
    penalty = round(value * float(rng.choice([0, 0.05, 0.1])) / 1000) * 1000
    endless = kind == "Data link" and rng.uniform() < 0.3
    return Contract(account, kind, start, None if endless else end, value, penalty, str(rng.choice(["Yes", "No"])))
