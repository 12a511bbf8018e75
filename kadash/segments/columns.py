"""Columns of the account table as plain numbers and truths, and who is a prospect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

Texts = ExtensionArray
"""A column of texts."""


def numbers(accounts: pd.DataFrame, column: str) -> pd.Series[float]:
    """A column as floats, NaN where unknown, whatever number type it came in.

    >>> numbers(pd.DataFrame({"orders": pd.array([3, None], dtype="Int64")}), "orders").tolist()
    [3.0, nan]
    """
    found = accounts[column]
    if isinstance(found.dtype, np.dtype) and found.dtype.kind in "fiu":
        return found.astype("float64")
    values = pd.to_numeric(found).to_numpy(dtype="float64", na_value=float("nan"))
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


def first_that_holds(rules: Sequence[pd.Series[bool]], names: Sequence[str], otherwise: str) -> Texts:
    """For every account the name of the first rule that holds.

    >>> first_that_holds([pd.Series([True, False])], ["small"], "large").tolist()
    ['small', 'large']
    """
    which = np.select([np.asarray(rule) for rule in rules], range(len(rules)), len(rules))
    return named(which, [*names, otherwise])


def named(which: NDArray[np.integer], names: Sequence[str]) -> Texts:
    """The name at each place: text is made once a name, not once an account."""
    return pd.array(list(names), dtype="str").take(which)


def layered(accounts: pd.DataFrame, layers: Texts, reasons: Texts | None = None) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON; '{}' where none are given)."""
    texts = same_text("{}", len(accounts)) if reasons is None else reasons
    return pd.DataFrame({"account_id": accounts["account_id"].array, "layer": layers, "reason": texts},
                        index=accounts.index)


def same_text(text: str, rows: int) -> Texts:
    """A column of one text."""
    return named(np.zeros(rows, dtype=np.intp), [text])
