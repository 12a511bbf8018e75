"""Whether such a change ever happened here: retention, margin and cost to serve at every past month-end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.what_if.base import SCHEME
from kadash.answers.what_if.evidence import known_cut, observed_range
from kadash.language import Words

Measured = Literal["retention", "margin_rate", "service_share"]
MEASURED: tuple[Measured, ...] = ("retention", "margin_rate", "service_share")
LEVER_OF = {"retention": "retention", "margin": "margin_rate", "price": "margin_rate",
            "cost_to_serve": "service_share"}
"""What history shows of a lever; of the others it has no such series."""

WITHIN_MONTHS = 12


@dataclass(frozen=True)
class Swing:
    """A change between two month-ends at most 12 months apart: in points, or as a share of what it was before."""

    change: float
    since: dt.date
    until: dt.date


@dataclass(frozen=True)
class Happened:
    """What was seen at past month-ends, each over its last 12 months.

    months: one row a month-end: month_end, bought_before, bought_again, retention, low, high (90 %), revenue,
    margin_rate, service_share (cost to serve as a share of revenue); NaN where not known. Changes of retention and
    margin_rate are points, those of service_share a share of what it was, as their levers are.
    """

    scheme: str
    layer: str | None
    account_id: str | None
    months: pd.DataFrame

    def largest_rise(self, measured: Measured) -> Swing | None:
        """The largest rise within 12 months; None where it never rose."""
        return self._largest(measured, 1.0)

    def largest_fall(self, measured: Measured) -> Swing | None:
        """The largest fall within 12 months, its change below zero; None where it never fell."""
        return self._largest(measured, -1.0)

    def times(self, measured: Measured, change: float) -> tuple[int, int]:
        """At how many month-ends it stood so much above (below) one of the 12 months before; and of how many."""
        swings = self._swings(measured)
        if change == 0 or swings.empty:
            return 0, len(swings["until"].unique())
        way = np.sign(change)
        enough = swings[way * swings["change"] >= way * change - 1e-9]
        return len(enough["until"].unique()), len(swings["until"].unique())

    def sentence(self, words: Words, lever: str, change: float) -> str:
        """How often a lever's change was seen here within a year, and the largest there was; '' where it is mute."""
        measured: Measured | None = LEVER_OF.get(lever)  # type: ignore[assignment]
        if measured is None or change == 0:
            return ""
        times, of = self.times(measured, change)
        if not of:
            return words("what_if.happened.unknown")
        written = _written(words, measured, change)
        most = self.largest_rise(measured) if change > 0 else self.largest_fall(measured)
        largest = "" if most is None else self._largest_sentence(words, measured, most)
        key = f"what_if.happened.{'never' if not times else 'times'}"
        return " ".join(filter(None, [words(key, times if times else None, change=written, of=words.number(of)),
                                      largest]))

    def _largest_sentence(self, words: Words, measured: Measured, most: Swing) -> str:
        return words("what_if.happened.most", None, change=_written(words, measured, most.change),
                     since=words.month(most.since), until=words.month(most.until))

    def _largest(self, measured: Measured, way: float) -> Swing | None:
        swings = self._swings(measured)
        if swings.empty or (way * swings["change"]).max() <= 0:
            return None
        row = swings.iloc[int((way * swings["change"]).to_numpy().argmax())]
        return Swing(float(row["change"]), row["since"], row["until"])

    def _swings(self, measured: Measured) -> pd.DataFrame:
        """One row a pair of known month-ends at most 12 months apart: since, until, change."""
        known = self.months[self.months[measured].notna()]
        ends, values = list(known["month_end"]), known[measured].to_numpy(dtype=np.float64)
        rows = [
            (ends[start], ends[end], _change(measured, values[start], values[end]))
            for end in range(len(ends)) for start in range(end)
            if (ends[end].year - ends[start].year) * 12 + ends[end].month - ends[start].month <= WITHIN_MONTHS
        ]
        return pd.DataFrame(rows, columns=["since", "until", "change"]).dropna()


def ever_happened(
    asked: Asked, scheme: str = SCHEME, layer: str | None = None, account_id: str | None = None
) -> Happened:
    """What retention, margin and cost to serve really were, for all, a layer or one account.

    Retention of a layer counts who stood in it a year before the month-end, so it begins a year after history does.
    """
    known_cut(asked, scheme, layer, account_id)
    found = asked.frame("what_if_history", path=f'$."{scheme}"', layer=layer, account_id=account_id)
    ranges = [observed_range(int(before), int(again))
              for before, again in zip(found["bought_before"], found["bought_again"], strict=True)]
    months = pd.DataFrame({
        "month_end": pd.to_datetime(found["month_end"]).dt.date,
        "bought_before": found["bought_before"],
        "bought_again": found["bought_again"],
        "retention": np.array([one.share for one in ranges], dtype=np.float64),
        "low": np.array([one.low for one in ranges], dtype=np.float64),
        "high": np.array([one.high for one in ranges], dtype=np.float64),
        "revenue": found["revenue"],
        "margin_rate": _rate(found["margin"], found["revenue_of_margin"]),
        "service_share": _rate(found["service_cost"], found["revenue"]),
    })
    return Happened(scheme, layer, account_id, months)


def _written(words: Words, measured: Measured, change: float) -> str:
    """A change with its unit: +5 pt, -12%."""
    if measured == "service_share":
        return words.percent(change, sign=True)
    return words("what_if.value.points", None, points=words.points(change))


def _rate(part: pd.Series, of: pd.Series) -> pd.Series:
    return part.astype(float) / of.astype(float).where(of.astype(float) > 0)


def _change(measured: Measured, before: float, after: float) -> float:
    if measured == "service_share":
        return after / before - 1.0 if before > 0 else float("nan")
    return after - before
