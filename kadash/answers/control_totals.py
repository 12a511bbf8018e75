"""Another system's total for a month beside ours: the difference, and what may be behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

import pandas as pd

from kadash.answers.asked import Asked
from kadash.store import Entry

KIND = "control_total"
"""Kind of the journal's entries: the subject is the month (2026-03), the body {"amount": "1234.56"}."""
MOST_ORDERS = 10
_MOST_PARTS = 12
"""Parts of which every combination is tried."""
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class ControlTotal:
    """A month's total as somebody typed it from their system, and ours; money in the reporting currency."""

    month: dt.date
    theirs: Decimal
    ours: Decimal
    author: str
    entered_at: dt.datetime

    @property
    def difference(self) -> Decimal:
        """What is missing here (negative: what is too much)."""
        return self.theirs - self.ours

    @property
    def share(self) -> float | None:
        """The difference as a share of their total; None where theirs is nothing."""
        return float(self.difference / self.theirs) if self.theirs else None

    @property
    def exact(self) -> bool:
        """Whether both are equal to the cent."""
        return self.difference == 0


@dataclass(frozen=True)
class Part:
    """Rows that may be behind a difference.

    kind: rejected or set_aside (code says why), undated (rejected, and nobody can say of what month), returns, refunds
    (taken off by a column beside the sales), after_as_of. amount: their sum where it can be read; `effect`: by how much
    their total is above ours if they count these rows, or, of returns and refunds, if they leave them out.
    """

    kind: str
    rows: int
    amount: Decimal | None
    file: str | None = None
    sheet: str | None = None
    code: str | None = None

    @property
    def effect(self) -> Decimal:
        """What the difference would be if this were all of it."""
        amount = (self.amount or Decimal(0)).quantize(_CENT)
        return -amount if self.kind == "returns" else amount


@dataclass(frozen=True)
class Behind:
    """What may be behind a month's difference.

    explaining: the fewest parts that together come to exactly the difference, empty where none do. orders: the largest
    orders of the month, one row an order (account, order_id, day, lines, amount).
    """

    parts: tuple[Part, ...]
    explaining: tuple[Part, ...]
    orders: pd.DataFrame


def months(asked: Asked) -> dict[dt.date, Decimal]:
    """Our total of every month with order lines, oldest first."""
    return {_day(row["month"]): Decimal(str(row["revenue"])) for row in asked.records("control_ours")}


def control_totals(asked: Asked, entries: Iterable[Entry]) -> list[ControlTotal]:
    """What was typed beside what we have, newest month first; `entries`: the journal's of kind KIND."""
    ours = months(asked)
    found = [_total(entry, ours) for entry in entries if isinstance(entry.body, dict)]
    return sorted(found, key=lambda total: total.month, reverse=True)


def behind(asked: Asked, month: dt.date, difference: Decimal) -> Behind:
    """The rows of the month that do not count or may count elsewhere, and which of them come to the difference."""
    asking: dict[str, Any] = {"month": month, "as_of": asked.as_of}
    rows = [*asked.records("control_not_counted", month=month), *asked.records("control_counted", **asking)]
    parts = tuple(_part(row) for row in rows)
    return Behind(parts, _explaining(parts, difference), asked.frame("control_orders", **asking, most=MOST_ORDERS))


def uncounted_rows(asked: Asked, month: dt.date) -> pd.DataFrame:
    """Every row of the month that does not count, to take away: file, sheet, row, column, value, code, day, amount."""
    return asked.frame("control_rows", month=month)


def _explaining(parts: tuple[Part, ...], difference: Decimal) -> tuple[Part, ...]:
    """The fewest parts with exactly this effect.

    >>> some = (Part("returns", 1, Decimal("-5")), Part("set_aside", 2, Decimal("7.50"), code="cancelled"))
    >>> [part.kind for part in _explaining(some, Decimal("12.50"))]
    ['returns', 'set_aside']
    """
    with_effect = [part for part in parts if part.effect][:_MOST_PARTS]
    for size in range(1, len(with_effect) + 1 if difference else 0):
        for some in combinations(with_effect, size):
            if sum(part.effect for part in some) == difference:
                return some
    return ()


def _total(entry: Entry, ours: dict[dt.date, Decimal]) -> ControlTotal:
    body = entry.body if isinstance(entry.body, dict) else {}
    month = dt.date.fromisoformat(f"{entry.subject}-01")
    return ControlTotal(month, Decimal(str(body["amount"])).quantize(_CENT), ours.get(month, Decimal("0.00")),
                        entry.author, entry.entered_at)


def _part(row: dict[str, Any]) -> Part:
    amount = None if row["amount"] is None else Decimal(str(row["amount"]))
    return Part(row["kind"], int(row["rows"]), amount, row.get("file"), row.get("sheet"), row.get("code"))


def _day(value: object) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else dt.date.fromisoformat(str(value))
