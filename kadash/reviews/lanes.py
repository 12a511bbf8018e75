"""The time line of an account by lanes: months of what happens often, spans of what runs, single points."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.language import Words
from kadash.reviews.happenings import Happening

Lane = Literal[
    "orders", "price", "payments", "quotes", "complaints", "visits", "contracts", "services", "survey", "notes",
    "changes"]
LANES: tuple[Lane, ...] = get_args(Lane)
"""From top to bottom: trade, talks, help, what binds, what was said and noted, and where the account stood."""

LOW_ANSWER = 0.5
"""An answer below half of its scale is a bad one."""


@dataclass(frozen=True)
class Name:
    """How much of a lane's month goes by one name: an outcome, a subject, a kind of visit, a driver."""

    name: str
    n: int
    value: float | None = None


@dataclass(frozen=True)
class LaneMonth:
    """A month of a lane.

    n: how many; value: money, a share of list price, or the mean answer as a share of its scale; part: of it what is
    to be noted (money paid late, severe complaints); names: most frequent first; numbers: up to three of its rows.
    """

    lane: Lane
    month: dt.date
    n: int
    value: float | None
    part: float
    names: tuple[Name, ...]
    numbers: tuple[str, ...]

    @property
    def height(self) -> float:
        """What a column of the lane stands for: its money where it has any, else how many."""
        return self.value if self.value is not None else float(self.n)


@dataclass(frozen=True)
class Span:
    """A contract or a service given. last_day None: no end is known; name: a code; amount: money."""

    lane: Lane
    first_day: dt.date
    last_day: dt.date | None
    name: str
    number: str
    amount: float | None
    result: str


@dataclass(frozen=True)
class TimeLine:
    """Everything on one axis. missing: canonical tables that would fill a lane and were not loaded."""

    first_day: dt.date
    as_of: dt.date
    months: tuple[LaneMonth, ...]
    spans: tuple[Span, ...]
    points: tuple[Happening, ...]
    missing: tuple[str, ...]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that have something on them, from top to bottom."""
        there = {one.lane for one in self.months} | {one.lane for one in self.spans} | {
            one.lane for one in self.points if one.lane in POINTS}
        return tuple(lane for lane in LANES if lane in there)

    @property
    def last_day(self) -> dt.date:
        """Where the axis ends: the as-of date, or a note after it or the end of a contract within a year of it."""
        ends = [one.last_day for one in self.spans if one.last_day is not None]
        ends += [one.day for one in self.points if one.lane in POINTS]
        latest = self.as_of + dt.timedelta(days=365)
        return max([self.as_of, *(min(end, latest) for end in ends)])

    def only(self, lanes: Sequence[str]) -> TimeLine:
        """The same with some of its lanes; with all where none is named."""
        if not lanes:
            return self
        return TimeLine(self.first_day, self.as_of, tuple(one for one in self.months if one.lane in lanes),
                        tuple(one for one in self.spans if one.lane in lanes),
                        tuple(one for one in self.points if one.lane in lanes), self.missing)

    def sentence(self, words: Words) -> str:
        """How much of each kind there is since when."""
        counts = [words("review.timeline.count", None, lane=words(f"review.lane.{lane}"), count=words.number(count))
                  for lane in self.lanes if (count := self.count(lane))]
        return words("review.timeline.title", None, since=words.month(self.first_day), counts=words.listed(counts))

    def of(self, lane: str) -> tuple[LaneMonth, ...]:
        """The months of a lane."""
        return tuple(one for one in self.months if one.lane == lane)

    def total(self, lane: str) -> float:
        """The sum of what a lane's months stand for."""
        return math.fsum(one.height for one in self.of(lane))

    def count(self, lane: str) -> int:
        """How many rows, spans or points a lane has."""
        return (sum(one.n for one in self.of(lane)) + sum(one.lane == lane for one in self.spans)
                + sum(one.lane == lane for one in self.points if lane in POINTS))


POINTS: tuple[Lane, ...] = ("services", "notes", "changes")
"""Lanes that show single events; what else is a happening stands in its lane's months already."""
