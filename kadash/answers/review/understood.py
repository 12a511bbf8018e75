"""What explains an account: how it pays, and what it buys against its peers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
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
    rows = asked.records("review_payments", account_id=account_id, as_of=asked.as_of,
                         first_day=month_before(asked.as_of, PAYMENT_MONTHS - 1))
    oldest = (row["oldest_due"] for row in rows if row["oldest_due"] is not None)
    against = beside_peers(asked, account_id)
    return Understood(
        _by_month(rows), float(sum(row["open"] for row in rows)), float(sum(row["overdue"] for row in rows)),
        sum(row["overdue_invoices"] for row in rows), min(oldest, default=None), against.categories, against.peers,
        against.group)


def _by_month(rows: list[dict[str, Any]]) -> pd.DataFrame:
    fell_due = [row for row in rows if row["month"] is not None and row["due"] > 0]
    return pd.DataFrame({
        "month": np.array([row["month"] for row in fell_due], dtype="datetime64[us]"),
        "due": [float(row["due"]) for row in fell_due],
        "days_late": [float(row["money_days_late"] / row["due"]) for row in fell_due],
        "overdue": [float(row["unpaid"]) for row in fell_due],
    })
