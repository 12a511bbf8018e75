"""The levers of a what-if: what may be moved, in which unit, how far, for all accounts and for a segment on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Literal

Unit = Literal["points", "share", "days", "count", "money"]


@dataclass(frozen=True)
class Lever:
    """A lever's unit, the values it takes, and the step by which the tornado moves it (None: not moved there)."""

    unit: Unit
    low: float
    high: float
    step: float | None


LEVERS: Mapping[str, Lever] = MappingProxyType({
    "retention": Lever("points", -1.0, 1.0, 0.05),
    "churn_cut": Lever("share", -1.0, 1.0, 0.20),
    "margin": Lever("points", -1.0, 1.0, 0.01),
    "price": Lever("points", -1.0, 1.0, 0.01),
    "frequency": Lever("share", -1.0, 10.0, 0.05),
    "cost_to_serve": Lever("share", -1.0, 10.0, 0.10),
    "wallet": Lever("points", -1.0, 1.0, 0.05),
    "payment_days": Lever("days", -365.0, 365.0, 10.0),
    "growth": Lever("share", -0.5, 0.5, 0.02),
    "new_accounts": Lever("count", 0.0, 1e7, None),
    "acquisition_cost": Lever("money", 0.0, 1e12, None),
    "new_account_value": Lever("money", -1e12, 1e12, None),
    "programme_cost": Lever("money", 0.0, 1e13, None),
    "programme_cost_once": Lever("money", 0.0, 1e13, None),
})
"""Every lever by name, in the order pages and terminal show them. Points and shares are held as 0.05 for 5."""

ACCOUNT_LEVERS = ("retention", "churn_cut", "margin", "price", "frequency", "cost_to_serve", "wallet", "payment_days")
"""Levers that move accounts, for all of them or for a segment; the others move the company as a whole."""


@dataclass(frozen=True)
class Move:
    """What is done to the accounts of a segment: changes, all 0 for none.

    `retention` and `wallet` in points, `margin` and `price` in points of revenue, `frequency` and `cost_to_serve` as
    shares of what they are, `churn_cut` as a share of those who leave, `payment_days` in days (more = paid later).
    """

    retention: float = 0.0
    churn_cut: float = 0.0
    margin: float = 0.0
    price: float = 0.0
    frequency: float = 0.0
    cost_to_serve: float = 0.0
    wallet: float = 0.0
    payment_days: float = 0.0


@dataclass(frozen=True)
class Levers(Move):
    """A scenario's assumptions: the move for all accounts, and those of segments, which are added on top.

    `growth` a year of what an account earns; `new_accounts` a year, each won for `acquisition_cost` and worth
    `new_account_value` (None: what the average account is worth in the scenario); programme costs a year and once.
    """

    growth: float = 0.0
    new_accounts: float = 0.0
    acquisition_cost: float = 0.0
    new_account_value: float | None = None
    programme_cost: float = 0.0
    programme_cost_once: float = 0.0
    by_segment: Mapping[str, Move] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, float]) -> Levers:
        """Levers for all accounts by name, the others where they were."""
        return replace(NO_CHANGE, **values)  # type: ignore[arg-type]

    @property
    def costs_money(self) -> bool:
        """True where something is paid for that has to come back."""
        return self.programme_cost > 0 or self.programme_cost_once > 0 or self.new_accounts * self.acquisition_cost > 0

    def moved(self) -> tuple[str, ...]:
        """The levers that are not where they were, in the order of `LEVERS`."""
        everywhere: tuple[Move, ...] = (self, *self.by_segment.values())
        accounts = [name for name in ACCOUNT_LEVERS if any(getattr(move, name) != 0.0 for move in everywhere)]
        company = ["growth"] if self.growth != 0.0 else []
        winning = ["new_accounts"] if self.new_accounts != 0.0 else []
        programme = ["programme_cost"] if self.programme_cost != 0.0 or self.programme_cost_once != 0.0 else []
        return (*accounts, *company, *winning, *programme)

    def only(self, names: frozenset[str]) -> Levers:
        """These levers with all but `names` put back; winning and programme levers go together as one each."""
        company: dict[str, float | None] = {"growth": self.growth} if "growth" in names else {}
        if "new_accounts" in names:
            winning = ("new_accounts", "acquisition_cost", "new_account_value")
            company |= {name: getattr(self, name) for name in winning}
        if "programme_cost" in names:
            company |= {name: getattr(self, name) for name in ("programme_cost", "programme_cost_once")}
        segments = {name: Move(**_kept(move, names)) for name, move in self.by_segment.items()}
        return Levers(**_kept(self, names), **company, by_segment=segments)  # type: ignore[arg-type]


NO_CHANGE = Levers()


def _kept(move: Move, names: frozenset[str]) -> dict[str, float]:
    return {part.name: getattr(move, part.name) for part in fields(Move) if part.name in names}
