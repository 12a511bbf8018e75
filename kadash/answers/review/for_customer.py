"""What of a review a customer may see: their own purchases, our service to them, their arithmetic, what was agreed.

Made field by field from what may be shown, never by taking out what may not: a new fact stays inside until it is put
here. Not in it: margins, contribution, value, scores, ranks, layers, flags, buyer type, our gain, our notes, people's
stances, competitors, and any other account.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.review.customer import CustomerSum
from kadash.answers.review.head import ReviewHead
from kadash.answers.review.moved import Moved
from kadash.answers.review.standing import Standing
from kadash.reviews.arithmetic import Arithmetic
from kadash.reviews.plan import Action, Plan


@dataclass(frozen=True)
class CustomerDossier:
    """The review for the customer.

    months: one row a month: month, purchases (money), orders. purchases_12m and purchases_prev_12m: what they bought
    from us in the last 12 full months and in those before. delivered_on_time: share of lines by the promised day;
    complaints: day, severity, subject, closed, days; services: ids of those agreed; arithmetic: their own; actions:
    those marked as agreed with them.
    """

    as_of: dt.date
    currency: str
    account_name: str
    months: pd.DataFrame
    purchases_12m: float | None
    purchases_prev_12m: float | None
    delivered_on_time: float | None
    complaints: pd.DataFrame
    services: tuple[str, ...]
    arithmetic: Arithmetic
    actions: tuple[Action, ...]
    goal: str


def customer_dossier(as_of: dt.date, currency: str, head: ReviewHead, moved: Moved, standing: Standing,
                     customer: CustomerSum, plan: Plan) -> CustomerDossier:
    """The customer's part of a review."""
    months = moved.months[["month", "revenue", "orders"]].rename(columns={"revenue": "purchases"})
    agreed = tuple(action for action in plan.actions if action.shared and action.state != "dropped")
    return CustomerDossier(
        as_of, currency, head.account_name, months, head.figure("revenue_12m"), head.figure("revenue_prev_12m"),
        customer.delivered_on_time, standing.complaints, tuple(one.service_id for one in customer.done.services),
        customer.done, agreed, plan.goal)
