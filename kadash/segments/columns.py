"""Columns of the account table as plain numbers and truths, and who is a prospect."""

from __future__ import annotations

import numpy as np
import pandas as pd


def numbers(accounts: pd.DataFrame, column: str) -> pd.Series[float]:
    """A column as floats, NaN where unknown, whatever number type it came in.

    >>> numbers(pd.DataFrame({"orders": pd.array([3, None], dtype="Int64")}), "orders").tolist()
    [3.0, nan]
    """
    values = pd.to_numeric(accounts[column]).to_numpy(dtype="float64", na_value=float("nan"))
    return pd.Series(values, index=accounts.index, name=column)


def numbers_if_there(accounts: pd.DataFrame, column: str) -> pd.Series[float]:
    """A column as floats, NaN where unknown; all unknown where the table has no such column.

    >>> numbers_if_there(pd.DataFrame({"orders": [3]}), "quotes").tolist()
    [nan]
    """
    if column in accounts:
        return numbers(accounts, column)
    return pd.Series(float("nan"), index=accounts.index, name=column, dtype="float64")


def texts(accounts: pd.DataFrame, column: str) -> pd.Series[str]:
    """A text column in lower case without blanks around; empty where unknown."""
    codes, distinct = pd.factorize(accounts[column])
    tidy = np.array([*(str(one).strip().lower() for one in distinct), ""], dtype=object)
    return pd.Series(tidy[codes], index=accounts.index, name=column, dtype="object")


def as_of_day(accounts: pd.DataFrame) -> pd.Timestamp:
    """The day the facts are of; NaT where no account ever bought."""
    age = pd.to_timedelta(numbers(accounts, "age_days"), unit="D")
    found = (pd.to_datetime(accounts["first_purchase"]) + age).max()
    return found if isinstance(found, pd.Timestamp) else pd.Timestamp("NaT")


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
