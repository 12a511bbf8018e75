"""loyalty_profit: will it buy again, and does it pay? Friends, butterflies, barnacles, strangers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered, numbers
from kadash.segments.evidence import json_column
from kadash.segments.ranking import Measure, value_12m
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT


@dataclass(frozen=True)
class _Axes:
    """Loyalty and profitability of every account, and the line that cuts each."""

    loyalty: pd.Series[float]
    profit: pd.Series[float]
    loyalty_line: float
    profit_line: float
    measure: Measure


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: both measures and both lines).

    High is at the line or above. An account without revenue in the last 12 months, or without a known chance, is low
    there. Reads: p_buys_12m, revenue_12m, and what `ranking.value_12m` reads.
    """
    measure = shared.measure if shared else value_12m(accounts)
    axes, prospect = _axes(accounts, policy, measure), is_prospect(accounts)
    loyal, pays = axes.loyalty.ge(axes.loyalty_line), axes.profit.ge(axes.profit_line)
    layers = first_that_holds(
        [prospect, loyal & pays, ~loyal & pays, loyal & ~pays],
        [PROSPECT, "true_friend", "butterfly", "barnacle"],
        "stranger",
    )
    return layered(accounts, layers, json_column(_shape(layers, axes), len(accounts)) if reasons else None)


def _axes(accounts: pd.DataFrame, policy: Policy, measure: Measure) -> _Axes:
    """Profitability is contribution / revenue, and revenue alone where no cost is known."""
    rules, bought = policy.loyalty_profit, ~is_prospect(accounts)
    revenue = numbers(accounts, "revenue_12m")
    positive = revenue.where(revenue.gt(0.0) & bought)
    by_revenue = measure.ranked_by == "revenue"
    loyalty = numbers(accounts, "p_buys_12m").where(bought)
    profit = positive if by_revenue else measure.value / positive
    own_profit_line = None if by_revenue else rules.profit_line
    return _Axes(
        loyalty=loyalty,
        profit=profit,
        loyalty_line=_line(rules.loyalty_line, loyalty),
        profit_line=_line(own_profit_line, profit),
        measure=measure,
    )


def _line(own: float | None, measured: pd.Series[float]) -> float:
    """The line of the policy, else the median account's."""
    return float(measured.median()) if own is None else own


def _shape(layers: Texts, axes: _Axes) -> dict[str, object]:
    by_revenue = axes.measure.ranked_by == "revenue"
    profit = "revenue_12m" if by_revenue else "contribution_rate_12m"
    return {
        "rule": pd.Series(layers),
        "ranked_by": axes.measure.ranked_by,
        "measured": {"p_buys_12m": axes.loyalty, profit: axes.profit},
        "threshold": {"p_buys_12m": _or_none(axes.loyalty_line), profit: _or_none(axes.profit_line)},
        "stand_in": axes.measure.stand_in,
    }


def _or_none(line: float) -> float | None:
    return None if np.isnan(line) else line
