"""All accounts, whoever they belong to, as schemes and the score read them: they are ranked among each other."""

from __future__ import annotations

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import kept_by_file


def score_accounts(asked: Asked) -> pd.DataFrame:
    """One row an account, in the order of account_id: what decides on the score, key accounts and the lists beside.

    The columns of score_facts.sql, of mart.value, and key_account (its layer in that scheme).
    """
    return _together(asked, "score_facts")


@kept_by_file(1)
def every_fact(asked: Asked) -> pd.DataFrame:
    """The same with all columns of mart.account: what any scheme may read. Kept, being as large as the company."""
    return _together(asked, "score_everything")


def _together(asked: Asked, facts: str) -> pd.DataFrame:
    accounts = in_order(asked.frame(facts))
    for question in ("score_values", "score_layers"):
        accounts = beside(accounts, in_order(asked.frame(question)))
    return accounts


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of account_id: sorted only where they do not lie so already, as under other names."""
    if rows["account_id"].is_monotonic_increasing:
        return rows
    return rows.sort_values("account_id", kind="stable", ignore_index=True)


def beside(accounts: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Accounts with the columns of other rows of theirs, both in order; missing where an account has none."""
    if accounts["account_id"].equals(more["account_id"]):
        return pd.concat([accounts, more.drop(columns="account_id")], axis=1)
    return accounts.merge(more, on="account_id", how="left")
