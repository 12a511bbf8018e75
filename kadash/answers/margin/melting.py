"""Who is squeezed: accounts whose margin melts while they go on buying, and accounts that cost more than they bring."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.language import Words

WAYS = ("price_rise", "minimum_order", "service_cut")
"""What each alone would bring an account to zero."""


@dataclass(frozen=True)
class Melting:
    """rows: one row an account and a flag of the margin, largest account first; columns of margin_eroding.sql."""

    rows: pd.DataFrame

    @property
    def accounts(self) -> int:
        """How many accounts melt."""
        return int(self.rows["account_id"].nunique())

    def headline(self, words: Words) -> str:
        """How many accounts melt, and what revenue hangs on them."""
        once = self.rows.drop_duplicates("account_id")
        if not len(once):
            return words("margin.melting.none")
        lost = (once["contribution_prev_12m"] - once["contribution_12m"]).sum()
        revenue = words.money(once["revenue_12m"].sum())
        if lost < 0:
            return words("margin.melting.headline_more", len(once), revenue=revenue, more=words.money(-lost))
        return words("margin.melting.headline", len(once), revenue=revenue, lost=words.money(lost))


@dataclass(frozen=True)
class BelowZero:
    """rows: one row an account below zero, the costliest first; columns of margin_below_zero.sql, and for each of WAYS
    the number that brings it to zero (NaN where that way cannot). costs: way to the points of retention it may cost.
    """

    rows: pd.DataFrame
    costs: dict[str, float]

    def headline(self, words: Words) -> str:
        """How many, and what they cost together."""
        if not len(self.rows):
            return words("margin.below_zero.none")
        loss = -self.rows["contribution_12m"].sum()
        return words("margin.below_zero.headline", len(self.rows), loss=words.money(loss))


def melting(asked: Asked, among: Among = EVERYBODY) -> Melting:
    """The accounts asked for, that the viewer may see, with a flag of the margin."""
    return Melting(asked.frame("margin_eroding", **among.params))


def below_zero(asked: Asked, among: Among = EVERYBODY) -> BelowZero:
    """The accounts below zero among those asked for that the viewer may see, with the three numbers of each."""
    rows = asked.frame("margin_below_zero", **among.params)
    to_zero = [json.loads(reason).get("to_zero") or {} for reason in rows["reason"]]
    ways = {way: pd.Series([_needed(found, way) for found in to_zero], dtype="float64") for way in WAYS}
    costs = {way: float(found[way]["retention_cost"]) for found in to_zero for way in WAYS if way in found}
    return BelowZero(rows.drop(columns="reason").assign(**ways), costs)


def _needed(to_zero: dict[str, dict[str, float | None]], way: str) -> float | None:
    return to_zero.get(way, {}).get("needed")
