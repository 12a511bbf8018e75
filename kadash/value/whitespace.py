"""Whitespace: categories an account does not buy, sized from what its peers spend on them.

Spend a year = peers' median share of the category x the account's other spend / (1 - share); gain a year = spend x
the category's margin rate x the chance that the account takes it up.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import Flags, numbers_or, shares
from kadash.value.purchases import Floats, Ints

COLUMNS = [
    "account_id", "category", "peer_group", "peers", "peer_share", "other_spend", "spend_per_year", "margin_rate",
    "adoption", "gain_per_year",
]
_BASE = -1


class _Spend(NamedTuple):
    """What was bought in the last 12 months: one entry an account and category with net revenue above 0."""

    account: Ints
    category: Ints
    amount: Floats
    total: Floats
    """Total spend, one entry an account."""


class _Medians(NamedTuple):
    """Peers' median share, one entry a group and category where it is above 0, sorted by group."""

    group: Ints
    category: Ints
    share: Floats


def whitespace(facts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account and a category it did not buy in W though the median peer did, with every figure used.

    `facts`: `account_id`, `industry`, and `peer_tier` where value tiers are known. `categories`: `account_id`,
    `category`, `revenue_12m`, `margin_12m`. Peers (`peer_group`) are accounts with spend in W of the same industry
    and tier (`industry_tier`) or industry, at least the policy's number of them beside the account, else all (`base`).
    """
    bought = categories[categories["category"].notna() & categories["account_id"].isin(facts["account_id"])]
    names = pd.Index(bought["category"].unique()).sort_values()
    spend = _spend(facts, bought, names)
    group, members = _peer_groups(facts, spend.total > 0, policy.value.peer_minimum)
    medians = _medians(spend, group, members)
    account, category, share = _not_bought(spend, group, medians)
    rate = _margin_rates(bought, names)
    other = spend.total[account]
    size = share * other / (1.0 - share)
    return pd.DataFrame({
        "account_id": facts["account_id"].to_numpy()[account],
        "category": names.to_numpy()[category],
        "peer_group": np.where(group[account] == _BASE, "base", _group_name(facts)),
        "peers": members[group[account]] - 1,
        "peer_share": share,
        "other_spend": other,
        "spend_per_year": size,
        "margin_rate": rate[category],
        "adoption": policy.value.whitespace_adoption,
        "gain_per_year": size * np.maximum(rate[category], 0.0) * policy.value.whitespace_adoption,
    }, columns=COLUMNS)


def _group_name(facts: pd.DataFrame) -> str:
    return "industry_tier" if "peer_tier" in facts.columns else "industry"


def _spend(facts: pd.DataFrame, bought: pd.DataFrame, names: pd.Index[str]) -> _Spend:
    account = pd.Index(facts["account_id"]).get_indexer(pd.Index(bought["account_id"]))
    category = names.get_indexer(pd.Index(bought["category"]))
    amount = numbers_or(bought, "revenue_12m", 0.0)
    kept = amount > 0
    total = np.bincount(account[kept], weights=amount[kept], minlength=len(facts)).astype(np.float64)
    return _Spend(account[kept].astype(np.int64), category[kept].astype(np.int64), amount[kept], total)


def _peer_groups(facts: pd.DataFrame, spends: Flags, minimum: int) -> tuple[Ints, Ints]:
    """Each account's group (`_BASE` where its own is too small) and the members of each group, base last."""
    keys = ["industry", "peer_tier"] if "peer_tier" in facts.columns else ["industry"]
    known = facts[keys].notna().all(axis=1).to_numpy() & spends
    group = np.full(len(facts), _BASE, dtype=np.int64)
    group[known] = facts.loc[known, keys].groupby(keys, sort=True).ngroup().to_numpy()
    size = np.bincount(group[known], minlength=1)
    enough = np.where(group >= 0, size[group] - 1 >= minimum, False)
    return np.where(enough, group, _BASE), np.r_[size, int(spends.sum())]


def _medians(spend: _Spend, group: Ints, members: Ints) -> _Medians:
    """Medians over a group's other members, for a member who does not buy the category (so one zero is left out)."""
    share = spend.amount / spend.total[spend.account]
    own = group[spend.account]
    wanted = own != _BASE
    base = len(members) - 1
    of = np.r_[own[wanted], np.full(len(share), base)]
    category, share = np.r_[spend.category[wanted], spend.category], np.r_[share[wanted], share]
    order = np.lexsort((share, category, of))
    of, category, share = of[order], category[order], share[order]
    starts = np.flatnonzero(np.r_[True, (of[1:] != of[:-1]) | (category[1:] != category[:-1])]) if len(of) else of
    buyers = np.diff(np.r_[starts, len(of)])
    others = members[of[starts]] - 1
    silent = others - buyers
    middle = [_at(share, starts, place - silent) for place in ((others - 1) // 2, others // 2)]
    median = (middle[0] + middle[1]) / 2.0
    kept = (median > 0) & (median < 1)
    group_of = np.where(of[starts] == base, _BASE, of[starts])
    return _Medians(group_of[kept], category[starts][kept], median[kept])


def _at(share: Floats, starts: Ints, place: Ints) -> Floats:
    """The share at a place of each run, 0 before the run begins (peers who do not buy)."""
    return np.where(place >= 0, share[np.where(place >= 0, starts + place, 0)], 0.0) if len(share) else share


def _not_bought(spend: _Spend, group: Ints, medians: _Medians) -> tuple[Ints, Ints, Floats]:
    """Account, category and median share of every category that an account with spend lacks and its peers have."""
    accounts = np.flatnonzero(spend.total > 0)
    order = np.argsort(medians.group, kind="stable")
    first = np.searchsorted(medians.group[order], group[accounts], side="left")
    count = np.searchsorted(medians.group[order], group[accounts], side="right") - first
    account = np.repeat(accounts, count)
    within = np.arange(len(account)) - np.repeat(np.cumsum(count) - count, count)
    row = order[np.repeat(first, count) + within]
    width = int(max(spend.category.max(initial=0), medians.category.max(initial=0))) + 1
    lacks = ~np.isin(account * width + medians.category[row], spend.account * width + spend.category)
    return account[lacks], medians.category[row][lacks], medians.share[row][lacks]


def _margin_rates(bought: pd.DataFrame, names: pd.Index[str]) -> Floats:
    """Margin / revenue in W by category, over rows whose margin is known; NaN where none is."""
    known = bought[bought["margin_12m"].notna()]
    category = names.get_indexer(pd.Index(known["category"]))
    revenue = np.bincount(category, weights=numbers_or(known, "revenue_12m", 0.0), minlength=len(names))
    margin = np.bincount(category, weights=numbers_or(known, "margin_12m", 0.0), minlength=len(names))
    return shares(margin.astype(np.float64), revenue.astype(np.float64))
