"""Where the margin went between two quarters: the bridges of all accounts, and of all together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.margin.quarters import Quarter
from kadash.language import Words
from kadash.reviews import story
from kadash.reviews.bridge import Bridge, bridge_of
from kadash.reviews.bridges import BARS, margin_bridges

CAUSES = {
    "price_discount": ("list_price", "discount", "price"),
    "cost_of_goods": ("cost",),
    "to_serve": ("freight", "commission", "rebate", "service_cost", "financing"),
    "volume_mix": ("volume", "mix", "volume_and_mix", "new_products", "dropped_products", "returns",
                   "without_quantity"),
}
"""What the bars of a bridge are summed to where a table has room for few."""

ERODES = ("price_discount", "cost_of_goods", "to_serve")
"""Causes that take profit from what is bought, not by how much of it is."""


@dataclass(frozen=True)
class MarginWent:
    """The bridge between two quarters.

    accounts: one row an account that bought or cost anything in either: account_id, account_name, owner, region,
    industry, before, now, change, a column a bar, one for each of CAUSES, and eroded: what price, cost of goods and
    cost to serve took together, which is no matter of how much was bought; those eroded most first. The rows sum to
    `whole`, bar by bar. left_out: accounts without complete costs, which are in no sum.
    """

    quarter: Quarter
    against: Quarter
    accounts: pd.DataFrame
    whole: Bridge
    left_out: int

    def headline(self, words: Words) -> str:
        """What took most and what added most."""
        return story.bridge_sentence(self.whole, words)

    def of(self, account_id: str) -> Bridge | None:
        """One account's bridge; None where it is not among the accounts."""
        row = self.accounts[self.accounts["account_id"] == account_id]
        return bridge_of(row.iloc[0], self.whole.measure == "contribution") if len(row) else None


def margin_went(asked: Asked, quarter: Quarter, against: Quarter, among: Among = EVERYBODY) -> MarginWent:
    """Every account's bridge from one quarter to another, over those asked for that the viewer may see."""
    asked_for = {"before_first": against.first_day, "before_last": against.last_day,
            "now_first": quarter.first_day, "now_last": quarter.last_day, **among.params}
    products, costs = asked.frame("margin_products", **asked_for), asked.frame("margin_costs", **asked_for)
    unknown = set(products.loc[products["lacks_cost"], "account_id"]) if asked.cost_known else set()
    products = products[~products["account_id"].isin(unknown)]
    known = costs[~costs["account_id"].isin(unknown)]
    bridges = margin_bridges(products, known, asked.cost_known)
    sums = {cause: bridges[list(bars)].sum(axis=1) for cause, bars in CAUSES.items()}
    sums["eroded"] = sum((sums[cause] for cause in ERODES), start=pd.Series(0.0, index=bridges.index))
    who = known[["account_id", "account_name", "owner", "region", "industry"]]
    accounts = who.merge(bridges.assign(change=bridges["now"] - bridges["before"], **sums), on="account_id")
    whole = bridge_of(bridges[["before", "now", *BARS]].sum(), asked.cost_known)
    return MarginWent(quarter, against, accounts.sort_values(["eroded", "account_id"], ignore_index=True), whole,
                      len(unknown))
