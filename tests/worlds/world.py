"""A whole company with its truth: accounts and their stories, order lines, invoices, service events."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from tests.worlds.character import DAYS_A_YEAR, Character
from tests.worlds.days import order_days, season_at
from tests.worlds.plans import Plan
from tests.worlds.stories import character, stories_of

HOURLY_RATE = 200.0
"""What an hour of service costs; the policy as shipped says the same."""
PIECES = 150
"""Pieces of the typical product in the typical order: small accounts' growth is not lost in rounding to a piece."""
KIND_HOURS = {"Complaint": 2.0, "Support": 0.75, "Training": 4.0}


@dataclass(frozen=True)
class World:
    """`accounts`: account_id, account_name, and the character each was given (story, gap_days, growth ...).

    `lines`, `invoices`, `events`: what happened, in plain figures.
    """

    plan: Plan
    accounts: pd.DataFrame
    lines: pd.DataFrame
    invoices: pd.DataFrame
    events: pd.DataFrame


def make_world(plan: Plan) -> World:
    """The company of a plan; the same seed gives the same company."""
    draw = np.random.default_rng([plan.seed, 7])
    products = _products(plan, draw)
    lines, invoices, events, accounts = [], [], [], []
    for number, story in enumerate(stories_of(plan)):
        who, name = character(story, plan, draw), f"K{number + 1:05d}"
        bought = _lines(who, plan, products, draw).assign(account_id=name)
        if who.special:
            bought["product_id"] = bought["product_id"] + f"-{name}"
        lines.append(bought)
        invoices.append(_invoices(who, bought, draw))
        events.append(_events(who, bought, plan, draw).assign(account_id=name))
        accounts.append({"account_id": name, "account_name": f"{name[1:]} Trading", **asdict(who)})
    return World(
        plan, pd.DataFrame(accounts),
        _dated(_numbered(pd.concat(lines, ignore_index=True)), plan),
        _dated(pd.concat(invoices, ignore_index=True), plan),
        _dated(pd.concat(events, ignore_index=True), plan),
    )


def _products(plan: Plan, draw: np.random.Generator) -> pd.DataFrame:
    margin = np.clip(draw.normal(plan.margin, plan.margin_spread, plan.products), 0.05, 0.9)
    listed = np.round(np.exp(draw.normal(np.log(plan.order_value / PIECES), 0.8, plan.products)), 2)
    group = draw.integers(0, max(1, min(8, plan.products // 3)), plan.products)
    return pd.DataFrame({
        "product_id": [f"P{number:04d}" for number in range(plan.products)], "category": [f"Range {g}" for g in group],
        "list_price": listed, "unit_cost": listed * 0.9 * (1 - margin),
    })


def _lines(who: Character, plan: Plan, products: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """An account's lines: its own basket of products, its own price, quantities with its growth and the season."""
    days = order_days(who, plan, draw)
    basket = draw.choice(len(products), min(len(products), int(draw.integers(3, 12))), replace=False)
    likes = draw.dirichlet(np.full(len(basket), 0.8))
    count = np.maximum(1, draw.poisson(plan.lines_an_order, len(days)))
    day = np.repeat(days, count)
    product = products.iloc[basket[draw.choice(len(basket), len(day), p=likes)]].reset_index(drop=True)
    years = day / DAYS_A_YEAR
    size = np.repeat(_order_values(who, days, draw), count) / np.repeat(count, count)
    size = size * np.exp(who.growth * years) * season_at(day, plan) * np.exp(draw.normal(0, 0.25, len(day)))
    if who.story == "melting":
        size = _grown(size, years, who.growth)
    paid = 0.9 * (1 + who.margin_shift) * (1 - who.price_fall * np.clip(years + 2, 0, 2))
    paid = paid * (1 - who.price_step * (years >= -1))
    noise = 1 + draw.normal(0, plan.price_noise, len(day))
    price = np.round(product["list_price"] * paid * noise, 2).clip(lower=0.01)
    quantity = np.maximum(1, np.round(size / product["list_price"]))
    unit_cost = product["unit_cost"] * (1 + who.cost_step * (years >= -1))
    amount = np.round(quantity * price, 2)
    eaten = who.eaten if who.eater == "freight" else 0.02 * plan.freight
    return product.assign(
        day=day, quantity=quantity, unit_price=price, amount=amount,
        cost=np.round(quantity * unit_cost * (1 + draw.normal(0, plan.cost_noise, len(day))), 2),
        freight=np.round(amount * eaten * draw.uniform(0.8, 1.2, len(day)), 2),
    )


def _grown(size: np.ndarray, years: np.ndarray, growth: float) -> np.ndarray:
    """Sizes whose sum of the last year is that of the year before and its growth, whatever chance made of them."""
    now, before = years >= -1, (years >= -2) & (years < -1)
    if not now.any() or not before.any():
        return size
    return np.where(now, size * (size[before].sum() * np.exp(growth) / size[now].sum()), size)


def _order_values(who: Character, days: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """List value of each order; what a one-off giant buys beside its giant order is small."""
    value = np.full(len(days), who.order_value)
    if who.story == "one_off_giant":
        value[1:] /= 80.0
    return value


def _invoices(who: Character, lines: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """One invoice an order, due in 30 days, paid as late as the account pays; what is not paid yet has no day."""
    bills = lines.groupby(["account_id", "day"], as_index=False)["amount"].sum()
    bills["due"] = bills["day"] + 30
    paid = bills["due"] + np.round(draw.normal(who.days_late, 4.0, len(bills)))
    return bills.assign(paid=np.maximum(paid, bills["day"]).where(paid <= 0))


def _events(who: Character, lines: pd.DataFrame, plan: Plan, draw: np.random.Generator) -> pd.DataFrame:
    """Service at a rate of the account's orders; who is eaten by it has it eat that share of every order."""
    orders = lines.groupby("day")["amount"].sum()
    heavy = who.eaten > 0 and who.eater == "service"
    count = np.full(len(orders), 1) if heavy else draw.poisson(0.08, len(orders))
    day = np.minimum(np.repeat(orders.index.to_numpy(), count) + draw.integers(0, 12, count.sum()), 0)
    value = np.repeat(orders.to_numpy(), count)
    usual = plan.order_value * 0.02 * np.ones(len(day))
    hours = np.round((value * who.eaten if heavy else usual) * draw.uniform(0.8, 1.2, len(day)) / HOURLY_RATE, 2)
    found = pd.DataFrame({"day": day, "hours": hours, "kind": "Support"})
    return _told_by_kind(found, draw) if plan.service == "kind" else found


def _told_by_kind(events: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """As many trainings and calls as make the hours, since only kinds are exported."""
    times = np.maximum(1, np.round(events["hours"] / KIND_HOURS["Training"])).astype(int)
    kind = np.where(events["hours"] > KIND_HOURS["Training"] / 2, "Training", "Support")
    return events.assign(kind=kind).loc[np.repeat(events.index, times)].reset_index(drop=True)


def _numbered(lines: pd.DataFrame) -> pd.DataFrame:
    order = lines.groupby(["account_id", "day"], sort=False).ngroup() + 1
    return lines.assign(order_id=[f"SO{number:06d}" for number in order])


def _dated(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Days before the last one become dates."""
    last = pd.Timestamp(plan.last_day)
    return rows.assign(**{name: last + pd.to_timedelta(rows[name], unit="D") for name in ("day", "due", "paid")
                          if name in rows})
