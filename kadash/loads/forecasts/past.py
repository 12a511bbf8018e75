"""What was known on a day, with the columns that the naive forecasts read, and what came after it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from kadash.loads.forecasts.origins import HORIZON_DAYS
from kadash.marts.facts import FactBook
from kadash.store import Build, Generation, sql_text
from kadash.value.forecasts import EXTRA_COLUMNS


def known_at(book: FactBook, day: date) -> pd.DataFrame:
    """Facts to forecast by as of a day, with the columns of EXTRA_COLUMNS; unknown where the data begins later."""
    facts, begins = book.facts_to_forecast(day), first_order(book.build)
    year_ago = _year_before(day)
    spans = {
        EXTRA_COLUMNS["last_six_months"]: (day - timedelta(days=HORIZON_DAYS - 1), day),
        EXTRA_COLUMNS["same_months_last_year"]: (
            year_ago + timedelta(days=1), year_ago + timedelta(days=HORIZON_DAYS)),
    }
    return facts.assign(**{
        name: _revenue(book.build, facts["account_id"], *span) if span[0] >= begins.replace(day=1) else np.nan
        for name, span in spans.items()
    })


def came(source: Build | Generation, origin: date, last_day: date, as_of: date, accounts: pd.DataFrame) -> pd.DataFrame:
    """What these accounts (column account_id) brought after the origin: account_id, purchases, revenue, contribution.

    Who is in no row brought nothing: contribution 0 too where any account's is known, else unknown.
    """
    found = source.frame(_sql("forecast_came"), origin=origin, last_day=last_day, as_of=as_of)
    rows = accounts[["account_id"]].merge(found.assign(is_there=True), on="account_id", how="left")
    absent = rows["is_there"].isna()
    nothing = 0.0 if found["contribution"].notna().any() else np.nan
    return rows.assign(
        purchases=rows["purchases"].fillna(0.0).astype("float64"), revenue=rows["revenue"].fillna(0.0),
        contribution=rows["contribution"].astype("float64").mask(absent, nothing)).drop(columns="is_there")


def layers_at(build: Build, day: date) -> pd.DataFrame:
    """account_id, value_tier and lifecycle of accounts at a past month-end; empty where history has it not."""
    return build.frame(_sql("forecast_layers"), origin=day)


def first_order(build: Build) -> date:
    """The first day with order lines."""
    found = build.one("select min(day) from mart.account_day")
    if found is None or not isinstance(found[0], date):
        raise RuntimeError("forecasts are made from order lines")
    return found[0]


def _revenue(build: Build, accounts: pd.Series[str], first_day: date, last_day: date) -> pd.Series[float]:
    found = build.frame(_sql("forecast_revenue"), first_day=first_day, last_day=last_day)
    return accounts.map(found.set_index("account_id")["revenue"]).fillna(0.0).astype("float64")


def _year_before(day: date) -> date:
    """The same day a year earlier, the 28th for a 29 February."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _sql(question: str) -> str:
    return sql_text("kadash.marts.mart", f"{question}.sql")
