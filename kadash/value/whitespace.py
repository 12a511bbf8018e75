"""Whitespace: categories an account does not buy, sized from what its peers spend on them.

Spend a year = peers' median share of the category x the account's other spend / (1 - share); gain a year = spend x
the category's margin rate x the chance that the account takes it up.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.value.columns import Flags, numbers, numbers_or, shares
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


class Gaps(NamedTuple):
    """One entry an account (its place in the facts) and a category (its place in `names`) that it could buy."""

    account: Ints
    category: Ints
    names: pd.Index[str]
    peers: Ints
    """How many; their group is the base where `from_base`."""
    from_base: Flags
    peer_share: Floats
    other_spend: Floats
    spend_per_year: Floats
    margin_rate: Floats
    gain_per_year: Floats


def whitespace(facts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account and a category it did not buy in W though the median peer did, with every figure used.

    `facts`: `account_id`, `industry`, and `peer_tier` where value tiers are known. `categories`: `account_id`,
    `category`, `revenue_12m`, `margin_12m`. Peers (`peer_group`) are accounts with spend in W of the same industry
    and tier (`industry_tier`) or industry, at least the policy's number of them beside the account, else all (`base`).
    """
    found = gaps(facts, categories, policy)
    own_group = "industry_tier" if "peer_tier" in facts.columns else "industry"
    return pd.DataFrame({
        "account_id": facts["account_id"].take(found.account).to_numpy(),
        "category": found.names.take(found.category),
        "peer_group": np.where(found.from_base, "base", own_group),
        "peers": found.peers,
        "peer_share": found.peer_share,
        "other_spend": found.other_spend,
        "spend_per_year": found.spend_per_year,
        "margin_rate": found.margin_rate,
        "adoption": policy.value.whitespace_adoption,
        "gain_per_year": found.gain_per_year,
    }, columns=COLUMNS)


def gaps(facts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> Gaps:
    """The same by place instead of name, for sums over many accounts."""
    account_of = pd.Index(facts["account_id"]).get_indexer(pd.Index(categories["account_id"])).astype(np.int64)
    bought = categories[(account_of >= 0) & categories["category"].notna().to_numpy()]
    account_of = account_of[(account_of >= 0) & categories["category"].notna().to_numpy()]
    codes, labels = pd.factorize(bought["category"], sort=True)
    category_of = codes.astype(np.int64)
    spend = _spend(account_of, category_of, numbers_or(bought, "revenue_12m", 0.0), len(facts))
    group, members = _peer_groups(facts, spend.total > 0, policy.value.peer_minimum)
    account, category, share = _not_bought(spend, group, _medians(spend, group, members))
    rate = _margin_rates(bought, category_of, len(labels))[category]
    size = share * spend.total[account] / (1.0 - share)
    return Gaps(
        account=account,
        category=category,
        names=pd.Index([str(label) for label in labels]),
        peers=members[group[account]] - 1,
        from_base=group[account] == _BASE,
        peer_share=share,
        other_spend=spend.total[account],
        spend_per_year=size,
        margin_rate=rate,
        gain_per_year=size * np.maximum(rate, 0.0) * policy.value.whitespace_adoption,
    )


def _spend(account: Ints, category: Ints, amount: Floats, accounts: int) -> _Spend:
    kept = amount > 0
    total = np.bincount(account[kept], weights=amount[kept], minlength=accounts).astype(np.float64)
    return _Spend(account[kept], category[kept], amount[kept], total)


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
    own, category, base = group[spend.account], spend.category, len(members) - 1
    of = np.where(own == _BASE, base, own)
    if (own == _BASE).any():
        wanted = own != _BASE
        of = np.r_[own[wanted], np.full(len(own), base)]
        category, share = np.r_[category[wanted], category], np.r_[share[wanted], share]
    order = _by_run(of * (category.max(initial=0) + 1) + category, share)
    of, category, share = of[order], category[order], share[order]
    starts = np.flatnonzero(np.r_[True, (of[1:] != of[:-1]) | (category[1:] != category[:-1])]) if len(of) else of
    buyers = np.diff(np.r_[starts, len(of)])
    others = members[of[starts]] - 1
    silent = np.maximum(others - buyers, 0)
    middle = [_at(share, starts, place - silent) for place in ((others - 1) // 2, others // 2)]
    median = (middle[0] + middle[1]) / 2.0
    kept = (median > 0) & (median < 1)
    group_of = np.where(of[starts] == base, _BASE, of[starts])
    return _Medians(group_of[kept], category[starts][kept], median[kept])


def _by_run(run: Ints, share: Floats) -> Ints:
    """The order of runs, in each by share; numbers of runs that fit in 16 bits are sorted without comparing them."""
    by_share = np.argsort(share)
    small = run.max(initial=0) <= np.iinfo(np.uint16).max
    return by_share[np.argsort((run.astype(np.uint16) if small else run)[by_share], kind="stable")]


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


def _margin_rates(bought: pd.DataFrame, category: Ints, names: int) -> Floats:
    """Margin / revenue in W by category, over rows whose margin is known; NaN where none is."""
    margin, revenue = numbers(bought, "margin_12m"), numbers_or(bought, "revenue_12m", 0.0)
    known = np.isfinite(margin)
    part = np.bincount(category[known], weights=margin[known], minlength=names).astype(np.float64)
    return shares(part, np.bincount(category[known], weights=revenue[known], minlength=names).astype(np.float64))
