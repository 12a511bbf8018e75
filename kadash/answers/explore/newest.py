"""Where the newest rows of a question lie, and how many rows it counts: by day, from finer rows where they tell it.

At ten million lines what accounts buy by category and month is nine million rows, each put together from lines: to make
all of them only to look at the newest took longer than a question may.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from kadash.answers.explore.conditions import Bound
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Question
from kadash.answers.explore.scan import rows_sql
from kadash.answers.explore.source import ACCOUNT_FIELD, ACCOUNT_NUMBER, Source, quoted
from kadash.answers.explore.stand_in import scanned
from kadash.errors import KadashError
from kadash.store.stoppable import Stop

TOO_MUCH = ("question_too_long", "question_too_large")
"""What a question that asks too much is refused as."""
FEW = 1000
"""Rows whose accounts can be named one by one."""
_BITS = f"bit_or(1::ubigint << cast({ACCOUNT_NUMBER} & 63 as ubigint))"
Day = dt.date | None
Span = tuple[Day, Day]
EVERY_DAY: Span = (None, None)


@dataclass(frozen=True)
class Newest:
    """found: rows that a question counts; None: nobody knows before all of them are made. spans: first and last days,
    newest first, in which the first rows are found. accounts: whose these are, where they are few."""

    found: int | None
    spans: tuple[Span, ...] = (EVERY_DAY,)
    accounts: tuple[str, ...] | None = None


def newest(ground: Ground, question: Question, most: int, seconds: float, stop: Stop | None = None) -> Newest:
    """Where the first rows of a question are, at most so many. question: without rows, columns and figures."""
    source, finer = ground.source(question.source), scanned(ground, question)
    if source.day is None:
        return Newest(int(_asked(ground, question, source, ["count(*) as found"], (), seconds, stop)["found"].iloc[0]))
    if finer is not source:
        try:
            return _of_finer(ground, question, source, finer, most, seconds / 2, stop)
        except KadashError as error:  # a busy machine: the newest rows are shown all the same, uncounted
            if error.code not in TOO_MUCH:
                raise
    if source.key:
        return Newest(None, tuple(_growing(_days_there(ground, question, source, seconds, stop))))
    rows = _asked(ground, question, source, [f"r.{quoted(source.day)} as day", "count(*) as found"], (source.day,),
                  seconds, stop, "group by all")
    days = _newest_first(rows)
    wanted = _until(days, most)
    is_part = len(wanted) < len(days) and wanted[-1] is not None
    return Newest(sum(count for _, count in days), ((wanted[-1], None) if is_part else EVERY_DAY,))


def in_order(source: Source) -> str:
    """The order of rows behind: the newest first, and always the same."""
    day = [] if source.day is None else [f"r.{quoted(source.day)} desc nulls last"]
    place = ["r.source_id", "r.source_row"] if source.has_place else []
    others = [f"r.{quoted(name)}" for name in source.key if name != source.day] or (
        ["r.account_id"] if source.has_account else [])
    return ", ".join([*day, *(place or others)])


def _of_finer(ground: Ground, question: Question, source: Source, finer: Source, most: int, seconds: float,
              stop: Stop | None) -> Newest:
    """Rows counted once however many lines make them: an account is a bit beside the others of its 64."""
    day = f"r.{quoted(str(source.day))}"
    others = [f"r.{quoted(name)}" for name in source.key if name not in ("account_id", source.day)]
    outputs = [f"{day} as day", *others, f"{ACCOUNT_NUMBER} >> 6 as of_64", f"{_BITS} as bits"]
    days = _newest_first(_asked(
        ground, question, finer, outputs, (*source.key, ACCOUNT_FIELD), seconds, stop, "group by all",
        "select day, sum(bit_count(bits)) as found from ({}) group by day"))
    wanted, found = _until(days, most), sum(count for _, count in days)
    if not wanted or min(found, most) > FEW:
        return Newest(found, tuple(_growing(wanted)))
    keys = [f"r.{quoted(name)}" for name in source.key]
    bounded = Bound()
    first = f"{day} >= {bounded.put(wanted[-1])}"
    rows = _asked(ground, question, finer, keys, source.key, seconds, stop,
                  f"group by all order by {in_order(source)} limit {most}", only=[first], bound=bounded)
    return Newest(found, ((wanted[-1], None),), tuple(rows["account_id"].unique()))


def _days_there(ground: Ground, question: Question, source: Source, seconds: float, stop: Stop | None) -> list[Day]:
    """The days of a source, whatever the question filters by."""
    finer, day = source.stand_ins[0].source, str(source.day)
    rows = _asked(ground, Question(question.source, when=question.when), finer,
                  [f"distinct r.{quoted(day)} as day", "0 as found"], (day,), seconds, stop)
    return [day for day, _ in _newest_first(rows)]


def _asked(ground: Ground, question: Question, source: Source, outputs: Sequence[str], fields: Sequence[str],
           seconds: float, stop: Stop | None, then: str = "", around: str = "{}", *, only: Sequence[str] = (),
           bound: Bound | None = None) -> pd.DataFrame:
    bound = bound or Bound()
    sql = rows_sql(question, source, ground.moment, bound, outputs, fields=fields, only=only)
    return ground.generation.frame_within(seconds, around.format(f"{sql}\n    {then}"), bound.params, stop)


def _newest_first(rows: pd.DataFrame) -> list[tuple[Day, int]]:
    """Days with their rows; what has no day comes last."""
    days = [None if pd.isna(day) else pd.Timestamp(day).date() for day in rows["day"]]
    return sorted(zip(days, rows["found"].astype("int64").tolist(), strict=True),
                  key=lambda one: one[0] or dt.date.min, reverse=True)


def _until(days: Sequence[tuple[Day, int]], most: int) -> list[Day]:
    """The newest days that hold so many rows together.

    >>> _until([(dt.date(2026, 3, 1), 2), (dt.date(2026, 2, 1), 2), (dt.date(2026, 1, 1), 2)], 3)
    [datetime.date(2026, 3, 1), datetime.date(2026, 2, 1)]
    """
    found, left = [], most
    for day, count in days:
        if left <= 0:
            break
        found.append(day)
        left -= count
    return found


def _growing(days: Sequence[Day]) -> Iterator[Span]:
    """Days as spans, each twice as long as the one before: rows are made span by span until there are enough.

    >>> [(str(first), str(last)) for first, last in _growing([dt.date(2026, month, 1) for month in (4, 3, 2, 1)])]
    [('2026-04-01', '2026-04-01'), ('2026-02-01', '2026-03-01'), ('2026-01-01', '2026-01-01')]
    """
    at, size = 0, 1
    while at < len(days):
        span = days[at:at + size]
        yield span[-1], span[0]
        at, size = at + size, size * 2
