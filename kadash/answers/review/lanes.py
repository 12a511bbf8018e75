"""The time line of an account on one axis, by month: it draws as fast for thousands of orders as for ten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from kadash.answers.asked import Asked
from kadash.answers.review.entered import Entered
from kadash.answers.review.head import ReviewHead
from kadash.answers.review.timeline import timeline
from kadash.marts.calendar import month_before, window
from kadash.reviews.lanes import LaneMonth, Name, Span, TimeLine

SPANS_OF_TIME = ("1", "3", "all")
"""How many years back, as in the address bar."""

_NEEDED = ("receivable", "quote", "service_event", "contract", "service_delivery", "survey_response")
"""Tables that fill lanes beside those of orders."""


def time_line(asked: Asked, head: ReviewHead, told: Entered, years: str) -> TimeLine:
    """The lanes of the last year, the last three, or since the first order; ends with what runs out within a year."""
    first = first_day(asked, head, years)
    limits = {"account_id": head.account_id, "first_day": first, "last_day": asked.as_of}
    rows = asked.records("review_lanes", **limits)
    months = tuple(_month(list(group)) for _, group in groupby(rows, key=lambda row: (row["lane"], row["month"])))
    spans = tuple(_span(row) for row in asked.records("review_spans", **limits))
    loaded = {row["name"] for row in asked.records("review_loaded")}
    missing = tuple(table for table in _NEEDED if table not in loaded)
    return TimeLine(first, asked.as_of, months, spans, tuple(timeline(asked, head, told, first)), missing)


def first_day(asked: Asked, head: ReviewHead, years: str) -> dt.date:
    """The first day on the axis: the first of a month."""
    last = window(asked.as_of, asked.policy).last_day
    since = head.day("first_order")
    if years == "all" and since is not None:
        return min(since.replace(day=1), month_before(last, 11))
    return month_before(last, 12 * (3 if years == "all" else int(years)) - 1)


def _month(rows: Sequence[Mapping[str, Any]]) -> LaneMonth:
    """The names of a lane's month as one: sums, for answers the mean; for the price what it is."""
    first = rows[0]
    lane, n = first["lane"], sum(row["n"] or 0 for row in rows)
    known = [float(row["value"]) for row in rows if row["value"] is not None]
    value = sum(known) if known else None
    if lane == "survey" and value is not None:
        value /= n
    names = tuple(Name(row["name"], int(row["n"] or 0), None if row["value"] is None else float(row["value"]))
                  for row in rows if row["name"])
    numbers = tuple(dict.fromkeys(str(number) for row in rows for number in row["numbers"]))[:3]
    return LaneMonth(lane, _day(first["month"]), n, value, float(sum(row["part"] or 0 for row in rows)), names, numbers)


def _span(row: Mapping[str, Any]) -> Span:
    last = row["last_day"]
    return Span(row["lane"], _day(row["first_day"]), None if last is None else _day(last), row["name"] or "",
                row["number"] or "", row["amount"], row["result"] or "")


def _day(value: dt.date) -> dt.date:
    return dt.date(value.year, value.month, value.day)
