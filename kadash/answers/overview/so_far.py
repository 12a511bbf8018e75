"""The company's year so far, beside the same months a year earlier."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.concentration import Measure
from kadash.language import CALENDAR_YEAR, FiscalYear, Words

_WHOLE_YEAR = 12


@dataclass(frozen=True)
class SoFar:
    """What the full months of the running year made together; `months`: how many they are.

    before: None where a month of then is not known.
    """

    measure: Measure
    first_month: pd.Timestamp
    last_month: pd.Timestamp
    amount: float
    before: float | None
    months: int = 1

    def sentence(self, words: Words) -> str:
        """The year, its months so far, the money and the change."""
        facts = {"year": words.year(self.last_month.date()), "money": words.money(self.amount),
                 "first": words.month(self.first_month.date()), "last": words.month(self.last_month.date())}
        told = "whole_year" if self.months == _WHOLE_YEAR else "so_far"
        if self.before is None or self.before <= 0:
            return words(f"overview.{told}.{self.measure}", None, **facts)
        change = words.percent(self.amount / self.before - 1.0, sign=True)
        return words(f"overview.{told}.{self.measure}_change", None, **facts, change=change)


def so_far(months: pd.DataFrame, measure: Measure, year: FiscalYear = CALENDAR_YEAR) -> SoFar:
    """The months of the year that the last of them is in.

    months: one row a month, 12 of them, oldest first: month (its first day), amount, before (a year earlier).
    """
    last = pd.Timestamp(months["month"].iloc[-1])
    of_year = months[months["month"] >= pd.Timestamp(year.begins(last.date()))]
    before = of_year["before"].sum() if of_year["before"].notna().all() else None
    return SoFar(measure, pd.Timestamp(of_year["month"].iloc[0]), last, float(of_year["amount"].sum()), before,
                 len(of_year))
