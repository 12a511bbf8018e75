"""Which months are meant: the 12 full ones of W, the year before, and the month-ends of history."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kadash.policy import Policy


@dataclass(frozen=True)
class Window:
    """W, the 12 calendar months up to the last full one, and the 12 months before it.

    `last_day` is the end of W's last month: up to `full_month_slack_days` after the as-of date.
    """

    first_day: date
    last_day: date
    previous_first_day: date


def window(as_of: date, policy: Policy) -> Window:
    """W as of a day.

    >>> from kadash.policy import default_policy
    >>> w = window(date(2026, 5, 28), default_policy())
    >>> (str(w.first_day), str(w.last_day), str(w.previous_first_day))
    ('2025-06-01', '2026-05-31', '2024-06-01')
    """
    end = month_end(as_of)
    if (end - as_of).days > policy.calendar.full_month_slack_days:
        end = as_of.replace(day=1) - timedelta(days=1)
    return Window(month_before(end, 11), end, month_before(end, 23))


def month_ends(first_order: date, as_of: date, policy: Policy) -> list[date]:
    """The month-ends that history is judged at, oldest first: at or before `as_of`, none before the first order."""
    latest = month_end(as_of)
    if latest > as_of:
        latest = as_of.replace(day=1) - timedelta(days=1)
    ends = [month_end(month_before(latest, back)) for back in range(policy.calendar.history_months)]
    return sorted(end for end in ends if end >= first_order)


def month_end(day: date) -> date:
    """The last day of a day's month.

    >>> str(month_end(date(2024, 2, 3)))
    '2024-02-29'
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_before(day: date, months: int) -> date:
    """The first day of the month so many months before a day's own.

    >>> str(month_before(date(2026, 3, 31), 4))
    '2025-11-01'
    """
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
