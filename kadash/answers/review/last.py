"""What was forecast and promised when the last review was closed, against what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.answers.review.head import ReviewHead
from kadash.marts.calendar import month_before, window
from kadash.reviews.closed import Came, ClosedReview, came_of


@dataclass(frozen=True)
class LastReview:
    """closed: as it was frozen. months: full months since. came: forecast against fact over them. moved: scheme to the
    layer then and now, where it changed; gone, new: flags that went and came."""

    closed: ClosedReview
    months: int
    came: tuple[Came, ...]
    moved: Mapping[str, tuple[str, str]]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def last_review(asked: Asked, head: ReviewHead, closed: ClosedReview | None) -> LastReview | None:
    """The last review held against today; None where none was closed."""
    if closed is None:
        return None
    after = month_before(window(closed.as_of, asked.policy).last_day, -1)
    last = window(asked.as_of, asked.policy).last_day
    months = max(0, (last.year - after.year) * 12 + last.month - after.month + 1)
    flags = set(head.flags["flag"])
    layers = {str(row["scheme"]): str(row["layer"]) for row in head.layers.to_dict("records")}
    moved = {scheme: (layer, layers[scheme]) for scheme, layer in closed.layers.items()
             if scheme in layers and layers[scheme] != layer}
    return LastReview(
        closed, months, came_of(closed, _facts(asked, head.account_id, after, last) if months else {}, months), moved,
        tuple(flag for flag in closed.flags if flag not in flags),
        tuple(sorted(flags - set(closed.flags))))


def _facts(asked: Asked, account_id: str, first_month: dt.date, last_day: dt.date) -> dict[str, float]:
    row = asked.records("review_since", account_id=account_id, first_month=first_month, last_day=last_day)[0]
    found = {"revenue": float(row["revenue"]), "bought": float(row["orders"] > 0)}
    return found if row["contribution"] is None else {**found, "contribution": float(row["contribution"])}
