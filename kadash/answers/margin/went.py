"""Where the margin went between two quarters: the bridges of all accounts, and of all together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.marts.quarters import Quarter
from kadash.reviews import story
from kadash.reviews.bridge import Bridge, bridge_of
from kadash.reviews.bridges import BARS, caused, eroded, margin_bridges


@dataclass(frozen=True)
class MarginWent:
    """The bridge between two quarters.

    accounts: one row an account that bought or cost anything in either: account_id, account_name, owner, region,
    industry, before, now, change, a column a bar, one for each of CAUSES, and eroded: what price, cost of goods and
    cost to serve took together, which is no matter of how much was bought; those eroded most first, as many as were
    asked for. The rows of all sum to `whole`, bar by bar. left_out: accounts without complete costs, which are in no
    sum.
    """

    quarter: Quarter
    against: Quarter
    accounts: pd.DataFrame
    whole: Bridge
    left_out: int

    def headline(self, words: Words) -> str:
        """What took most and what added most."""
        return story.bridge_sentence(self.whole, words)


def margin_went(asked: Asked, quarter: Quarter, against: Quarter, among: Among = EVERYBODY,
                most: int | None = None) -> MarginWent:
    """The bridge from one quarter to another over the accounts asked for that the viewer may see, and `most`
    of theirs (None: all).

    Quarters of another year than the company's at the load are asked of the order lines, which takes its time.
    """
    pair = {"now_first": quarter.first_day, "before_first": against.first_day}
    if not asked.records("margin_bridges_made", **pair):
        return from_lines(asked, quarter, against, among, most)
    if asked.scope.is_everything and not among.values:
        whole = asked.records("margin_bridges_whole", **pair)[0]
        accounts = asked.frame("margin_bridges_accounts", **pair, most=most)
    else:
        whole = asked.records("margin_bridges_whole_of_some", **pair, **among.params)[0]
        accounts = asked.frame("margin_bridges_accounts_of_some", **pair, **among.params, most=most)
    return MarginWent(quarter, against, _with_causes(accounts), bridge_of(pd.Series(whole), asked.cost_known),
                      int(whole["left_out"]))


def from_lines(asked: Asked, quarter: Quarter, against: Quarter, among: Among = EVERYBODY,
               most: int | None = None) -> MarginWent:
    """The same, asked of the order lines."""
    asked_for = {"before_first": against.first_day, "before_last": against.last_day,
                 "now_first": quarter.first_day, "now_last": quarter.last_day, **among.params}
    products, costs = asked.frame("margin_products", **asked_for), asked.frame("margin_costs", **asked_for)
    unknown = set(products.loc[products["lacks_cost"], "account_id"]) if asked.cost_known else set()
    products = products[~products["account_id"].isin(unknown)]
    known = costs[~costs["account_id"].isin(unknown)]
    bridges = margin_bridges(products, known, asked.cost_known)
    who = known[["account_id", "account_name", "owner", "region", "industry"]]
    accounts = who.merge(bridges.assign(eroded=eroded(bridges)), on="account_id")
    whole = bridge_of(bridges[["before", "now", *BARS]].sum(), asked.cost_known)
    in_order = accounts.sort_values(["eroded", "account_id"], ignore_index=True).iloc[:most]
    return MarginWent(quarter, against, _with_causes(in_order), whole, len(unknown))


def _with_causes(bridges: pd.DataFrame) -> pd.DataFrame:
    """The accounts with their change, and what CAUSES took and added."""
    return bridges.assign(change=bridges["now"] - bridges["before"], **caused(bridges))
