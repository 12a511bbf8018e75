"""The rows behind an account's figures: what was loaded, with the file and the row it came from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.marts.calendar import Window, window

KINDS = ("order_line", "receivable", "payment", "service_event")
"""What rows can be asked for: tables of the data contract."""

SHOWN = 300
EVERY = 10_000_000


@dataclass(frozen=True)
class RowsBehind:
    """Rows of one kind from the beginning of the year before W to the as-of day, newest first.

    rows: one row a loaded row, at most as many as asked for: columns of review_rows_<kind>.sql; found: how many there
    are. amount: the sum of amounts of those in W, None where the kind has none.
    """

    kind: str
    rows: pd.DataFrame
    found: int
    window: Window

    @property
    def amount(self) -> float | None:
        """What the rows within W come to; None where rows have no amount, or not all are here."""
        if "amount" not in self.rows or len(self.rows) < self.found:
            return None
        within = pd.to_datetime(self.rows["day"]).between(
            pd.Timestamp(self.window.first_day), pd.Timestamp(self.window.last_day))
        return float(self.rows.loc[within, "amount"].sum())


def rows_behind(asked: Asked, account_id: str, kind: str, most: int = SHOWN) -> RowsBehind:
    """The rows of a kind, at most so many."""
    if kind not in KINDS:
        raise ValueError(f"no rows of {kind!r}")
    w = window(asked.as_of, asked.policy)
    rows = asked.frame(f"review_rows_{kind}", account_id=account_id, first_day=w.previous_first_day,
                       last_day=asked.as_of, most=most)
    found = int(rows["found"].iloc[0]) if len(rows) else 0
    return RowsBehind(kind, rows.drop(columns="found"), found, w)
