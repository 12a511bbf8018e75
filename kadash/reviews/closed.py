"""A closed review: what was known, forecast and decided on its day, frozen for the next one to be held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kadash.reviews.fields import amount_of, day_of
from kadash.reviews.plan import Plan, plan_from_body, plan_to_body

_NONE: Mapping[str, float] = MappingProxyType({})
_NO_LAYERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Decided:
    """A service taken into the plan, with what it was expected to earn us when it was; money NaN where unknown."""

    service_id: str
    expected_gain: float
    low: float
    high: float
    cost: float


@dataclass(frozen=True)
class ClosedReview:
    """What a review froze.

    figures: the account's facts then; forecast: p_buys_12m, revenue_year and expected_contribution_12m for the year
    after as_of; layers by scheme; buyer: type, whether called, and chance; steps: which of the four stood.
    """

    as_of: dt.date
    closed_on: dt.date
    figures: Mapping[str, float] = field(default_factory=lambda: _NONE)
    forecast: Mapping[str, float] = field(default_factory=lambda: _NONE)
    flags: tuple[str, ...] = ()
    layers: Mapping[str, str] = field(default_factory=lambda: _NO_LAYERS)
    steps: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    customer_worth: float | None = None
    plan: Plan = Plan()


@dataclass(frozen=True)
class Came:
    """A forecast beside what came of it: for the part of its year that has passed."""

    name: str
    forecast: float
    fact: float | None


def came_of(closed: ClosedReview, facts: Mapping[str, float], months: int) -> tuple[Came, ...]:
    """Forecast against fact after so many full months: money in proportion; nothing before the first is over.

    facts: revenue and contribution of these months (contribution left out where unknown), and bought (1 or 0).
    """
    if months <= 0:
        return ()
    share = min(1.0, months / 12.0)
    pairs = (("revenue", "revenue_year", share), ("contribution", "expected_contribution_12m", share),
             ("bought", "p_buys_12m", 1.0))
    return tuple(Came(name, closed.forecast[source] * scale, facts.get(name)) for name, source, scale in pairs
                 if source in closed.forecast)


def closed_to_body(closed: ClosedReview) -> dict[str, object]:
    """As the journal keeps it."""
    return {
        "as_of": closed.as_of.isoformat(), "closed_on": closed.closed_on.isoformat(), "figures": dict(closed.figures),
        "forecast": dict(closed.forecast), "flags": list(closed.flags), "layers": dict(closed.layers),
        "steps": list(closed.steps), "customer_worth": closed.customer_worth, "plan": plan_to_body(closed.plan),
        "decided": [{name: None if value != value else value for name, value in vars(one).items()}
                    for one in closed.decided],
    }


def closed_from_body(body: object) -> ClosedReview | None:
    """What the journal kept; None where it cannot be read."""
    kept = body if isinstance(body, Mapping) else {}
    as_of, closed_on = day_of(kept.get("as_of")), day_of(kept.get("closed_on"))
    if as_of is None or closed_on is None:
        return None
    return ClosedReview(
        as_of, closed_on, _numbers(kept.get("figures")), _numbers(kept.get("forecast")),
        tuple(str(flag) for flag in kept.get("flags") or ()),
        {str(scheme): str(layer) for scheme, layer in (kept.get("layers") or {}).items()},
        tuple(str(step) for step in kept.get("steps") or ()),
        tuple(_decided(row) for row in kept.get("decided") or ()), amount_of(kept.get("customer_worth")),
        plan_from_body(kept.get("plan")))


def _decided(row: Mapping[str, object]) -> Decided:
    money = (amount_of(row.get(name)) for name in ("expected_gain", "low", "high", "cost"))
    return Decided(str(row.get("service_id")), *(float("nan") if one is None else one for one in money))


def _numbers(kept: object) -> dict[str, float]:
    found = kept if isinstance(kept, Mapping) else {}
    return {str(name): number for name, value in found.items() if (number := amount_of(value)) is not None}
