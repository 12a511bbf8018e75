"""Forecasts kept from load to load, and how they turned out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from kadash.store import Home

KIND = "forecast"


@dataclass(frozen=True)
class KeptForecast:
    """A forecast made: of the days after `as_of` up to `horizon_end`, money in `currency`.

    came: what all accounts brought; None until the data reaches the end. held: whether that lay within low and high.
    accounts_held: share of accounts within their own range. error: mean absolute error / mean value.
    """

    as_of: dt.date
    horizon_end: dt.date
    forecaster: str
    value: str
    currency: str
    accounts: int
    total: float
    low: float
    high: float
    made_at: dt.datetime
    came: float | None = None
    held: bool | None = None
    accounts_held: float | None = None
    error: float | None = None

    def to_json(self) -> dict[str, object]:
        """As the terminal writes it."""
        return dict(vars(self))


def forecasts_kept(home: Home) -> list[KeptForecast]:
    """Every forecast kept, newest first."""
    journal = home.journal()
    found = [
        _kept(entry.body, journal.history(KIND, entry.subject)[0].entered_at)
        for entry in journal.all(KIND) if isinstance(entry.body, dict)
    ]
    return sorted(found, key=lambda kept: kept.as_of, reverse=True)


def _kept(body: dict[str, Any], made_at: dt.datetime) -> KeptForecast:
    days: dict[str, Any] = {name: dt.date.fromisoformat(body[name]) for name in ("as_of", "horizon_end")}
    known = {field.name: body.get(field.name) for field in fields(KeptForecast)}
    return KeptForecast(**{**known, **days, "made_at": made_at})
