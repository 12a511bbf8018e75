"""How accounts pay, as of a day: a payment after it is not seen, the invoice is unpaid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import MONEY_UNITS, Floats, Ints, Rows, Runs, Slices, in_order, running_sum


class Invoices:
    """Every account's invoices."""

    def __init__(self, rows: Rows, accounts: int) -> None:
        """`rows` as invoices.sql says."""
        rows = in_order(rows, "account", "day")
        account, self._day = rows["account"].astype(np.int64), rows["day"].astype(np.int64)
        self._accounts, self._account = accounts, rows["account"]
        self._due, self._paid = rows["due_day"].astype(np.int64), rows["paid_day"].astype(np.int64)
        self._amount = rows["amount"].astype(np.int64)
        self._runs = Runs(account, self._day, accounts)

    def facts(self, moment: Moment, overdue_days: float) -> dict[str, NDArray[np.generic]]:
        """One entry an account.

        invoices: paid since W began, or unpaid and past due (credit notes are none); mean_days_late: of them, weighted
        by amount; on_time_rate: the share of them paid by the due date; open_receivable: what is unpaid, credit notes
        taken off; overdue_veto_amount: of it, what is more than `overdue_days` past due; days_late_trend: days late of
        the half-year that W ends with, up to the day, less those of the half before it, each as its last day saw them.
        """
        is_open = self._paid > moment.day
        past_due = np.where(is_open, self._due < moment.day, self._paid >= moment.window_first_day)
        counts = (self._amount > 0) & past_due
        days_late = np.where(is_open, moment.day, self._paid) - self._due
        amount, rows = np.where(counts, self._amount, 0), self._runs.so_far(moment.day)
        number = _sums(counts.astype(np.int64), rows)
        return {
            "invoices": number,
            "mean_days_late": _share(_sums(amount * np.where(counts, days_late, 0), rows), _sums(amount, rows)),
            "on_time_rate": _share(_sums((counts & (days_late <= 0)).astype(np.int64), rows), number),
            "open_receivable": _sums(np.where(is_open, self._amount, 0), rows) / MONEY_UNITS,
            "overdue_veto_amount":
                _sums(np.where(is_open & (days_late > overdue_days), self._amount, 0), rows) / MONEY_UNITS,
            "days_late_trend": self._days_late(moment.half_first_day, moment.day)
            - self._days_late(moment.window_first_day, moment.half_first_day - 1),
        }

    def _days_late(self, first_day: int, day: int) -> Floats:
        """By amount, of invoices paid from one day to the other, and of those unpaid and past due on the other."""
        counts = (self._amount > 0) & (self._day <= day) & (self._paid >= first_day) & (
            (self._paid <= day) | (self._due < day))
        kept = np.flatnonzero(counts)
        amount, days_late = self._amount[kept], np.minimum(self._paid[kept], day) - self._due[kept]
        edges = np.searchsorted(self._account[kept], np.arange(self._accounts + 1))
        rows = Slices(edges[:-1], edges[1:])
        return _share(_sums(amount * days_late, rows), _sums(amount, rows))


def _sums(values: Ints, rows: Slices) -> Ints:
    running = running_sum(values)
    return running.take(rows.end) - running.take(rows.start)


def _share(part: Ints, whole: Ints) -> Floats:
    return np.where(whole != 0, part / np.where(whole != 0, whole, 1), np.nan)
