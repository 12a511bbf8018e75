"""The customer's own facts, picked one by one out of what the review answers; everything else stays behind."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from kadash.answers import Asked
from kadash.answers.review import ReviewDossier, ReviewHead, Understood, rows_behind
from kadash.answers.review.rows import EVERY
from kadash.exports.handover.cells import known
from kadash.exports.handover.customer.facts import Bought, CustomerFacts, HelpGiven, MonthBought, Owed, SharedAction
from kadash.exports.handover.customer.sums import own_sum
from kadash.services.in_force import for_customers

_HELP = ("complaint", "support", "advice", "training", "joint_project", "visit")


def customer_facts(asked: Asked, review: ReviewDossier) -> CustomerFacts:
    """What the customer may see. Of the plan only the services taken into it, and the actions agreed with them."""
    account, went, plan = review.head, review.moved, review.entered.plan
    services = for_customers(plan.services, asked.catalogue)
    return CustomerFacts(
        account_name=account.account_name, as_of=asked.as_of, currency=asked.currency,
        amounts_with_tax=asked.amounts_with_tax, contact=account.text("owner"),
        amount=account.figure("revenue_12m") or 0.0, amount_before=account.figure("revenue_prev_12m") or 0.0,
        purchase_days=int(account.figure("purchases_12m") or 0),
        months=tuple(MonthBought(row["month"].date(), float(row["revenue"]))
                     for row in went.months[["month", "revenue"]].to_dict("records")),
        categories=_bought(_by_category(went.products)), products=_bought(_by_product(went.products)),
        owed=_owed(review.understood), help_given=_help_given(asked, account),
        delivered_on_time=review.customer.delivered_on_time, services=tuple(sorted(services)),
        sums=own_sum(review.customer.done, services),
        actions=tuple(SharedAction(action.what, action.due) for action in plan.actions
                      if action.shared and action.state == "open"))


def _by_product(products: pd.DataFrame) -> pd.DataFrame:
    return products.assign(name=products["product_name"].fillna(products["product_id"]))


def _by_category(products: pd.DataFrame) -> pd.DataFrame:
    return products.groupby("category", as_index=False)[["revenue_now", "revenue_before"]].sum().rename(
        columns={"category": "name"})


def _bought(rows: pd.DataFrame) -> tuple[Bought, ...]:
    """Most money first; those without a name are left out."""
    named = rows.dropna(subset=["name"]).sort_values(["revenue_now", "name"], ascending=[False, True])
    return tuple(
        Bought(str(row["name"]), float(row["revenue_now"]), float(row["revenue_before"]),
               known(row.get("quantity_now")), known(row.get("quantity_before")))
        for row in named.to_dict("records"))


def _owed(found: Understood) -> Owed | None:
    if not found.open_amount:
        return None
    return Owed(found.open_amount, found.overdue_amount, found.overdue_invoices, found.oldest_due)


def _help_given(asked: Asked, account: ReviewHead) -> tuple[HelpGiven, ...]:
    found = rows_behind(asked, account.account_id, "service_event", EVERY)
    since = pd.Timestamp(found.window.first_day)
    events = found.rows.loc[lambda rows: (pd.to_datetime(rows["day"]) >= since) & rows["kind"].isin(_HELP)]
    times = Counter(str(kind) for kind in events["kind"])
    closed = Counter(str(kind) for kind in events.loc[events["closed"].notna(), "kind"])
    return tuple(HelpGiven(kind, times[kind], closed[kind])
                 for kind in sorted(times, key=lambda kind: (-times[kind], _HELP.index(kind))))
