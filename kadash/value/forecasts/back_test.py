"""Every forecaster graded at past origins, what was known then against what came; ranges from earlier origins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.value.forecasts.grades import (
    brier_score,
    coverage,
    mean_error_share,
    reliability,
    top_capture,
    total_error,
)
from kadash.value.forecasts.intervals import (
    account_ranges,
    conformal_factors,
    spread,
)
from kadash.value.forecasts.known import Known
from kadash.value.forecasts.registry import FORECASTERS, runnable
from kadash.value.forecasts.totals import with_ranges


@dataclass(frozen=True)
class Origin:
    """A day in the past, what was known then, and what came in the horizon after it.

    facts: account facts as of `as_of`, of all accounts, with the columns of `EXTRA_COLUMNS`.
    actual: one row an account to be graded (those that had bought by `as_of`, or were under contract): account_id,
    purchases (days bought within the horizon), revenue, contribution (NaN where no cost is known).
    """

    as_of: date
    facts: pd.DataFrame
    actual: pd.DataFrame


class BackTest(NamedTuple):
    """What the race came to.

    grades: one row a forecaster and origin, in the order of `FORECASTERS` and of time: `forecaster`, `origin`,
    `accounts`, `error` (mean absolute error / mean value), `total_error` (.1 = a tenth too much), `brier`,
    `brier_of_share` (the score of the share that bought given to all: the best any constant could do),
    `top_capture`, `coverage` (share of accounts within their range), `total_forecast`, `total_scale` (sum of the sizes
    of its parts), `total_actual`, `total_low`, `total_high`, `total_held` (bool). NaN where nothing is said of it.
    reliability: one row a forecaster and bin of P(buys), over all origins: `forecaster` and the columns of
    `grades.reliability`.
    accounts: one row a forecaster, origin and account: `forecaster`, `origin`, `account_id`, `p_buys`, `forecast`,
    `actual`, `spread`, `low`, `high`, `bought` (bool). What the next ranges are made from, and what grades by segment
    group.
    """

    grades: pd.DataFrame
    reliability: pd.DataFrame
    accounts: pd.DataFrame


def back_test(
    origins: Iterable[Origin], horizon_days: int, policy: Policy, value: str = "revenue", names: Iterable[str] = ()
) -> BackTest:
    """Grade the forecasters of `names`, or all that can run at every origin, on `value`: revenue or contribution.

    Accounts whose `value` is unknown at an origin are left out there.
    """
    told = _told(origins, horizon_days, policy, value, tuple(names))
    tables = [_with_account_ranges(rows, value) for rows in told]
    accounts = pd.concat(tables, ignore_index=True) if tables else _NO_ACCOUNTS
    grades = [_grade(rows) for _, of_one in accounts.groupby("forecaster", sort=False)
              for _, rows in of_one.groupby("origin", sort=True)]
    bins = [
        reliability(rows["p_buys"].to_numpy(np.float64), rows["bought"].to_numpy(bool)).assign(forecaster=name)
        for name, rows in accounts.groupby("forecaster", sort=False)
    ]
    return BackTest(
        with_ranges(pd.DataFrame(grades, columns=_GRADES), horizon_days),
        pd.concat(bins, ignore_index=True)[_BINS] if bins else pd.DataFrame(columns=_BINS),
        accounts,
    )


_ACCOUNTS = ["forecaster", "origin", "account_id", "p_buys", "forecast", "actual", "spread", "low", "high", "bought"]
_NO_ACCOUNTS = pd.DataFrame(columns=_ACCOUNTS)
_BINS = ["forecaster", "low", "high", "accounts", "expected", "came_true"]
_GRADES = [
    "forecaster", "origin", "accounts", "error", "total_error", "brier", "brier_of_share", "top_capture", "coverage",
    "total_forecast", "total_scale", "total_actual",
]


def _told(origins: Iterable[Origin], horizon_days: int, policy: Policy, value: str,
          names: tuple[str, ...]) -> list[pd.DataFrame]:
    """What each forecaster that could run at every origin told, and what came: a frame each, origins in order of time.

    Origins may be made one after another: each is gone before the next is asked for.
    """
    told: dict[str, list[pd.DataFrame]] = {}
    days = []
    for origin in origins:
        days.append(origin.as_of)
        known = Known(origin.facts, horizon_days, policy)
        places = pd.Index(origin.facts["account_id"]).get_indexer(pd.Index(origin.actual["account_id"]))
        for name in names or runnable(origin.facts):
            rows = _paired(origin, known.told(FORECASTERS[name]), places, value)
            told.setdefault(name, []).append(rows.assign(forecaster=name, origin=origin.as_of))
    everywhere = [name for name in names or FORECASTERS if len(told.get(name, ())) == len(days)]
    return [pd.concat(told[name]).sort_values("origin", kind="stable", ignore_index=True)
            for name in everywhere if days]


def _with_account_ranges(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """The rows of a forecaster with the range of each account, at each origin from earlier ones alone."""
    tables = []
    for origin, now in rows.groupby("origin", sort=True):
        factors = conformal_factors(rows[rows["origin"] < origin])
        ranges = account_ranges(now.rename(columns={"forecast": value}), factors, value)
        tables.append(now.assign(low=ranges.low, high=ranges.high)[_ACCOUNTS])
    return pd.concat(tables, ignore_index=True) if tables else _NO_ACCOUNTS


def _paired(origin: Origin, forecast: pd.DataFrame, places: NDArray[np.intp], value: str) -> pd.DataFrame:
    """Forecast beside what came, one row an account to be graded whose value is known; `places` are those of `actual`.
    """
    told, came = forecast[value].to_numpy(np.float64)[places], origin.actual[value].to_numpy(np.float64)
    kept = np.isfinite(came) & np.isfinite(told)
    return pd.DataFrame({
        "account_id": origin.actual["account_id"].array[kept],
        "p_buys": forecast["p_buys"].to_numpy(np.float64)[places][kept], "forecast": told[kept], "actual": came[kept],
        "spread": spread(forecast, value)[places][kept],
        "bought": origin.actual["purchases"].to_numpy(np.float64)[kept] > 0,
    })


def _grade(rows: pd.DataFrame) -> dict[str, object]:
    forecast, actual, p_buys = (rows[name].to_numpy(np.float64) for name in ("forecast", "actual", "p_buys"))
    bought = rows["bought"].to_numpy(bool)
    share = np.full(len(rows), bought.mean()) if len(rows) else p_buys
    return {
        "forecaster": rows["forecaster"].iloc[0], "origin": rows["origin"].iloc[0], "accounts": len(rows),
        "error": mean_error_share(forecast, actual), "total_error": total_error(forecast, actual),
        "brier": brier_score(p_buys, bought), "brier_of_share": brier_score(share, bought),
        "top_capture": top_capture(forecast, actual),
        "coverage": coverage(rows["low"].to_numpy(np.float64), rows["high"].to_numpy(np.float64), actual),
        "total_forecast": float(forecast.sum()), "total_scale": float(np.abs(forecast).sum()),
        "total_actual": float(actual.sum()),
    }
