"""The past days that forecasts are graded at: month-ends whose next half-year is known, with a year before them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from kadash.marts.calendar import month_before, month_end
from kadash.policy import Policy

HORIZON_DAYS = 182
MOST_ORIGINS = 3
_FULL_YEAR_MONTHS, _QUARTER_MONTHS, _HALF_YEAR_MONTHS = 12, 3, 6


def origins(first_order: date, as_of: date, policy: Policy) -> list[date]:
    """The origins, oldest first: half a year apart, up to three; a quarter apart where that alone gives two.

    The last one lies 182 days before `as_of` (less the days that a month counts as full by), and before each lie 12
    calendar months with data.

    >>> from kadash.policy import default_policy
    >>> [str(day) for day in origins(date(2024, 1, 5), date(2026, 9, 30), default_policy())]
    ['2025-03-31', '2025-09-30', '2026-03-31']
    >>> [str(day) for day in origins(date(1996, 7, 4), date(1998, 5, 6), default_policy())]
    ['1997-07-31', '1997-10-31']
    """
    halves = _apart(_HALF_YEAR_MONTHS, first_order, as_of, policy, MOST_ORIGINS)
    return halves if len(halves) > 1 else _apart(_QUARTER_MONTHS, first_order, as_of, policy, 2)


def possible_from(first_order: date, policy: Policy) -> date:
    """The as-of date from which a first origin can be graded.

    >>> from kadash.policy import default_policy
    >>> str(possible_from(date(2026, 3, 10), default_policy()))
    '2027-08-26'
    """
    return month_end(month_before(first_order, 1 - _FULL_YEAR_MONTHS)) + _ahead(policy)


def _apart(months: int, first_order: date, as_of: date, policy: Policy, most: int) -> list[date]:
    last = _last_origin(as_of, policy)
    back = (month_end(month_before(last, months * step)) for step in range(most))
    enough = (day for day in back if month_before(day, _FULL_YEAR_MONTHS - 1) >= first_order.replace(day=1))
    return sorted(islice(enough, most))


def _last_origin(as_of: date, policy: Policy) -> date:
    """The last month-end whose 182 days after are over."""
    day = as_of - _ahead(policy)
    end = month_end(day)
    return end if end <= day else day.replace(day=1) - timedelta(days=1)


def _ahead(policy: Policy) -> timedelta:
    return timedelta(days=HORIZON_DAYS - policy.calendar.full_month_slack_days)
