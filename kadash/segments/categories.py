"""What an account's categories say of it: which it lost, how few make its revenue, how much is service."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.columns import numbers

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
LOST = ("lost_categories", "lost_category_name", "lost_category_silent_days", "lost_category_gap_days",
        "lost_category_revenue_prev_12m")


def with_categories(accounts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """`accounts` with the columns of `lost_categories`, few_categories_share_12m and service_categories_share_12m.

    categories: one row an account and a category it ever bought, of the same day.
    """
    known, place = _known(accounts, categories)
    revenue: Floats = np.maximum(np.nan_to_num(numbers(known, "revenue_12m").to_numpy()), 0.0)
    total = _sums(place, revenue, len(accounts))
    named = [name.strip().lower() for name in policy.buyer_type.service_categories]
    columns: dict[str, NDArray[Any]] = {
        **_lost_columns(accounts, known, place, policy),
        "few_categories_share_12m": _share(_largest(place, revenue, policy, len(accounts)), total),
    }
    if named:
        service = revenue * known["category"].astype("str").str.strip().str.lower().isin(named).to_numpy()
        columns["service_categories_share_12m"] = _share(_sums(place, service, len(accounts)), total)
    return pd.concat([accounts, pd.DataFrame(columns, index=accounts.index)], axis=1)


def _known(accounts: pd.DataFrame, categories: pd.DataFrame) -> tuple[pd.DataFrame, Places]:
    """The categories of these accounts, by account, and the row of the account of each."""
    ids, accounts_ids = categories["account_id"], pd.Index(accounts["account_id"])
    if isinstance(ids.dtype, pd.CategoricalDtype):
        # an account is looked up once, not once a category
        place = np.append(accounts_ids.get_indexer(ids.cat.categories), -1)[ids.cat.codes.to_numpy()]
    else:
        place = accounts_ids.get_indexer(pd.Index(ids))
    if (place >= 0).all() and (np.diff(place) >= 0).all():
        return categories, place
    kept = np.flatnonzero(place >= 0)
    kept = kept[np.argsort(place[kept], kind="stable")]
    return categories.iloc[kept], place[kept]


def lost_categories(accounts: pd.DataFrame, categories: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row a category that an account lost: account_id, category, days, gap_days, silent_days, revenue_prev_12m.

    Lost: bought on at least the policy's days, and the account bought something else so many own gaps after its last
    purchase of it. A gap is the mean from first to last purchase of the category; where the table has no `first_day`,
    from the account's first purchase, which is longer. silent_days: from its last purchase to the account's.
    """
    known, place = _known(accounts, categories)
    found = _lost(accounts, known, place, policy)
    return found.assign(account_id=accounts["account_id"].to_numpy()[found["place"]])[
        ["account_id", "category", "days", "gap_days", "silent_days", "revenue_prev_12m"]
    ].reset_index(drop=True)


def _lost(
    accounts: pd.DataFrame, categories: pd.DataFrame, place: Places, policy: Policy
) -> pd.DataFrame:
    days, last = numbers(categories, "days").to_numpy(), _days(categories["last_day"])
    account_last = _days(accounts["last_purchase"])[place]
    first = _days(categories["first_day"]) if "first_day" in categories else _days(accounts["first_purchase"])[place]
    often = days >= policy.flags.lost_category_purchases
    gap = np.where(often, (last - first) / np.where(often, days - 1, 1), np.nan)
    silent = account_last - last
    lost = often & (gap > 0) & (silent >= policy.flags.lost_category_gaps * gap)
    return pd.DataFrame({
        "place": place[lost],
        "category": categories["category"].iloc[np.flatnonzero(lost)].to_numpy(dtype=object),
        "days": days[lost],
        "gap_days": gap[lost],
        "silent_days": silent[lost],
        "revenue_prev_12m": numbers(categories, "revenue_prev_12m").to_numpy()[lost],
    })


def _lost_columns(
    accounts: pd.DataFrame, categories: pd.DataFrame, place: Places, policy: Policy
) -> dict[str, NDArray[Any]]:
    """How many categories each account lost, and of them the one it spent most on the year before."""
    lost = _lost(accounts, categories, place, policy).sort_values(
        ["place", "revenue_prev_12m", "category"], ascending=[True, False, True]
    )
    largest = lost.drop_duplicates("place")
    found: dict[str, NDArray[Any]] = {
        "lost_categories": np.bincount(lost["place"], minlength=len(accounts)) * 1.0,
        "lost_category_name": np.full(len(accounts), np.nan, dtype=object),
        **{name: np.full(len(accounts), np.nan) for name in LOST[2:]},
    }
    for name, column in zip(LOST[1:], ("category", "silent_days", "gap_days", "revenue_prev_12m"), strict=True):
        found[name][largest["place"].to_numpy()] = largest[column].to_numpy()
    return found


def _largest(place: Places, revenue: Floats, policy: Policy, accounts: int) -> Floats:
    """Revenue of each account's few largest categories together; `place` in order, no revenue below zero."""
    left, total = revenue.copy(), np.zeros(accounts)
    run = np.cumsum(np.diff(place, prepend=-1) > 0) - 1
    begins = np.flatnonzero(np.diff(place, prepend=-1) > 0)
    for _ in range(policy.buyer_type.few_categories if len(place) else 0):
        largest = np.maximum.reduceat(left, begins)
        total[place[begins]] += largest
        at_largest = np.flatnonzero(left == largest[run])
        left[at_largest[np.diff(run[at_largest], prepend=-1) > 0]] = 0.0
    return total


def _sums(place: Places, amount: Floats, accounts: int) -> Floats:
    return np.bincount(place, amount, accounts).astype(np.float64)


def _days(dates: pd.Series) -> Floats:
    """Dates as days since 1970, NaN where unknown."""
    found = pd.to_datetime(dates).to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(found), np.nan, found.astype(np.float64))


def _share(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)
