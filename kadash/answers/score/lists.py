"""Accounts to look after: the nursery, those to watch, those worth winning back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.score.accounts import scored
from kadash.policy import Policy
from kadash.segments.lists import nursery_list, watch_list, win_back_list

LISTS: Mapping[str, Callable[[pd.DataFrame, Policy], pd.DataFrame]] = MappingProxyType({
    "nursery": nursery_list, "watch": watch_list, "win_back": win_back_list,
})
"""List to what makes it, in the order they are offered."""


def list_of(asked: Asked, name: str, among: Among = EVERYBODY) -> pd.DataFrame:
    """One row an account of a list, in its order, of those asked for: account_name, owner and what put it there."""
    found = scored(asked, among)
    listed = LISTS[name](found.accounts, asked.policy)
    who = found.accounts.loc[found.seen, ["account_id", "account_name", "owner", "revenue_12m"]]
    rows = listed.merge(who, on="account_id", suffixes=("", "_of_account"))
    return rows.drop(columns=[column for column in rows if str(column).endswith("_of_account")])
