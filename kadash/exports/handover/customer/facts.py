"""What a customer may see of their own account: the only thing that the pages for them are made from.

No margin, cost, score, rank, tier, flag or chance has a place here, nor any other account. Whoever adds a field adds it
to the list that `tests/exports/handover/test_customer.py` holds it against, and says there why the customer may see it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class MonthBought:
    """What the customer bought in a month, in the reporting currency."""

    month: dt.date
    amount: float


@dataclass(frozen=True)
class Bought:
    """A product or a category: what the customer paid for it in the last 12 months and in the 12 before."""

    name: str
    amount: float
    amount_before: float
    quantity: float | None = None
    quantity_before: float | None = None


@dataclass(frozen=True)
class Owed:
    """Invoices not paid yet, and those past their day."""

    open_amount: float
    overdue_amount: float
    overdue_invoices: int
    oldest_due: dt.date | None


@dataclass(frozen=True)
class HelpGiven:
    """How often we were there for them in the last 12 months, by kind of event; of complaints, how many are closed."""

    kind: str
    times: int
    closed: int


@dataclass(frozen=True)
class YearLine:
    """A line of the customer's own arithmetic: `benefit` or `sacrifice`, money a year, from their figures and words."""

    code: str
    side: str
    amount: float


@dataclass(frozen=True)
class ServiceGain:
    """What a service changes for the customer: gain, fee and net a year, paid once; months until that has come back."""

    service_id: str
    gain: float | None
    fee: float | None
    one_off: float | None
    net: float | None
    payback_months: float | None


@dataclass(frozen=True)
class OwnSum:
    """The customer's side of the arithmetic; `together` where several services were reckoned.

    overlaps: together they gain less than one by one.
    """

    lines: tuple[YearLine, ...]
    services: tuple[ServiceGain, ...]
    together: ServiceGain | None
    overlaps: bool = False


@dataclass(frozen=True)
class SharedAction:
    """An action of the plan that was agreed with the customer."""

    what: str
    due: dt.date | None


@dataclass(frozen=True)
class CustomerFacts:
    """One account as its customer may see it. Money in the reporting currency; services are ids of the catalogue.

    delivered_on_time: share of the lines of the last 12 months that came by the promised day.
    """

    account_name: str
    as_of: dt.date
    currency: str
    amounts_with_tax: bool
    contact: str
    amount: float
    amount_before: float
    purchase_days: int
    months: tuple[MonthBought, ...]
    categories: tuple[Bought, ...]
    products: tuple[Bought, ...]
    owed: Owed | None
    help_given: tuple[HelpGiven, ...]
    delivered_on_time: float | None
    services: tuple[str, ...]
    sums: OwnSum | None
    actions: tuple[SharedAction, ...]
