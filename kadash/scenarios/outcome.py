"""Outcome: what a what-if answers, as plain values and tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from kadash.scenarios.levers import Levers


@dataclass(frozen=True)
class Totals:
    """Customer equity (present value of what accounts will earn) and profit over the next 12 months."""

    customer_equity: float
    profit_12m: float

    def less(self, other: Totals) -> Totals:
        """The change from `other` to this."""
        return Totals(self.customer_equity - other.customer_equity, self.profit_12m - other.profit_12m)


@dataclass(frozen=True)
class Between:
    """The 5th and 95th percentile of base, scenario and their difference; the same random numbers at every move."""

    base: tuple[Totals, Totals]
    scenario: tuple[Totals, Totals]
    change: tuple[Totals, Totals]


@dataclass(frozen=True)
class Assumptions:
    """On what an outcome rests, and what the guards met."""

    levers: Levers
    discount_per_year: float
    years: int
    accounts: int
    unknown_accounts: int
    """Without known cost: in no figure."""
    truncated_accounts: int
    """Whose retention was stopped at the cap."""
    real_lift: float
    """By how much retention really rises, limits met: mean of live accounts where it is moved; as 0.01 for a point."""
    wallet_full_accounts: int
    """Whose share of wallet was stopped at 1."""
    wallet_unknown_accounts: int
    """For whom the wallet lever does nothing."""
    no_margin_accounts: int
    """That lose money while alive: mend the margin before spending on retention."""
    exact: bool
    """Every account visited, not bins of alike ones."""


@dataclass(frozen=True)
class Outcome:
    """A scenario beside its base.

    `by_segment`: a row a segment, in the base's order: segment, accounts, live (by their P(alive)), base_equity,
    scenario_equity, change, base_profit, scenario_profit (12 months), retention, scenario_retention (means of live
    accounts), point_value (equity that one more point of retention adds to the base), spend_limit_per_account (most
    that may be spent a year on each live account for the scenario's lift of retention, or for one point where it lifts
    none; 0 where the segment has no margin).
    `by_lever`: a row a moved lever: lever, equity, profit; sums to the change.
    `yearly`: a row a year ahead: year, base_profit, scenario_profit.
    `payback_months`: month in which what was spent is earned back; 0 where nothing is spent, None for never.
    `break_even_retention`: points of retention, for all, at which the scenario's costs are just earned back, the
    scenario's own move of retention put aside; None where nothing is spent or nothing pays for it.
    """

    base: Totals
    scenario: Totals
    change: Totals
    by_segment: pd.DataFrame
    by_lever: pd.DataFrame
    yearly: pd.DataFrame
    interval: Between
    payback_months: int | None
    break_even_retention: float | None
    assumptions: Assumptions

    def to_json(self) -> dict[str, Any]:
        """The figures as `what-if --json` gives them: plain numbers, unrounded, unknown as null."""
        return {
            "base": asdict(self.base),
            "scenario": asdict(self.scenario),
            "change": asdict(self.change),
            "by_segment": records(self.by_segment),
            "by_lever": records(self.by_lever),
            "yearly": records(self.yearly),
            "interval": {
                name: {
                    part: [getattr(low, part), getattr(high, part)] for part in ("customer_equity", "profit_12m")
                }
                for name, (low, high) in asdict_shallow(self.interval).items()
            },
            "payback_months": self.payback_months,
            "break_even_retention": self.break_even_retention,
            "assumptions": _assumptions(self.assumptions),
        }


def asdict_shallow(between: Between) -> dict[str, tuple[Totals, Totals]]:
    """The three ranges by name."""
    return {"base": between.base, "scenario": between.scenario, "change": between.change}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, unknown as None."""
    rows = table.astype(object).where(table.notna(), None).to_dict(orient="records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _assumptions(given: Assumptions) -> dict[str, Any]:
    plain = asdict(given)
    levers = plain.pop("levers")
    by_segment = levers.pop("by_segment")
    moved = {name: value for name, value in levers.items() if value not in (0.0, None)}
    segments = {name: {lever: value for lever, value in move.items() if value} for name, move in by_segment.items()}
    return {"levers": moved, "levers_by_segment": {name: move for name, move in segments.items() if move}, **plain}
