"""The companies that are made up: what each sells, how often it is bought, how noisy its figures are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Service = Literal["none", "cost", "hours", "kind"]
"""What a service export tells: nothing at all, money, hours, or only what kind of event it was."""

SHARES: Mapping[str, float] = MappingProxyType({
    "steady_key": 0.06, "one_off_giant": 0.02, "melting": 0.05, "below_zero": 0.05, "defected": 0.10,
    "slipping": 0.06, "first_time": 0.06, "riser": 0.06, "late_payer": 0.05,
})
"""Story to its share of all accounts; the rest is ordinary. At least two accounts have each."""


@dataclass(frozen=True)
class Plan:
    """One company: size, rhythm, prices and what its exports hold. Shares and rates are shares of 1."""

    name: str
    seed: int
    accounts: int = 200
    last_day: date = date(2026, 6, 30)
    months: int = 36
    gap_days: float = 30.0
    """What the typical account leaves between two orders."""
    phases: int = 4
    """How regular buying is: gaps are Erlang with so many phases, 1 is at random."""
    season: float = 0.0
    """How far the best season lies above the mean, in quantity and in pace."""
    season_shift: int = 40
    """Days by which the season is moved: 40 ends near the best of it, 250 near the worst."""
    products: int = 60
    lines_an_order: float = 2.5
    order_value: float = 8000.0
    margin: float = 0.30
    margin_spread: float = 0.03
    """Standard deviation of margins between products."""
    price_noise: float = 0.015
    cost_noise: float = 0.015
    costs: bool = True
    list_prices: bool = True
    receivables: bool = True
    service: Service = "cost"
    freight: bool = True
    dialect: Literal["en", "zh"] = "en"
    author: Literal["first", "second"] = "first"
    """Who tells the stories: another author plants them in other ways, among ordinary accounts that differ more."""
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


FAST = (
    Plan("Parts wholesaler", seed=11, accounts=120, months=30),
    Plan("Workshop of sixty", seed=12, accounts=60, months=28, gap_days=21, dialect="zh"),
    Plan("Seasonal, at random", seed=13, accounts=120, season=0.4, phases=2, receivables=False, service="hours"),
    Plan("Slow machinery", seed=14, accounts=120, months=48, gap_days=75, phases=3, products=15, lines_an_order=1.3,
         order_value=90000, list_prices=False, service="kind", dialect="zh"),
)
"""Loaded on every change."""

SLOW = (
    Plan("Big distributor", seed=21, accounts=3000, gap_days=25, products=400),
    Plan("Parts, five hundred", seed=31, accounts=500),
    Plan("Daily consumables", seed=22, accounts=400, months=26, gap_days=9, phases=2, order_value=900, service="none"),
    Plan("Noisy trader", seed=23, accounts=500, price_noise=0.04, cost_noise=0.03, margin=0.18, list_prices=False,
         margin_spread=0.05, service="hours"),
    Plan("At random", seed=24, accounts=500, phases=1, gap_days=35, receivables=False),
    Plan("One product", seed=25, accounts=150, products=1, lines_an_order=1.0, gap_days=14, freight=False),
    Plan("Strong seasons", seed=26, accounts=400, season=0.7, gap_days=40, dialect="zh"),
    Plan("Strong seasons, at random", seed=30, accounts=400, season=0.7, gap_days=25, phases=1, receivables=False),
    Plan("Slow machinery, many", seed=32, accounts=400, months=48, gap_days=75, phases=3, products=15,
         lines_an_order=1.3, order_value=90000, list_prices=False, service="kind", dialect="zh"),
    Plan("Quarterly projects", seed=27, accounts=300, months=60, gap_days=90, phases=6, order_value=200000,
         freight=False),
    Plan("Young shop", seed=28, accounts=120, months=25, gap_days=18, service="none", receivables=False),
    Plan("High margin, steady", seed=29, accounts=800, margin=0.55, phases=8, gap_days=28, list_prices=False),
    Plan("Low season last", seed=41, accounts=400, season=0.5, season_shift=250, gap_days=25, phases=3),
    Plan("Weekly, a year and a half", seed=42, accounts=300, months=18, gap_days=8, phases=2, order_value=1500),
    Plan("Monthly, a year and a half", seed=43, accounts=300, months=18, gap_days=28, phases=3, receivables=False),
    Plan("No costs", seed=44, accounts=300, costs=False, gap_days=24, phases=3, freight=False),
    Plan("Six thousand", seed=45, accounts=6000, months=30, gap_days=32, phases=3, products=300),
    Plan("Quarterly, at random", seed=46, accounts=400, months=48, gap_days=80, phases=1, receivables=False),
    Plan("Told again: monthly", seed=51, accounts=400, author="second", gap_days=30),
    Plan("Told again: sixty", seed=52, accounts=60, author="second", gap_days=24, months=30, dialect="zh"),
    Plan("Told again: weekly", seed=53, accounts=250, author="second", gap_days=9, months=24, order_value=1200,
         service="hours"),
    Plan("Told again: slow", seed=54, accounts=500, author="second", gap_days=60, months=48, order_value=60000,
         lines_an_order=1.5, list_prices=False),
    Plan("Told again: seasons", seed=55, accounts=1200, author="second", gap_days=25, season=0.4, season_shift=160),
    Plan("Told again: a year and a half", seed=56, accounts=300, author="second", gap_days=20, months=18,
         receivables=False, service="none"),
    Plan("Told again: noisy", seed=57, accounts=600, author="second", gap_days=28, price_noise=0.03, cost_noise=0.03,
         margin=0.22),
)
"""Loaded where it is asked for: python -m tests.worlds, or pytest -m slow tests/worlds with KADASH_SLOW=1."""
