"""Where the profit comes from: key figures against last year, months, the whale curve, and what is flagged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.answers.asked import Asked
from kadash.answers.seen import owners_seen
from kadash.language import Words
from kadash.marts.calendar import Window, month_before, window
from kadash.store import sql_text
from kadash.vocabulary import FLAGS, Severity

Measure = Literal["contribution", "revenue"]

STAKES: MappingProxyType[str, str] = MappingProxyType({
    "below_zero": "loss",
    "margin_erosion": "revenue",
    "defected": "yearly",
    "slipping": "yearly",
    "late_payer": "open_money",
    "one_off_giant": "largest_orders",
})
"""Flag to the money that says what is at stake; wording: `overview.stake.<flag>`."""

MOSTLY_KNOWN = 0.99
"""From this share of revenue on, an unknown cost is not worth a sentence and last year can be compared with."""


@dataclass(frozen=True)
class Figures:
    """All accounts of the viewer together, over W and the 12 months before it (`_before`).

    Money in the reporting currency; NaN is unknown. contribution covers the accounts where it is known, whose revenue
    is known_revenue. below_zero: accounts with revenue that cost more than they bring, and their contribution.
    silent: accounts that bought in the year before and not in W. customer_equity: the sum of mart.value.current_value.
    has_year_before: whether the data covers the whole of the 12 months before W.
    """

    revenue: float
    revenue_before: float
    contribution: float
    contribution_before: float
    known_revenue: float
    known_revenue_before: float
    active: int
    active_before: int
    below_zero: int
    below_zero_contribution: float
    silent: int
    silent_revenue: float
    customer_equity: float
    expected_contribution: float

    has_year_before: bool

    @property
    def rate(self) -> float | None:
        """Contribution rate: contribution / revenue of the accounts where it is known."""
        return _share(self.contribution, self.known_revenue)

    @property
    def known_share(self) -> float | None:
        """Share of W's revenue whose contribution is known."""
        return _share(self.known_revenue, self.revenue)

    @property
    def revenue_each(self) -> float | None:
        """Revenue an active account."""
        return _share(self.revenue, self.active)

    @property
    def revenue_growth(self) -> float | None:
        """Change of revenue on the year before, as a share of it."""
        return self._growth(self.revenue, self.revenue_before)

    @property
    def contribution_growth(self) -> float | None:
        """Change of contribution on the year before, as a share of it."""
        return self._growth(self.contribution, self.contribution_before) if self._contribution_compares else None

    @property
    def rate_change(self) -> float | None:
        """Change of the contribution rate on the year before (.01 is one point)."""
        before = _share(self.contribution_before, self.known_revenue_before)
        known = self.has_year_before and self._contribution_compares
        return self.rate - before if known and self.rate is not None and before is not None else None

    @property
    def active_change(self) -> int | None:
        """Change of the number of active accounts on the year before."""
        return self.active - self.active_before if self.has_year_before else None

    @property
    def each_growth(self) -> float | None:
        """Change of revenue an active account, as a share."""
        before = _share(self.revenue_before, self.active_before)
        return self._growth(self.revenue_each, before) if self.revenue_each is not None and before is not None else None

    @property
    def _contribution_compares(self) -> bool:
        """Whether contribution is known for practically all of both years."""
        shares = (self.known_share, _share(self.known_revenue_before, self.revenue_before))
        return all(share is not None and share >= MOSTLY_KNOWN for share in shares)

    def _growth(self, now: float, before: float) -> float | None:
        return now / before - 1 if self.has_year_before and before > 0 else None


@dataclass(frozen=True)
class FlagLine:
    """A flag on the viewer's accounts: how many, how many of them new this month, and the money at stake.

    new_accounts: None where no earlier month-end was judged.
    """

    flag: str
    severity: Severity
    accounts: int
    new_accounts: int | None
    at_stake: float

    def stake(self, words: Words) -> str:
        """The money at stake, and which money that is."""
        return words(f"overview.stake.{self.flag}", None, money=words.money(abs(self.at_stake)))

    def sentence(self, words: Words) -> str:
        """What is at stake, and how many of the accounts are new this month."""
        if not self.new_accounts:
            return self.stake(words)
        return words("overview.flags.with_new", None, stake=self.stake(words), new=words.number(self.new_accounts))


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
        """How many accounts want a decision."""
        if not self.flagged_accounts:
            return words("overview.flags.none")
        return words("overview.flags.title", self.flagged_accounts)

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
    figures = _figures(asked, w)
    measure: Measure = "contribution" if asked.cost_known and figures.known_revenue > 0 else "revenue"
    whale = _of_scope(asked, "overview_whale", measure=measure)
    flags, flagged = _flags(asked)
    return OverviewAnswer(
        w, measure, figures, _months(asked, w, measure), whale, _half(asked, whale, measure), flags, flagged)


def _figures(asked: Asked, w: Window) -> Figures:
    row = _frame(asked, "overview_figures", owners=owners_seen(asked)).to_dict("records")[0]
    row |= _of_scope(asked, "overview_equity").to_dict("records")[0]
    first_order = row.pop("first_order")
    has_year_before = not pd.isna(first_order) and month_before(first_order.date(), 0) <= w.previous_first_day
    numbers: dict[str, Any] = {
        str(name): int(value) if name in _COUNTS else float(value) for name, value in row.items()}
    return Figures(**numbers, has_year_before=has_year_before)


_COUNTS = frozenset({"active", "active_before", "below_zero", "silent"})


def _months(asked: Asked, w: Window, measure: Measure) -> pd.DataFrame:
    """Every month of W beside the same month a year earlier; a month without a row made nothing."""
    rows = _of_scope(asked, "overview_months", first_day=w.previous_first_day, last_day=w.last_day)
    amounts = rows.set_index(pd.to_datetime(rows["month"]))[measure]
    month = pd.date_range(w.first_day, periods=12, freq="MS")
    first = amounts.index.min()

    def of(months: pd.DatetimeIndex) -> NDArray[np.float64]:
        there = amounts.reindex(months).to_numpy(dtype=np.float64, copy=True)
        there[~months.isin(amounts.index) & (months >= first)] = 0.0
        return there

    return pd.DataFrame({"month": month, "amount": of(month), "before": of(month - pd.DateOffset(years=1))})


def _half(asked: Asked, whale: pd.DataFrame, measure: Measure) -> int | None:
    """How many of the best accounts make half of the total; only those down to the step that does are asked for."""
    total = float(whale["amount"].iloc[-1]) if len(whale) else 0.0
    if total <= 0:
        return None
    most = int(whale["accounts"].iloc[int((whale["amount"] >= total / 2).argmax())])
    best = _frame(asked, "overview_best", owners=owners_seen(asked), measure=measure, most=most)
    return min(most, int((best["amount"].cumsum() < total / 2).sum()) + 1)


def _flags(asked: Asked) -> tuple[tuple[FlagLine, ...], int]:
    rows = _frame(asked, "overview_flags", owners=owners_seen(asked), month_start=asked.as_of.replace(day=1))
    by_flag = {row["flag"]: row for row in rows.to_dict("records")}
    lines = tuple(
        FlagLine(flag, severity, int(row["accounts"]), _count(row["new_accounts"]), float(row[STAKES[flag]]))
        for flag, severity in FLAGS.items() if (row := by_flag.get(flag)) is not None)
    return lines, int(rows["flagged_accounts"].max()) if len(rows) else 0


def _count(value: float) -> int | None:
    return None if pd.isna(value) else int(value)


def _of_scope(asked: Asked, name: str, **params: object) -> pd.DataFrame:
    """What is summed for everybody already, or the sums over the accounts of the viewer's owners."""
    if asked.scope.is_everything:
        return _frame(asked, name, **params)
    return _frame(asked, f"{name}_of_owners", owners=owners_seen(asked), **params)


def _frame(asked: Asked, name: str, **params: object) -> pd.DataFrame:
    return asked.generation.frame(sql_text("kadash.answers.sql", f"{name}.sql"), **params)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
