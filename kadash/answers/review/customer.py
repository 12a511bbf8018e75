"""The customer's arithmetic from the account's own year, and how its gain is shared."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.answers.review.entered import Entered
from kadash.answers.review.offers import Offer
from kadash.marts.calendar import window
from kadash.reviews.arithmetic import Arithmetic, Shared, arithmetic, shared_gain
from kadash.reviews.arithmetic_lines import FIGURES, lines_of

MOST_SERVICES = 3
"""So many proposals are reckoned where nothing was decided yet."""


@dataclass(frozen=True)
class CustomerSum:
    """done: the arithmetic. shared: what both sides have of the services that are known in full. missing: tables that
    would fill lines. delivered_on_time: share of lines delivered by the promised day, None where unknown."""

    done: Arithmetic
    shared: Shared | None
    missing: tuple[str, ...]
    delivered_on_time: float | None


def customer_sum(asked: Asked, account_id: str, entered: Entered, found: list[Offer],
                 loaded: frozenset[str]) -> CustomerSum:
    """The arithmetic of the services decided, or, where none is, of the first proposals."""
    w = window(asked.as_of, asked.policy)
    row = asked.records("review_customer", account_id=account_id, first_day=w.first_day, last_day=w.last_day)[0]
    figures = {name: None if table not in {*loaded, "order_line", "product"} or row[name] is None else float(row[name])
               for name, table in FIGURES.items()}
    chosen = entered.plan.services or tuple(offer.service_id for offer in found[:MOST_SERVICES])
    known = {service.id: service for service in asked.catalogue.services}
    services = {name: lines_of(known[name]) for name in chosen if name in known and lines_of(known[name])}
    rules = asked.policy.value
    done = arithmetic(figures, entered.said, services, rules.discount_rate_per_year, rules.horizon_years)
    gains = {offer.service_id: offer.expected_gain for offer in found}
    full = [one.service_id for one in done.services if one.worth is not None]
    shared = shared_gain(done, [gains.get(name, float("nan")) for name in full])
    missing = tuple(dict.fromkeys(FIGURES[name] for line in done.lines for name in line.missing))
    on_time = None if not row["delivered"] else 1.0 - float(row["late_deliveries"] or 0) / float(row["delivered"])
    return CustomerSum(done, shared, missing, on_time)
