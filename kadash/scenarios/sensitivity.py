"""What moves most: the tornado, the lever that reaches a wanted sum, and the slogan put to the test."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.optimize import brentq

from kadash.scenarios.base import Base
from kadash.scenarios.engine import Terms, worth
from kadash.scenarios.levers import LEVERS, Levers
from kadash.scenarios.scenario import equity_change
from kadash.scenarios.today import unmoved
from kadash.scenarios.what_if import what_if

FIVE_POINTS = 0.05
DISCOUNT_STEP = 0.02
_BETTER_DOWN = ("cost_to_serve", "payment_days")


def tornado(base: Base, discount_per_year: float | None = None, years: int | None = None) -> pd.DataFrame:
    """One row a lever, widest first: lever, step, worse and better (change of customer equity one step each way).

    Around the base, whatever the scenario; discount moves by two points. Found once and kept.
    """
    discount = base.policy.value.discount_rate_per_year if discount_per_year is None else discount_per_year
    horizon = base.policy.value.horizon_years if years is None else years
    key = ("tornado", discount, horizon)
    if key not in base.kept:
        base.kept[key] = _tornado(base, discount, horizon)
    found: pd.DataFrame = base.kept[key]
    return found.copy()


def _tornado(base: Base, discount: float, years: int) -> pd.DataFrame:
    rows = []
    for name, lever in LEVERS.items():
        if lever.step is not None:
            sides = [equity_change(base, Levers.of({name: way * lever.step}), discount, years) for way in (-1.0, 1.0)]
            rows.append((name, lever.step, min(sides), max(sides)))
    step = min(DISCOUNT_STEP, discount / 2.0)
    sides = [_equity(base, rate, years) - _equity(base, discount, years) for rate in (discount + step, discount - step)]
    rows.append(("discount", step, min(sides), max(sides)))
    table = pd.DataFrame(rows, columns=["lever", "step", "worse", "better"])
    return table.iloc[(table["better"] - table["worse"]).argsort()[::-1]].reset_index(drop=True)


def _equity(base: Base, discount: float, years: int) -> float:
    return float(worth(base.bins, unmoved(base.bins), Terms(discount, years), len(base.segments)).equity.sum())


def lever_for(
    base: Base, lever: str, wanted: float, discount_per_year: float | None = None, years: int | None = None
) -> float | None:
    """How far one lever alone must move, for all accounts, to change customer equity by `wanted`; None if it cannot."""
    limits = LEVERS[lever]

    def gap(value: float) -> float:
        return equity_change(base, Levers.of({lever: value}), discount_per_year, years) - wanted

    helpful = limits.low if (lever in _BETTER_DOWN) == (wanted > 0) else limits.high
    if wanted == 0:
        return 0.0
    return float(brentq(gap, 0.0, helpful, xtol=1e-6)) if gap(0.0) * gap(helpful) <= 0 else None


@dataclass(frozen=True)
class SloganTest:
    """"Five points of retention double profit": by which share equity and 12-month profit really rise here.

    truncated_accounts: whose retention met its cap; real_lift: by how much retention rises on average, as 0.01.
    """

    equity_share: float | None
    profit_share: float | None
    doubles: bool
    truncated_accounts: int = 0
    real_lift: float = 0.0


def slogan(
    base: Base, discount_per_year: float | None = None, years: int | None = None, points: float = FIVE_POINTS
) -> SloganTest:
    """The slogan, with any number of points, on the base's own accounts.

    Shares are None where there is nothing above zero to raise.
    """
    found = what_if(base, Levers(retention=points), discount_per_year, years)
    equity = _share(found.change.customer_equity, found.base.customer_equity)
    profit = _share(found.change.profit_12m, found.base.profit_12m)
    met = found.assumptions
    return SloganTest(equity, profit, max(equity or 0.0, profit or 0.0) >= 1.0, met.truncated_accounts, met.real_lift)


def _share(change: float, of: float) -> float | None:
    return change / of if of > 0 else None
