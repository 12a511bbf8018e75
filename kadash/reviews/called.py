"""A rep's call of the buyer type: beside the computed opinion, with a reason, and due for review after a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kadash.reviews.fields import day_of, text_of
from kadash.segments.buyer_opinion import TYPES


@dataclass(frozen=True)
class Called:
    """The type called, why, when, when it comes up for review, and what was computed on that day."""

    called: str
    reason: str
    called_on: dt.date
    review_on: dt.date
    computed: str = ""

    def is_due(self, on: dt.date) -> bool:
        """Whether it is to be looked at again."""
        return on >= self.review_on


def call(called: str, reason: str, on: dt.date, months: int, computed: str) -> Called:
    """A call made on a day, to be reviewed after so many months; ValueError without a type or a reason.

    >>> call("strategic", "they asked for a seat in our planning", dt.date(2026, 8, 31), 6, "unsure").review_on
    datetime.date(2027, 2, 28)
    """
    if called not in TYPES or not reason.strip():
        raise ValueError("a call needs a type and a reason")
    return Called(called, reason.strip(), on, (pd.Timestamp(on) + pd.DateOffset(months=months)).date(), computed)


def called_to_body(one: Called) -> dict[str, object]:
    """As the journal keeps it."""
    return {**vars(one), "called_on": one.called_on.isoformat(), "review_on": one.review_on.isoformat()}


def called_from_body(body: object) -> Called | None:
    """What the journal kept; None where nobody called."""
    kept = body if isinstance(body, Mapping) else {}
    called_on, review_on = day_of(kept.get("called_on")), day_of(kept.get("review_on"))
    if kept.get("called") not in TYPES or called_on is None or review_on is None:
        return None
    return Called(str(kept["called"]), text_of(kept.get("reason")), called_on, review_on, text_of(kept.get("computed")))
