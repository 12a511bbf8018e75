"""Every fact of an account, now and a year ago, by the groups that a manager reads them in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kadash.answers.asked import Asked
from kadash.answers.metrics import METRICS, Metric
from kadash.marts.calendar import window

GROUPS = ("revenue", "rhythm", "payment", "growth", "ties")
"""Groups of facts that a review can ask for."""


@dataclass(frozen=True)
class Fact:
    """A fact of the account: what it is (name, unit, definition stand in the metrics), now and a year ago."""

    metric: Metric
    now: Any
    before: Any


def facts(asked: Asked, account_id: str, group: str) -> list[Fact]:
    """The facts of a group, in their order; None where unknown."""
    year_ago = window(asked.as_of, asked.policy).first_day - dt.timedelta(days=1)
    rows = {row["is_now"]: row for row in asked.records("review_facts", account_id=account_id, month_end=year_ago)}
    now, before = rows.get(True, {}), rows.get(False, {})
    return [Fact(metric, now.get(column), before.get(column)) for metric, column in _columns(group)]


def _columns(group: str) -> list[tuple[Metric, str]]:
    """The metrics of a group that are columns of mart.account, with their column."""
    return [(metric, column.removeprefix("account.")) for metric in METRICS.values() if metric.group == group
            for column in metric.columns if column.startswith("account.")]
