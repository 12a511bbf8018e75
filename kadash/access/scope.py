"""A viewer's scope: which accounts they may see. No question is answered without one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Scope:
    """The accounts a viewer may see: all of them, or those of the named owners.

    >>> Scope.everything().allows(pd.DataFrame({"owner": ["Li"]})).tolist()
    [True]
    >>> Scope.of_owners("Wang").allows(pd.DataFrame({"owner": ["Li", "Wang", None]})).tolist()
    [False, True, False]
    """

    owners: frozenset[str] | None

    @classmethod
    def everything(cls) -> Scope:
        """The viewer who may see all: the one person of a laptop, a manager."""
        return cls(owners=None)

    @classmethod
    def of_owners(cls, *owners: str) -> Scope:
        """The viewer who may see the accounts of these owners and no other."""
        return cls(owners=frozenset(owners))

    @property
    def is_everything(self) -> bool:
        """Whether no account is hidden."""
        return self.owners is None

    def allows(self, accounts: pd.DataFrame) -> pd.Series[bool]:
        """True for each row of `accounts` (column `owner`) that this viewer may see."""
        if self.owners is None:
            return pd.Series(True, index=accounts.index)
        return accounts["owner"].isin(self.owners)

    @property
    def key(self) -> str:
        """The scope as part of a cache key: two scopes with one key see the same."""
        return "*" if self.owners is None else "|".join(sorted(self.owners))
