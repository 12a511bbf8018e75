"""Which accounts a file tells of that is about to be taken away."""

from __future__ import annotations

import pandas as pd

from kadash.answers.asked import Asked


def accounts_told(asked: Asked, table: pd.DataFrame) -> list[str]:
    """Numbers of the accounts in scope that a cell of `table` names, by number or by name."""
    texts: set[str] = set()
    for _, column in table.items():
        if not pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_datetime64_any_dtype(column):
            texts |= {value for value in column.dropna() if isinstance(value, str)}
    if not texts:
        return []
    return [str(account_id) for account_id in asked.frame("accounts_named", cells=sorted(texts))["account_id"]]
