"""The as-of date of a load: the last order date, unless a few dates lie far beyond all others."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Protocol

from kadash.marts.calendar import month_end
from kadash.vocabulary import Finding

_SHARE = 0.999
_FAR_DAYS = 31


class HasLines(Protocol):
    """Something with order lines: a build, or an engine that rolls them up."""

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """All rows of a query."""


def last_order_date(lines: HasLines, today: date) -> tuple[date, tuple[Finding, ...]]:
    """The day up to which there is data, and a note where some dates were not believed.

    Where the last order lies over 31 days beyond the 99.9th percentile of order dates, that percentile's month-end.
    """
    days = lines.rows("select order_date, count(*) from core.order_line group by order_date order by order_date")
    counted = [(day, int(str(rows))) for day, rows in days if isinstance(day, date)]
    last = counted[-1][0]
    usual = _percentile(counted)
    if (last - usual).days <= _FAR_DAYS:
        return last, ()
    as_of = min(month_end(usual), today)
    beyond = sum(rows for day, rows in counted if day > as_of)
    facts = {"last": last.isoformat(), "as_of": as_of.isoformat()}
    return as_of, (Finding("far_dates_left_out", beyond, MappingProxyType(facts)),)


def _percentile(counted: list[tuple[date, int]]) -> date:
    """The first day at or before which 99.9 % of the lines lie."""
    whole, reached = sum(rows for _, rows in counted), 0
    for day, rows in counted:
        reached += rows
        if reached >= _SHARE * whole:
            return day
    return counted[-1][0]
