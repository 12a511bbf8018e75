"""What people entered that the judge takes into account: today the buyer type a rep has called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

UNSURE = "unsure"


@dataclass(frozen=True)
class Entries:
    """buyer_types: account to the buyer type that a rep has called (transactional, consultative, strategic)."""

    buyer_types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NO_ENTRIES = Entries()


def buyer_type(accounts: pd.DataFrame, entries: Entries) -> pd.Series[str]:
    """The buyer type of every account, `unsure` where nobody has called it."""
    if not entries.buyer_types:
        return pd.Series(UNSURE, index=accounts.index, dtype="str")
    called = [entries.buyer_types.get(account, UNSURE) for account in accounts["account_id"].tolist()]
    return pd.Series(called, index=accounts.index, dtype="str")
