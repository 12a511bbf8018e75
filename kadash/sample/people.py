"""Who the accounts are: identity for the account master, traits for the generator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, DAYS_PER_YEAR, Floats, Ints, dates
from kadash.sample.names import account_names
from kadash.sample.stories import BUYERS, STORIES, Range, Story
from kadash.sample.words import INDUSTRIES, OWNERS, REGIONS

RANGES = (
    "orders_per_year", "growth_per_year", "steadiness", "order_spread", "extra_discount", "squeeze_per_year",
    "days_late", "events_per_order", "event_growth_per_year", "freight_fixed", "freight_share", "custom_share", "since",
    "silent_years", "silent_gaps",
)
TERMS_DAYS = (0, 30, 45, 60, 90)


def draw_people(rng: np.random.Generator) -> pd.DataFrame:
    """One row an account: account_id, names, master data, story, buyer_type and the traits of its story.

    `start` and `stop` are the first and last day numbers on which it may order.
    """
    people = pd.concat([_of_story(rng, story) for story in STORIES], ignore_index=True)
    people["name_en"], people["name_zh"] = account_names(rng, len(people))
    people = people.iloc[rng.permutation(len(people))].reset_index(drop=True)
    people["account_id"] = [f"{10_000 + 7 * row:06d}" for row in range(len(people))]
    people["start"] = np.maximum(0, people["since"] * DAYS_PER_YEAR).astype(np.int64)
    people["stop"] = (DAYS - 1 - people["silent_years"] * DAYS_PER_YEAR).astype(np.int64)
    people["discount"] = _discount_for_size(people["revenue_per_year"].to_numpy()) + people["extra_discount"]
    people.loc[people["buyer_type"] == "transactional", "discount"] += rng.uniform(0.05, 0.09)
    people["categories"] = _number_of_categories(rng, people)
    return _with_master_data(rng, people)


def _of_story(rng: np.random.Generator, story: Story) -> pd.DataFrame:
    """One row an account of the story; its traits spread evenly over the ranges, in an order of their own."""
    low, high = story.revenue_per_year
    traits: dict[str, object] = {"revenue_per_year": low * (high / low) ** _spread(rng, story.accounts)}
    for name in RANGES:
        bounds: Range = getattr(story, name)
        traits[name] = bounds[0] + (bounds[1] - bounds[0]) * _spread(rng, story.accounts)
    low_orders, high_orders = story.orders or (-1, -1)
    traits["fixed_orders"] = rng.integers(int(low_orders), int(high_orders) + 1, story.accounts)
    traits["buyer_type"] = _shares(rng, story)
    return pd.DataFrame({"story": story.name, **traits})


def _spread(rng: np.random.Generator, count: int) -> Floats:
    """`count` numbers of 0 to 1, one in each of `count` equal parts, shuffled: the same mixture for any seed."""
    return rng.permutation((np.arange(count) + rng.uniform(0, 1, count)) / count)


def _shares(rng: np.random.Generator, story: Story) -> list[str]:
    edges = np.cumsum(story.buyers)
    return [BUYERS[int(np.searchsorted(edges, u * edges[-1]))] for u in _spread(rng, story.accounts)]


def _discount_for_size(revenue_per_year: Floats) -> Floats:
    """Share off the list that an account of this revenue usually gets: 5 % at 10 thousand, 19 % at 10 million."""
    return 0.05 + 0.047 * np.maximum(0, np.log10(revenue_per_year / 10_000))


def _number_of_categories(rng: np.random.Generator, people: pd.DataFrame) -> Ints:
    usual = rng.integers(2, 6, len(people)) + (people["revenue_per_year"] > 600_000) * 2
    few = people["buyer_type"].eq("transactional")
    many = people["buyer_type"].isin(["consultative", "strategic"])
    count = np.where(few, rng.integers(1, 3, len(people)), np.where(many, usual + 2, usual))
    loses_one = people["story"].eq("lost_category")
    return np.minimum(9, np.where(loses_one, np.maximum(4, count), count)).astype(np.int64)


def _with_master_data(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Adds region, industry, owner, terms, created_date, parent_id, status and in_master, with real life's gaps."""
    count = len(people)
    region = rng.choice(len(REGIONS), count, p=[0.31, 0.22, 0.16, 0.12, 0.11, 0.08])
    people["region"] = np.array(list(REGIONS))[region]
    people["industry"] = rng.choice(np.array(list(INDUSTRIES)), count)
    people["owner"] = np.array(list(OWNERS))[region * 2 + rng.integers(0, 2, count)]
    people["payment_terms_days"] = rng.choice(TERMS_DAYS, count, p=[0.06, 0.44, 0.18, 0.24, 0.08])
    created = (people["since"] * DAYS_PER_YEAR).to_numpy() - rng.uniform(3, 60, count)
    people["created_date"] = dates(np.minimum(created, DAYS - 20).astype(np.int64)).to_numpy()
    people["status"] = np.where(people["story"].eq("defected") & (rng.uniform(size=count) < 0.4), "Inactive", "Active")
    people["in_master"] = True
    people["parent_id"] = _parents(rng, people)
    people["payment_terms_days"] = people["payment_terms_days"].astype("Int64")
    for column, missing in (("owner", 7), ("industry", 18), ("created_date", 9), ("payment_terms_days", 14)):
        people[column] = people[column].mask(_some(rng, count, missing))
    forgotten = rng.choice(np.flatnonzero(people["story"].eq("small") & people["parent_id"].isna()), 2, replace=False)
    people.loc[forgotten, "in_master"] = False
    return people


def _parents(rng: np.random.Generator, people: pd.DataFrame) -> list[str | None]:
    """Eleven groups: a parent (some of them prospects that never buy themselves) and two to four subsidiaries."""
    parents: list[str | None] = [None] * len(people)
    heads = [*np.flatnonzero(people["story"].eq("prospect"))[:3], *np.flatnonzero(people["story"].eq("middle"))[:8]]
    below = rng.permutation(np.flatnonzero(people["story"].isin(["small", "middle", "riser", "slipping"])))
    members = [int(place) for place in below if place not in heads]
    for head in heads:
        for _ in range(int(rng.integers(2, 5))):
            parents[members.pop()] = str(people["account_id"].iloc[head])
    return parents


def _some(rng: np.random.Generator, count: int, chosen: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(count, dtype=np.bool_)
    mask[rng.choice(count, chosen, replace=False)] = True
    return mask
