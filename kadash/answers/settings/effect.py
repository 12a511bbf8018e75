"""How many accounts another policy would flag, layer or score otherwise, and which."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.language import Words

A_POINT = 1.0
"""A score that moves by less is not told."""


@dataclass(frozen=True)
class Effect:
    """What would change among the accounts in sight.

    accounts: how many are in sight; changed: how many of them in any way; scored: how many by a point of score or
    more. flags: one row a flag that anybody gains or loses: flag, raised, cleared (accounts). layers: one row a scheme
    and two layers: scheme, before, after, accounts, the most first. rows: one row a change of an account: account_id,
    account_name, owner, revenue_12m, kind, name, before, after, score_before, score_after; the largest account first.
    """

    accounts: int
    changed: int
    scored: int
    flags: pd.DataFrame
    layers: pd.DataFrame
    rows: pd.DataFrame

    @property
    def flagged(self) -> int:
        """How many accounts gain or lose a flag."""
        return self._accounts_of("flag")

    @property
    def layered(self) -> int:
        """How many accounts stand in another layer of some scheme."""
        return self._accounts_of("layer")

    def sentence(self, words: Words) -> str:
        """How many accounts change, and in what."""
        if not self.changed:
            return words("settings.effect.none", self.accounts)
        return words("settings.effect.sentence", self.changed, of=words.number(self.accounts),
                     flagged=words.number(self.flagged), layered=words.number(self.layered),
                     scored=words.number(self.scored))

    def _accounts_of(self, kind: str) -> int:
        return int(self.rows.loc[self.rows["kind"].eq(kind), "account_id"].nunique())


def effect(asked: Asked, changed: pd.DataFrame) -> Effect:
    """What the rows of a trial (loads.trial.COLUMNS) are among the accounts that the viewer may see."""
    seen = asked.frame("policy_effect_accounts")
    moved = changed["score_after"].sub(changed["score_before"]).abs()
    told = changed[changed["kind"].ne("score") | ~moved.lt(A_POINT)]
    rows = told.merge(seen, on="account_id").sort_values(
        ["revenue_12m", "account_id", "kind", "name"], ascending=[False, True, True, True], ignore_index=True)
    return Effect(len(seen), int(rows["account_id"].nunique()), int(rows["kind"].eq("score").sum()),
                  _flags(rows[rows["kind"].eq("flag")]), _layers(rows[rows["kind"].eq("layer")]), rows)


def _flags(rows: pd.DataFrame) -> pd.DataFrame:
    told = rows.assign(raised=rows["after"].eq("yes").astype(int), cleared=rows["after"].eq("no").astype(int))
    return told.groupby("name", as_index=False)[["raised", "cleared"]].sum().rename(columns={"name": "flag"})


def _layers(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.groupby(["name", "before", "after"], as_index=False).agg(accounts=("account_id", "nunique"))
    return counted.rename(columns={"name": "scheme"}).sort_values(
        ["scheme", "accounts", "before", "after"], ascending=[True, False, True, True], ignore_index=True)
