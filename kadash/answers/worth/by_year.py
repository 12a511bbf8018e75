"""What accounts bring in each year of the relation, and when an account that was won has paid back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.language import Words

LEAST_ACCOUNTS = 15
"""A year of relation that fewer accounts went through is not shown: a few accounts are not a rule."""


@dataclass(frozen=True)
class ByYear:
    """Years of relation.

    years: one row a year, the first first: year, accounts (that went through it, those who left too), active, revenue,
    contribution, and by account won: per_won, together (sum of per_won so far), and per_active; the last three of
    revenue where no cost is known. unplaced: accounts whose beginning lies before the data.
    """

    years: pd.DataFrame
    is_of_contribution: bool
    unplaced: int

    def payback_years(self, cost: float) -> float | None:
        """When an account that cost so much to win has brought it back, in years; None where it has not within these.

        Within a year it is taken to come in evenly.

        >>> years = pd.DataFrame({"per_won": [40.0, 60.0], "together": [40.0, 100.0]})
        >>> ByYear(years, True, 0).payback_years(70.0)
        1.5
        """
        before = 0.0
        for number, (brought, together) in enumerate(zip(self.years["per_won"], self.years["together"], strict=True)):
            if together >= cost:
                return number + (cost - before) / brought if brought > 0 else float(number)
            before = float(together)
        return None

    def sentence(self, words: Words) -> str:
        """How profit goes as the relation lasts."""
        if len(self.years) < 2:
            return words("worth.years.short")
        first, last = self.years.iloc[0], self.years.iloc[-1]
        return words("worth.years.sentence", None, first=words.money(first["per_active"]),
                     last=words.money(last["per_active"]), year=words.number(last["year"]),
                     stay=words.percent(last["active"] / last["accounts"], 0))


def by_year(asked: Asked, among: Among = EVERYBODY) -> ByYear:
    """Years of relation of the accounts asked for, that the viewer may see, up to the last full month."""
    found = asked.frame("worth_years", **among.params)
    unplaced = int(found["unplaced"].iloc[0]) if len(found) else 0
    years = found[found["accounts"] >= LEAST_ACCOUNTS].drop(columns="unplaced").reset_index(drop=True)
    amount = years["contribution" if asked.cost_known else "revenue"].astype("float64").fillna(0.0)
    per_won = amount / years["accounts"]
    active = years["active"].where(years["active"] > 0, math.nan)
    return ByYear(years.assign(per_won=per_won, together=per_won.cumsum(), per_active=amount / active),
                  asked.cost_known, unplaced)
