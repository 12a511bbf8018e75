"""What each account usually buys, and the category that some stop buying."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, DAYS_PER_YEAR, Floats, Ints
from kadash.sample.products import CATEGORIES, SERVICES

SERVICE_CATEGORY = [category.en for category in CATEGORIES].index(SERVICES)
WIDEST = 40


@dataclass(frozen=True)
class Baskets:
    """For every account (row): its products, the running share of each, and until when it buys its last category."""

    product: Ints
    running_share: Floats
    running_share_after: Floats
    lost_after_day: Ints


def draw_baskets(rng: np.random.Generator, people: pd.DataFrame, products: pd.DataFrame) -> Baskets:
    """A basket an account: some of its categories' products, the first category bought most."""
    product = np.zeros((len(people), WIDEST), dtype=np.int64)
    weight = np.zeros((len(people), WIDEST))
    kept = np.zeros((len(people), WIDEST))
    lost_after = np.full(len(people), DAYS, dtype=np.int64)
    order_values = people["revenue_per_year"].to_numpy() / np.maximum(1, people["orders_per_year"].to_numpy())
    stories, buyers, breadths = (people[name].to_list() for name in ("story", "buyer_type", "categories"))
    for row, order_value in enumerate(order_values):
        chosen, shares, category = _basket(rng, breadths[row], buyers[row], float(order_value), products)
        product[row, : len(chosen)], weight[row, : len(chosen)] = chosen, shares
        kept[row] = weight[row]
        if stories[row] == "lost_category":
            kept[row, : len(chosen)] = np.where(category == category.max(), 0, shares)
            lost_after[row] = DAYS - int(rng.uniform(0.55, 1.0) * DAYS_PER_YEAR)
    return Baskets(product, _running(weight), _running(kept), lost_after)


def pick_products(rng: np.random.Generator, baskets: Baskets, account: Ints, day: Ints) -> Ints:
    """A product (row of the price list) for each line of (account, day)."""
    after = (day > baskets.lost_after_day[account])[:, None]
    running = np.where(after, baskets.running_share_after[account], baskets.running_share[account])
    place = (rng.uniform(size=len(account))[:, None] > running).sum(axis=1)
    product: Ints = baskets.product[account, place]
    return product


def _running(weight: Floats) -> Floats:
    running: Floats = np.cumsum(weight, axis=1)
    return running / running[:, -1:]


def _basket(rng: np.random.Generator, categories: int, buyer_type: str, order_value: float,
            products: pd.DataFrame) -> tuple[Ints, Floats, Ints]:
    """Product rows, their shares, and the place of their category in the account's own order of categories."""
    order = rng.permutation(len(CATEGORIES) - 1)[:categories]
    rows: list[int] = []
    shares: list[float] = []
    place: list[int] = []
    for rank, category in enumerate(order):
        inside = _affordable(products, int(category), order_value)
        chosen = rng.choice(inside, min(len(inside), int(rng.integers(2, 5))), replace=False)
        rows += [int(product) for product in chosen]
        shares += list(rng.dirichlet(np.full(len(chosen), 2.0)) / (rank + 1.3))
        place += [rank] * len(chosen)
    if buyer_type == "consultative":
        services = _affordable(products, SERVICE_CATEGORY, order_value)
        rows += [int(product) for product in services]
        shares += [sum(shares) * float(rng.uniform(0.07, 0.16)) / len(services)] * len(services)
        place += [-1] * len(services)
    return np.array(rows), np.array(shares), np.array(place)


def _affordable(products: pd.DataFrame, category: int, order_value: float) -> Ints:
    """Products of a category that fit an order of this value, at least the two cheapest."""
    inside = products.index[products["category"] == category].to_numpy()
    prices = products["list_price"].to_numpy()[inside]
    fitting = inside[prices <= max(order_value / 2, np.sort(prices)[1])]
    rows: Ints = fitting.astype(np.int64)
    return rows
