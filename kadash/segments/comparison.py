"""Comparing a measure of accounts with what is asked of it: one meaning for services and for schemes of one's own."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

Operator = Literal["at_least", "at_most", "above", "below", "is", "one_of"]


def compared(measured: pd.Series, operator: Operator, asked: Any) -> pd.Series[bool]:
    """True for the accounts whose measure is as asked; an unknown one never is.

    >>> compared(pd.Series([1.0, 2.0, float("nan")]), "at_least", 2.0).tolist()
    [False, True, False]
    """
    match operator:
        case "at_least":
            return measured.ge(asked)
        case "at_most":
            return measured.le(asked)
        case "above":
            return measured.gt(asked)
        case "below":
            return measured.lt(asked)
        case "is":
            return measured.eq(asked)
        case "one_of":
            return measured.isin(list(asked) if isinstance(asked, list | tuple) else [asked])
