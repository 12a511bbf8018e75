"""How one account buys and pays."""

from __future__ import annotations

from dataclasses import dataclass

DAYS_A_YEAR = 365.0


@dataclass(frozen=True)
class Character:
    """How one account buys and pays. Rates a year are in logs; margins and prices in shares of revenue.

    `silence`: days since the last order in its own 80th percentiles of gaps; None = goes on buying.
    `price_fall`: what its price falls a year, over the last two years. `eaten`: share of revenue that `eater` takes.
    `price_step`, `cost_step`: what its price is lower, its goods dearer, in the last twelve months than before.
    `phases`: its own regularity, None = the plan's. `special`: it buys products that nobody else buys.
    """

    story: str
    gap_days: float
    order_value: float
    age_days: int
    orders: int | None = None
    silence: float | None = None
    growth: float = 0.0
    margin_shift: float = 0.0
    price_fall: float = 0.0
    days_late: float = 0.0
    eaten: float = 0.0
    eater: str = "service"
    price_step: float = 0.0
    cost_step: float = 0.0
    phases: int | None = None
    special: bool = False
