"""Forecasts that came out wrong: what was told of half a year, once it is over, against what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.store import Home, sql_text

KIND = "forecast"


@dataclass(frozen=True)
class Missed:
    """A forecast that missed its range. account_id None: of all accounts together. measure: contribution or revenue."""

    account_id: str | None
    made: dt.date
    last_day: dt.date
    measure: str
    forecast: float
    low: float
    high: float
    came: float


def missed(asked: Asked, home: Home, after: dt.date, least: float) -> list[Missed]:
    """Forecasts of the journal whose days ended after a day and by now, that missed their range by at least so much.

    The total is for who may see everything.
    """
    found: list[Missed] = []
    for entry in home.journal().all(KIND):
        body = cast("Mapping[str, Any]", entry.body)
        last_day = dt.date.fromisoformat(body["horizon_end"])
        if not after < last_day <= asked.as_of or body.get("came") is None or body["currency"] != asked.currency:
            continue
        made = dt.date.fromisoformat(body["as_of"])
        if asked.scope.is_everything and not body["held"]:
            found.append(Missed(None, made, last_day, body["value"], body["total"], body["low"], body["high"],
                                body["came"]))
        file = home.path / body["file"]
        if file.is_file() and not asked.rolled_up:
            found += _of_accounts(asked, pd.read_parquet(file), made, last_day, body["value"], least)
    return found


def _of_accounts(asked: Asked, told: pd.DataFrame, made: dt.date, last_day: dt.date, measure: str,
                 least: float) -> list[Missed]:
    came = asked.generation.frame(sql_text("kadash.marts.mart", "forecast_came.sql"), origin=made, last_day=last_day,
                                  as_of=asked.as_of).set_index("account_id")[measure]
    absent = ~told["account_id"].isin(came.index)
    rows = told.assign(came=told["account_id"].map(came).astype(np.float64).mask(absent, 0.0))
    off = np.maximum(rows["low"] - rows["came"], rows["came"] - rows["high"])
    wrong = rows[(off > 0) & ((rows["came"] - rows["forecast"]).abs() >= least)]
    return [Missed(str(row["account_id"]), made, last_day, measure, float(row["forecast"]), float(row["low"]),
                   float(row["high"]), float(row["came"])) for row in wrong.to_dict("records")]
