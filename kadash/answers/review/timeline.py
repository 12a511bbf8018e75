"""What happened at an account, event by event: what exports know, when it changed its layer, what people wrote down."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.review.entered import Entered
from kadash.answers.review.head import ReviewHead
from kadash.marts.calendar import month_before
from kadash.reviews.happenings import TRIGGERS, Happening

YEARS_BACK = 3
TURNING_FLAGS = ("margin_erosion", "below_zero", "slipping", "late_payer")


def timeline(asked: Asked, head: ReviewHead, told: Entered, first_day: dt.date | None = None) -> list[Happening]:
    """Newest first, from `first_day` on (three years back unless given) to what ends within the next year."""
    first = first_day or month_before(asked.as_of, 12 * YEARS_BACK)
    rows = asked.records("review_happened", account_id=head.account_id, first_day=first, last_day=asked.as_of)
    found = [Happening(_day(row["day"]), row["kind"], row["what"] or "", row["amount"], row["kind"] in TRIGGERS)
             for row in rows if row["day"] is not None]
    found = _complaints_by_month(found)
    found += _turns(asked, head)
    found += [Happening(one.day, f"entered_{one.kind}", one.what, None, True) for one in told.events]
    found += told.noted
    first_order = head.day("first_order")
    if first_order is not None:
        found.append(Happening(first_order, "first_order", "", None, False))
    latest = asked.as_of + dt.timedelta(days=365)
    kept = [one for one in found if one.day <= latest and (one.day >= first or one.kind == "first_order")]
    return sorted(kept, key=lambda one: (one.day, one.kind), reverse=True)


def _complaints_by_month(found: list[Happening]) -> list[Happening]:
    """Severe complaints of one month as one: an account that has many would have nothing else on its line."""
    months: dict[tuple[int, int], list[Happening]] = {}
    for one in found:
        if one.kind == "complaint":
            months.setdefault((one.day.year, one.day.month), []).append(one)
    told = []
    for several in months.values():
        subjects = " / ".join(dict.fromkeys(one.what for one in several if one.what))
        told.append(several[0] if len(several) == 1 else Happening(
            max(one.day for one in several), "complaints", subjects, None, True, len(several)))
    return [one for one in found if one.kind != "complaint"] + told


def _turns(asked: Asked, head: ReviewHead) -> list[Happening]:
    """When the value tier changed, and when a flag came up that was not there the month before."""
    rows = asked.records("review_turns", account_id=head.account_id)
    found = []
    for before, row in zip(rows, rows[1:], strict=False):
        if row["value_tier"] != before["value_tier"]:
            found.append(Happening(_day(row["month_end"]), "tier", str(row["value_tier"]), None, False))
        new = set(json.loads(row["flags"])) - set(json.loads(before["flags"]))
        found += [Happening(_day(row["month_end"]), "flag", flag, None, False) for flag in TURNING_FLAGS if flag in new]
    return found


def _day(value: object) -> dt.date:
    return pd.Timestamp(str(value)).date()
