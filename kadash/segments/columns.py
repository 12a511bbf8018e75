"""Columns of the account table as plain numbers and truths, and who is a prospect."""

from __future__ import annotations

import pandas as pd


def numbers(accounts: pd.DataFrame, column: str) -> pd.Series[float]:
    """A column as floats, NaN where unknown, whatever number type it came in.

    >>> numbers(pd.DataFrame({"orders": pd.array([3, None], dtype="Int64")}), "orders").tolist()
    [3.0, nan]
    """
    values = pd.to_numeric(accounts[column]).to_numpy(dtype="float64", na_value=float("nan"))
    return pd.Series(values, index=accounts.index, name=column)


def truth(accounts: pd.DataFrame, column: str) -> pd.Series[bool]:
    """A yes-or-no column as booleans; unknown counts as no.

    >>> truth(pd.DataFrame({"in_force": pd.array([True, None], dtype="boolean")}), "in_force").tolist()
    [True, False]
    """
    values = accounts[column].astype("boolean").fillna(False).to_numpy(dtype=bool)
    return pd.Series(values, index=accounts.index, name=column)


def is_prospect(accounts: pd.DataFrame) -> pd.Series[bool]:
    """True for accounts without any order: `prospect` in every scheme."""
    return numbers(accounts, "orders").fillna(0).eq(0)
