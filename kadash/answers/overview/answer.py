"""The overview's answer, and the sentences it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure, concentration_of
from kadash.answers.overview.figures import MOSTLY_KNOWN, Figures, key_figures
from kadash.answers.overview.flagged import FlagLine, flag_lines
from kadash.answers.overview.months import months
from kadash.language import Words
from kadash.marts.calendar import Window, window
from kadash.vocabulary import Severity


@dataclass(frozen=True)
class OverviewAnswer:
    """What the overview shows.

    measure: contribution, or revenue where no cost is known.
    months: one row a month of W, oldest first: month (its first day), amount, before (the same month a year earlier;
    NaN where there was nothing yet).
    whale: one row a step down the accounts, best first: accounts, amount (together).
    half: accounts that make half of the total; None where the total is not above zero.
    flags: most urgent first. flagged_accounts: accounts with at least one flag.
    """

    window: Window
    measure: Measure
    figures: Figures
    months: pd.DataFrame
    whale: pd.DataFrame
    half: int | None
    flags: tuple[FlagLine, ...]
    flagged_accounts: int

    @property
    def part_of_cost_unknown(self) -> bool:
        """Whether contribution leaves out accounts that matter because their cost is unknown."""
        return self.measure == "contribution" and (self.figures.known_share or 0.0) < MOSTLY_KNOWN

    @property
    def total(self) -> float:
        """What all accounts make together."""
        return float(self.whale["amount"].iloc[-1]) if len(self.whale) else 0.0

    @cached_property
    def peak(self) -> tuple[int, float]:
        """How many accounts make most together, and how much: the head of the whale."""
        if self.whale.empty:
            return 0, 0.0
        at = int(self.whale["amount"].argmax())
        return int(self.whale["accounts"].iloc[at]), float(self.whale["amount"].iloc[at])

    def headline(self, words: Words) -> str:
        """The answer in one sentence."""
        found = self.figures
        if self.half is None:
            return words(f"overview.headline.no_{self.measure}", found.below_zero, total=words.money(self.total))
        facts = {"accounts": words.number(self.half)}
        if self.measure == "revenue":
            key = "silent" if found.has_year_before and found.silent else "revenue"
            return words(f"overview.headline.{key}", self.half, silent=words.number(found.silent),
                         money=words.money(found.silent_revenue), **facts)
        key = "none_below" if not found.below_zero else "one_below" if found.below_zero == 1 else "below"
        return words(f"overview.headline.{key}", self.half, below=words.number(found.below_zero),
                     money=words.money(abs(found.below_zero_contribution)), **facts)

    def flags_sentence(self, words: Words) -> str:
        """How many accounts want a decision, and how many more are to be watched."""
        if not self.flagged_accounts:
            return words("overview.flags.none")
        watched = self.flagged_accounts - self.figures.to_act
        key = "title" if not watched else "title_watch" if self.figures.to_act else "watch"
        return words(f"overview.flags.{key}", self.figures.to_act or watched, watched=words.number(watched))

    def flags_by_severity(self) -> list[tuple[Severity, list[FlagLine]]]:
        """The flags in groups, the most urgent first; groups without flags are left out."""
        groups = [(severity, [line for line in self.flags if line.severity is severity]) for severity in Severity]
        return [(severity, lines) for severity, lines in groups if lines]

    def months_sentence(self, words: Words) -> str:
        """What the months show."""
        if self.months.empty or self.months["amount"].isna().all():
            return words("overview.months.none")
        compared = self.months.dropna()
        if not self.figures.has_year_before or compared.empty:
            best = self.months.sort_values("amount", ascending=False).to_dict("records")[0]
            return words(f"overview.months.best_{self.measure}", None, month=words.month(best["month"]),
                         money=words.money(best["amount"]))
        less = int((compared["amount"] < compared["before"]).sum())
        return words(f"overview.months.less_{self.measure}" if less else f"overview.months.more_{self.measure}", less,
                     all=words.number(len(compared)))

    def whale_sentence(self, words: Words) -> str:
        """What the whale curve shows."""
        accounts, amount = self.peak
        if self.half is None:
            return words("overview.whale.none")
        if self.measure == "revenue" or amount <= self.total:
            return words(f"overview.whale.all_{self.measure}", None, half=words.number(self.half),
                         all=words.number(self._ranked), share=words.percent(self.half / self._ranked))
        return words("overview.whale.peak", None, accounts=words.number(accounts),
                     money=words.money(amount - self.total))

    @property
    def _ranked(self) -> int:
        return int(self.whale["accounts"].iloc[-1]) if len(self.whale) else 0


def overview(asked: Asked) -> OverviewAnswer:
    """The overview of the viewer's accounts."""
    w = window(asked.as_of, asked.policy)
    figures = key_figures(asked, w)
    measure: Measure = "contribution" if asked.cost_known and figures.known_revenue > 0 else "revenue"
    return OverviewAnswer(
        w, measure, figures, months(asked, w, measure), _whale(asked, measure),
        concentration_of(asked, measure).half_accounts, flag_lines(asked), figures.flagged)


def _whale(asked: Asked, measure: Measure) -> pd.DataFrame:
    if asked.scope.is_everything:
        return asked.frame("overview_whale", measure=measure)
    return asked.frame("overview_whale_of_some", measure=measure)
