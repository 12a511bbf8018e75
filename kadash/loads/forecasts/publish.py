"""Races the forecasters on the file's own past and writes what came of it: grades, the winner, its forecast, alarms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from kadash.loads.forecasts.origins import HORIZON_DAYS, origins, possible_from
from kadash.loads.forecasts.past import came, first_order, known_at, layers_at
from kadash.marts.facts import FactBook
from kadash.policy import Policy
from kadash.store import Build, sql_text
from kadash.value.forecasts import (
    DEFAULT,
    FORECASTERS,
    BackTest,
    Known,
    Origin,
    Told,
    account_ranges,
    back_test,
    came_before,
    conformal_factors,
    runnable,
    total_range,
    winner,
)

NAIVE = "last_six_months"
"""The forecast that every other one has to beat."""

MOST_RACED = 60_000
"""Of more accounts an even sample races: grades of so many differ by less than a point from those of all."""

SEGMENT_SCHEMES = ("value_tier", "lifecycle")


@dataclass(frozen=True)
class Chosen:
    """The forecaster in use, whose P(buys) is used, and what decided: `race`, `one_origin` or `too_short`."""

    name: str
    chances_of: str
    decided_by: str


def publish_forecasts(build: Build, book: FactBook, as_of: date, policy: Policy) -> None:
    """Write the relations mart.forecast_*, once mart.account_history stands."""
    days = origin_days(build, as_of, policy)
    value, of_accounts = value_told(build), {}

    def past() -> Iterator[Origin]:
        for day in days:
            origin = graded_origin(book, day, as_of)
            of_accounts[day] = len(origin.actual)
            yield _sampled(origin)

    raced = back_test(past(), HORIZON_DAYS, policy, value)
    chosen = choose(raced.grades)
    _write(build, "forecast_grade", raced.grades.assign(of_accounts=raced.grades["origin"].map(of_accounts)))
    _write(build, "forecast_reliability", raced.reliability)
    _write(build, "forecast_segment", _by_segment(build, raced.accounts, days, chosen))
    _write_forecast(build, book, as_of, policy, raced, chosen, value)
    publish_alarms(build, policy.flags.late_days, policy.flags.burden_points)


def origin_days(build: Build, as_of: date, policy: Policy) -> list[date]:
    """The past days that the forecasts of a build are graded at, once its waist stands."""
    return origins(first_order(build), as_of, policy)


def publish_alarms(build: Build, late_days: float, burden_points: float) -> None:
    """Write mart.alarm and mart.forecast_alarm: alarms replayed on mart.account_history, by account and by kind."""
    for script in ("alarm_asked", "alarm", "forecast_alarm"):
        build.run_script(_sql(script), late_days=late_days, burden_points=burden_points)


def choose(grades: pd.DataFrame) -> Chosen:
    """The winner over two origins or more; over a single one the default, unless the naive forecast was closer.

    >>> by_name = {"forecaster": [DEFAULT, NAIVE], "error": [0.9, 0.7], "brier": [0.1, np.nan]}
    >>> grades = pd.DataFrame({**by_name, "origin": 1})
    >>> choose(grades)
    Chosen(name='last_six_months', chances_of='p_buys_x_ewma', decided_by='one_origin')
    """
    won, chances_of = winner(grades), _surest(grades)
    if won.graded:
        return Chosen(won.name, chances_of, "race")
    errors = dict(zip(won.errors["forecaster"], won.errors["error"], strict=True))
    if not errors:
        return Chosen(DEFAULT, DEFAULT, "too_short")
    naive_closer = errors.get(NAIVE, np.inf) < errors.get(DEFAULT, np.inf)
    return Chosen(NAIVE if naive_closer else DEFAULT, chances_of, "one_origin")


def _surest(grades: pd.DataFrame) -> str:
    """The forecaster whose chances came true best: the plain share of then (`population_mean`) is among them."""
    brier = grades.groupby("forecaster")["brier"].mean().dropna()
    return str(brier.reindex([name for name in FORECASTERS if name in brier.index]).idxmin()) if len(brier) else DEFAULT


def graded_origin(book: FactBook, day: date, as_of: date) -> Origin:
    """What was known on a past day, and what those that could be forecast then brought in the 182 days after."""
    facts = known_at(book, day)
    told = facts.loc[_can_be_forecast(facts), ["account_id"]]
    actual = came(book.build, day, day + timedelta(days=HORIZON_DAYS), as_of, told)
    return Origin(day, facts, actual)


def _can_be_forecast(facts: pd.DataFrame) -> pd.Series[bool]:
    return facts["purchases"].gt(0) | facts["contract_in_force"]


def _sampled(origin: Origin) -> Origin:
    step = -(-len(origin.actual) // MOST_RACED)
    if step <= 1:
        return origin
    actual = origin.actual.iloc[::step].reset_index(drop=True)
    facts = origin.facts[origin.facts["account_id"].isin(actual["account_id"])].reset_index(drop=True)
    return Origin(origin.as_of, facts, actual)


def value_told(build: Build) -> str:
    """What is forecast: contribution, or revenue where no cost is known."""
    found = build.one("select 1 from mart.account_month where contribution is not null and revenue <> 0 limit 1")
    return "revenue" if found is None else "contribution"


def _by_segment(build: Build, accounts: pd.DataFrame, days: Iterable[date], chosen: Chosen) -> pd.DataFrame:
    """Grades by layer at the origin of the forecaster in use, the default and the naive one."""
    of_three = accounts[accounts["forecaster"].isin({chosen.name, DEFAULT, NAIVE})]
    tables = [
        of_three[of_three["origin"] == day].merge(layers_at(build, day), on="account_id") for day in days
    ]
    if not tables:
        return pd.DataFrame()
    rows = pd.concat(tables, ignore_index=True)
    rows = rows.assign(
        miss=(rows["forecast"] - rows["actual"]).abs(), size=rows["actual"].abs(),
        held=rows["actual"].between(rows["low"], rows["high"]))
    return pd.concat([_of_scheme(rows, scheme) for scheme in SEGMENT_SCHEMES], ignore_index=True)


def _of_scheme(rows: pd.DataFrame, scheme: str) -> pd.DataFrame:
    sums = rows.groupby(["forecaster", scheme], sort=True).agg(
        accounts=("held", "size"), miss=("miss", "sum"), size=("size", "sum"), coverage=("held", "mean"),
        total_forecast=("forecast", "sum"), total_actual=("actual", "sum")).reset_index()
    came_true = sums["total_actual"].where(sums["total_actual"] > 0)
    return sums.rename(columns={scheme: "layer"}).assign(
        scheme=scheme, error=sums["miss"] / sums["size"].where(sums["size"] > 0),
        total_error=sums["total_forecast"] / came_true - 1.0).drop(columns=["miss", "size"])


def _write_forecast(build: Build, book: FactBook, as_of: date, policy: Policy, raced: BackTest, chosen: Chosen,
                    value: str) -> None:
    """The forecast from today on, each account and all together, ranges as wide as the winner's past misses."""
    known = Known(known_at(book, as_of), HORIZON_DAYS, policy)
    told = known.told(FORECASTERS[chosen.name])
    past = raced.accounts[raced.accounts["forecaster"] == chosen.name]
    ranges = account_ranges(told, conformal_factors(past), value)
    is_told = _can_be_forecast(known.facts).to_numpy()
    chances = known.told(FORECASTERS[chosen.chances_of])["p_buys"]
    rows = pd.DataFrame({"account_id": told["account_id"], "p_buys": chances, "forecast": told[value],
                         "low": ranges.low, "high": ranges.high})[is_told]
    _write(build, "forecast_account", rows)
    raced_names = list(raced.grades["forecaster"].unique()) or runnable(known.facts)
    rivals = [known.told(FORECASTERS[name])[value][is_told].sum() for name in raced_names if name != chosen.name]
    all_told = Told(float(rows["forecast"].sum()), float(rows["forecast"].abs().sum()), np.array(rivals, np.float64))
    _write(build, "forecast_total", _total(build, all_told, len(rows), as_of, policy, raced.grades, chosen, value))


def _total(build: Build, told: Told, accounts: int, as_of: date, policy: Policy, grades: pd.DataFrame, chosen: Chosen,
           value: str) -> pd.DataFrame:
    low, high, rough = total_range(told, came_before(grades, chosen.name, as_of, HORIZON_DAYS), accounts)
    too_short = chosen.decided_by == "too_short"
    return pd.DataFrame([{
        "as_of": as_of, "last_day": as_of + timedelta(days=HORIZON_DAYS), "forecaster": chosen.name,
        "chances_of": chosen.chances_of, "decided_by": chosen.decided_by, "value": value, "accounts": accounts,
        "total": told.total, "low": low, "high": high, "is_rough": rough,
        "possible_from": possible_from(first_order(build), policy) if too_short else None,
    }])


def _write(build: Build, relation: str, frame: pd.DataFrame) -> None:
    """Make mart.<relation> and fill it with the columns of `frame` that it has."""
    build.run_script(_sql(relation))
    columns = [str(row[0]) for row in build.rows(f"select column_name from (describe mart.{relation})")]
    kept = [name for name in columns if name in frame]
    if frame.empty:
        return
    listed = ", ".join(kept)
    with build.staged(frame[kept]) as file:
        build.run(f"insert into mart.{relation} ({listed}) select {listed} from read_parquet('{_quoted(str(file))}')")


def _sql(relation: str) -> str:
    return sql_text("kadash.marts.mart", f"{relation}.sql")


def _quoted(text: str) -> str:
    return text.replace("'", "''")
