"""A viewer's scope: which accounts they may see. No question is answered without one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Scope:
    """The accounts a viewer may see: all of them, or those whose owner or whose region is named.

    Names compare exactly as in the data. An account without owner and region is in nobody's scope but in everybody's.
    names_masked: accounts are shown under a number, not under their name.

    >>> Scope.everything().allows(pd.DataFrame({"owner": ["Li"], "region": ["North"]})).tolist()
    [True]
    >>> accounts = pd.DataFrame({"owner": ["Li", "Wang", None], "region": ["North", "South", None]})
    >>> Scope.of(owners=["Wang"], regions=["North"]).allows(accounts).tolist()
    [True, True, False]
    """

    owners: frozenset[str] | None
    regions: frozenset[str] = frozenset()
    names_masked: bool = False

    @classmethod
    def everything(cls) -> Scope:
        """The viewer who may see all: the one person of a laptop, a manager."""
        return cls(owners=None)

    @classmethod
    def without_names(cls) -> Scope:
        """The viewer who may see every figure and not whose it is."""
        return cls(owners=None, names_masked=True)

    @classmethod
    def of_owners(cls, *owners: str) -> Scope:
        """The viewer who may see the accounts of these owners and no other."""
        return cls.of(owners=owners)

    @classmethod
    def of(cls, *, owners: Iterable[str] = (), regions: Iterable[str] = ()) -> Scope:
        """The viewer who may see the accounts of these owners and in these regions, and no other."""
        return cls(owners=frozenset(owners), regions=frozenset(regions))

    @property
    def is_everything(self) -> bool:
        """Whether no account is hidden."""
        return self.owners is None

    @property
    def is_nothing(self) -> bool:
        """Whether every account is hidden."""
        return self.owners is not None and not self.owners and not self.regions

    def allows(self, accounts: pd.DataFrame) -> pd.Series[bool]:
        """True for each row of `accounts` (columns `owner`, `region`) that this viewer may see."""
        if self.owners is None:
            return pd.Series(True, index=accounts.index)
        allowed = accounts["owner"].isin(self.owners)
        return allowed | accounts["region"].isin(self.regions) if self.regions else allowed

    def opens(self, key: str) -> bool:
        """Whether what was kept under a scope's key may be opened: everybody's by who sees all, else the own."""
        return self.key in ("*", key)

    @property
    def key(self) -> str:
        """The scope as part of a cache key: two scopes with one key see the same."""
        if self.owners is None:
            return "*" if not self.names_masked else "* without names"
        return json.dumps([sorted(self.owners), sorted(self.regions)], ensure_ascii=False)
