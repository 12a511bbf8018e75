"""A small company whose customers answered a survey, published as far as Customer voice asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from kadash.access import Scope
from kadash.answers import Asked
from kadash.marts.version import SETTING, relations_version
from kadash.policy import default_policy
from kadash.store import Home, open_build

AS_OF = dt.date(2026, 9, 30)
LATELY, A_YEAR_AGO = dt.date(2026, 9, 1), dt.date(2025, 9, 10)
COLUMNS = ["account_id", "response_date", "driver", "score", "expectation", "importance", "respondent"]
Answer = tuple[str, dt.date, str, int, int | None, int | None, str | None]


def an_answer(account: str, driver: str, score: int, expected: int | None = None, important: int | None = None,
              day: dt.date = LATELY, who: str | None = "Buyer") -> Answer:
    """A mark from 1 to 5; of recommending from 0 to 10."""
    return account, day, driver, score, expected, important, who


def company(folder: Path, answers: Iterable[Answer], sales: Iterable[tuple[str, dt.date, float]] = (),
            owners: dict[str, str] | None = None, tiers: dict[str, str] | None = None,
            scope: Scope | None = None, were: dict[str, str] | None = None) -> Asked:
    """A published generation with these answers and days of sales; its accounts are those that answered.

    tiers: today's; were: those of the month-end before A_YEAR_AGO.
    """
    rows = pd.DataFrame(list(answers), columns=COLUMNS)
    accounts = sorted(rows["account_id"].unique()) or ["A"]
    home = Home(folder)
    path = home.building_file()
    with open_build(path) as build:
        for schema in ("core", "mart", "meta"):
            build.run(f"create schema {schema}")
        for table, frame in _tables(rows, accounts, sales, owners or {}, tiers or {}, were or {}).items():
            build.write(table, frame)
        build.run("alter table core.survey_response alter response_date type date")
        build.run("alter table mart.account_day alter day type date")
        build.run("alter table mart.account_history alter month_end type date")
    home.publish(path)
    generation = home.generation()
    assert generation is not None
    return Asked(generation, scope or Scope.everything())


def _tables(rows: pd.DataFrame, accounts: list[str], sales: Iterable[tuple[str, dt.date, float]],
            owners: dict[str, str], tiers: dict[str, str], were: dict[str, str]) -> dict[str, pd.DataFrame]:
    low = rows["driver"].eq("recommend")
    bottom, top = np.where(low, 0.0, 1.0), np.where(low, 10.0, 5.0)
    marks = {name: rows[name].astype("float64") for name in ("score", "expectation", "importance")}
    return {
        "core.survey_response": rows.assign(
            **marks, response_date=pd.to_datetime(rows["response_date"]), respondent=rows["respondent"].astype("str"),
            driver=rows["driver"].astype("str"), account_id=rows["account_id"].astype("str"), scale_min=bottom,
            scale_max=top, scale_stated=False, source_id=1, source_row=1,
            **{f"{name}_share": (mark - bottom) / (top - bottom) for name, mark in marks.items()}),
        "mart.account": pd.DataFrame({
            "account_id": accounts, "account_name": [f"{one} Ltd" for one in accounts], "revenue_12m": 1.0,
            "owner": [owners.get(one, "Li") for one in accounts], "region": "North", "contribution_12m": 100.0}),
        "mart.segment": pd.DataFrame({"account_id": accounts, "scheme": "value_tier",
                                      "layer": [tiers.get(one, "lead") for one in accounts]}),
        "mart.account_history": pd.DataFrame({
            "account_id": list(were), "month_end": pd.Timestamp(2025, 8, 31),
            "layers": [f'{{"value_tier": "{layer}"}}' for layer in were.values()]}).astype(
                {"account_id": "str", "month_end": "datetime64[us]", "layers": "str"}),
        "mart.flag": pd.DataFrame({"account_id": ["A"], "flag": ["low_survey"]}),
        "mart.account_day": pd.DataFrame(list(sales), columns=["account_id", "day", "revenue"]).astype(
            {"account_id": "str", "day": "datetime64[us]", "revenue": "float64"}),
        "meta.source": pd.DataFrame(
            {"source_id": [1], "file": ["survey.csv"], "sheet": pd.Series([None], dtype="str")}),
        "meta.setting": pd.DataFrame({
            "key": ["as_of", "currency", "policy", "cost_known", "amounts_with_tax", SETTING],
            "value": [AS_OF.isoformat(), "CNY", default_policy().model_dump_json(), "true", "false",
                      relations_version()]}),
    }
