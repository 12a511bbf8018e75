"""Every forecaster graded at past origins, what was known then against what came; ranges from earlier origins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

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
    total_log_sd,
    total_range,
)
from kadash.value.forecasts.registry import FORECASTERS, runnable


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
    `top_capture`, `coverage` (share of accounts within their range), `total_forecast`, `total_actual`,
    `total_low`, `total_high`, `total_held` (bool). NaN where a forecaster says nothing of it.
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
    ordered = sorted(origins, key=lambda origin: origin.as_of)
    everywhere = [name for name in FORECASTERS if all(name in runnable(origin.facts) for origin in ordered)]
    tables = [_of_forecaster(name, ordered, horizon_days, policy, value) for name in names or everywhere]
    accounts = pd.concat(tables, ignore_index=True) if ordered and tables else _NO_ACCOUNTS
    grades = [_grade(rows, past) for rows, past in _with_past(accounts)]
    bins = [
        reliability(rows["p_buys"].to_numpy(np.float64), rows["bought"].to_numpy(bool)).assign(forecaster=name)
        for name, rows in accounts.groupby("forecaster", sort=False)
    ]
    return BackTest(
        pd.DataFrame(grades, columns=_GRADES),
        pd.concat(bins, ignore_index=True)[_BINS] if bins else pd.DataFrame(columns=_BINS),
        accounts,
    )


_ACCOUNTS = ["forecaster", "origin", "account_id", "p_buys", "forecast", "actual", "spread", "low", "high", "bought"]
_NO_ACCOUNTS = pd.DataFrame(columns=_ACCOUNTS)
_BINS = ["forecaster", "low", "high", "accounts", "expected", "came_true"]
_GRADES = [
    "forecaster", "origin", "accounts", "error", "total_error", "brier", "brier_of_share", "top_capture", "coverage",
    "total_forecast", "total_actual", "total_low", "total_high", "total_held",
]


def _of_forecaster(name: str, origins: list[Origin], horizon_days: int, policy: Policy, value: str) -> pd.DataFrame:
    past, tables = _NO_ACCOUNTS, []
    for origin in origins:
        rows = _paired(origin, FORECASTERS[name](origin.facts, horizon_days, policy), value)
        ranges = account_ranges(rows.rename(columns={"forecast": value}), conformal_factors(past), value)
        rows = rows.assign(forecaster=name, origin=origin.as_of, low=ranges.low, high=ranges.high)[_ACCOUNTS]
        tables.append(rows)
        past = pd.concat(tables, ignore_index=True)
    return past


def _paired(origin: Origin, forecast: pd.DataFrame, value: str) -> pd.DataFrame:
    """Forecast beside what came, one row an account to be graded whose value is known."""
    told = forecast.assign(spread=spread(forecast, value)).set_index("account_id")
    came = origin.actual[origin.actual[value].notna()].reset_index(drop=True)
    rows = told.loc[came["account_id"], ["p_buys", value, "spread"]].reset_index()
    rows = rows.rename(columns={value: "forecast"}).assign(
        actual=came[value].to_numpy(np.float64), bought=came["purchases"].to_numpy(np.float64) > 0
    )
    return rows[rows["forecast"].notna()].reset_index(drop=True)


def _with_past(accounts: pd.DataFrame) -> Iterable[tuple[pd.DataFrame, pd.DataFrame]]:
    """The rows of each forecaster and origin, with that forecaster's rows of earlier origins."""
    for _, rows in accounts.groupby("forecaster", sort=False):
        for origin, now in rows.groupby("origin", sort=True):
            yield now, rows[rows["origin"] < origin]


def _grade(rows: pd.DataFrame, past: pd.DataFrame) -> dict[str, object]:
    forecast, actual, p_buys = (rows[name].to_numpy(np.float64) for name in ("forecast", "actual", "p_buys"))
    bought, total = rows["bought"].to_numpy(bool), float(forecast.sum())
    totals = past.groupby("origin")[["forecast", "actual"]].sum().astype("float64")
    log_sd = total_log_sd(totals["forecast"].to_numpy(), totals["actual"].to_numpy())
    low, high, _ = total_range(total, log_sd, len(rows))
    share = np.full(len(rows), bought.mean()) if len(rows) else p_buys
    return {
        "forecaster": rows["forecaster"].iloc[0], "origin": rows["origin"].iloc[0], "accounts": len(rows),
        "error": mean_error_share(forecast, actual), "total_error": total_error(forecast, actual),
        "brier": brier_score(p_buys, bought), "brier_of_share": brier_score(share, bought),
        "top_capture": top_capture(forecast, actual),
        "coverage": coverage(rows["low"].to_numpy(np.float64), rows["high"].to_numpy(np.float64), actual),
        "total_forecast": total, "total_actual": float(actual.sum()), "total_low": low, "total_high": high,
        "total_held": bool(low <= actual.sum() <= high),
    }
