"""What people entered that the judge takes into account: calls of buyer type, what was heard, who is in contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

UNSURE = "unsure"


@dataclass(frozen=True)
class Contacts:
    """Whom of a customer we know: how many functions have somebody in contact, and whether a director is."""

    functions: int
    director: bool


@dataclass(frozen=True)
class Entries:
    """Each by account.

    buyer_types: the buyer type that a rep has called (transactional, consultative, strategic). heard: signal of buyer
    type to what the rep ticked or answered (1 yes, 0 no). contacts: from the people map; only accounts that have one.
    """

    buyer_types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    heard: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    contacts: Mapping[str, Contacts] = field(default_factory=lambda: MappingProxyType({}))


NO_ENTRIES = Entries()


def entered(accounts: pd.DataFrame, entries: Entries) -> pd.DataFrame:
    """One row an account: buyer_type (`unsure` where nobody has called it), and what its signals read of the rest.

    told_<signal>: a rep's tick or answer; functions_in_contact, director_in_contact: NaN without a people map. Columns
    that no account has are not there.
    """
    ids = accounts["account_id"]
    columns: dict[str, pd.Series] = {"buyer_type": buyer_type(accounts, entries)}
    for signal in sorted({name for told in entries.heard.values() for name in told}):
        columns[f"told_{signal}"] = _of(ids, {a: told[signal] for a, told in entries.heard.items() if signal in told})
    if entries.contacts:
        columns["functions_in_contact"] = _of(ids, {a: float(one.functions) for a, one in entries.contacts.items()})
        columns["director_in_contact"] = _of(ids, {a: float(one.director) for a, one in entries.contacts.items()})
    return pd.DataFrame(columns, index=accounts.index)


def buyer_type(accounts: pd.DataFrame, entries: Entries) -> pd.Series[str]:
    """The buyer type of every account, `unsure` where nobody has called it."""
    if not entries.buyer_types:
        return pd.Series(UNSURE, index=accounts.index, dtype="str")
    called = [entries.buyer_types.get(account, UNSURE) for account in accounts["account_id"].tolist()]
    return pd.Series(called, index=accounts.index, dtype="str")


def _of(ids: pd.Series[str], values: Mapping[str, float]) -> pd.Series[float]:
    """Few accounts have any, so that they are looked up rather than every account mapped."""
    found = np.full(len(ids), np.nan)
    if values:
        rows = pd.Index(ids).get_indexer(pd.Index(list(values)))
        known = rows >= 0
        found[rows[known]] = np.array(list(values.values()), dtype=np.float64)[known]
    return pd.Series(found, index=ids.index)
