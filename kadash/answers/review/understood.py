"""What explains an account: how it pays, and what it buys against its peers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.review.head import ReviewHead
from kadash.answers.review.peers import beside_peers
from kadash.language import Words
from kadash.marts.calendar import month_before
from kadash.reviews import story

PAYMENT_MONTHS = 24


@dataclass(frozen=True)
class Understood:
    """What explains the account.

    payments: one row a month in which invoices fell due (due, days_late, overdue). categories, peers and peer_group:
    see `BesidePeers`.
    """

    payments: pd.DataFrame
    open_amount: float
    overdue_amount: float
    overdue_invoices: int
    oldest_due: dt.date | None
    categories: pd.DataFrame
    peers: int
    peer_group: str

    def payment_sentence(self, head: ReviewHead, words: Words) -> str:
        """How it pays, and what is open."""
        return story.payment_sentence(story.Payment(
            int(head.figure("invoices") or 0), head.figure("mean_days_late"), head.figure("on_time_rate"),
            self.open_amount, self.overdue_amount, self.overdue_invoices, self.oldest_due), words)


def understood(asked: Asked, account_id: str) -> Understood:
    """What explains an account: how it pays, and what it buys against its peers."""
    as_of = asked.as_of
    payments = asked.frame("review_payments", account_id=account_id, as_of=as_of,
                           first_day=month_before(as_of, PAYMENT_MONTHS - 1))
    unpaid = asked.records("review_open_invoices", account_id=account_id, as_of=as_of)[0]
    against = beside_peers(asked, account_id)
    return Understood(payments, unpaid["open"], unpaid["overdue"], unpaid["overdue_invoices"], unpaid["oldest_due"],
                      against.categories, against.peers, against.group)
