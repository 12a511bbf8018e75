"""What the judge looks at: the account facts of one date, and what each account bought by category."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Facts:
    """Everything known as of a date, nothing later.

    accounts: one row an account (the facts of the account table); categories: one row an account and a category it
    ever bought (account_id, category, revenue_12m, revenue_prev_12m, margin_12m, days, last_day); currency: code of
    the money in both.
    """

    as_of: date
    accounts: pd.DataFrame
    categories: pd.DataFrame
    currency: str
