"""Every lever that outcomes measure, planted with a known size in a company, is learnt from its orders and events."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from kadash.answers.service_plan.came import IN_DAYS, IN_LOGS, TEACHES, Measure, came
from kadash.services.catalogue import Effect, Lever
from kadash.services.compared import compared
from kadash.services.learning import learned
from kadash.store import open_build, sql_text
from kadash.vocabulary import SQL_TYPE, TABLES

SINCE, AS_OF = dt.date(2025, 9, 30), dt.date(2026, 9, 30)
PLANTED: dict[Lever, float] = {"retention": 0.1, "frequency": 0.08, "margin": 0.01, "cost_to_serve": -0.2,
                              "wallet": 0.04, "payment_days": -10.0}
WIDE = {"payment_days": 50.0}
"""How unsure one is beforehand, where half of all is not wide."""
COMPANIES, ACCOUNTS = 8, 2_000
KINDS = ["transactional", "consultative", "strategic"]


def a_company(folder: Path, seed: int, *, by_lot: bool) -> dict[Measure, pd.DataFrame]:
    """Two years of monthly orders and service events; those given the service move as PLANTED says, and healthy
    accounts stay and grow by themselves. Gives the outcomes after a year by measure.
    """
    random = np.random.default_rng(seed)
    health = random.beta(5, 2, ACCOUNTS)
    given = random.random(ACCOUNTS) >= 0.2 if by_lot else random.random(ACCOUNTS) < health**3
    stays = random.random(ACCOUNTS) < 0.25 + 0.5 * health + PLANTED["retention"] * given
    size, rate = random.lognormal(8, 1, ACCOUNTS), random.normal(0.25, 0.05, ACCOUNTS)
    grown = (1 + PLANTED["frequency"] * given) * np.exp(0.8 * (health - 0.7) + random.normal(0, 0.2, ACCOUNTS))
    moved = PLANTED["margin"] * given + 0.05 * (health - 0.7) + random.normal(0, 0.02, ACCOUNTS)
    calls = random.lognormal(3, 0.5, ACCOUNTS)
    fewer = (1 + PLANTED["cost_to_serve"] * given) * np.exp(1.5 * (0.7 - health))
    wallet = pd.Series(24 * size, index=np.arange(ACCOUNTS).astype(str))  # half of it is ours: 8 % more is 4 points
    paying = np.random.default_rng(1_000 + seed)
    delay = paying.normal(45, 15, ACCOUNTS)
    later = PLANTED["payment_days"] * given + 40 * (0.7 - health) + paying.normal(0, 5, ACCOUNTS)
    days, events, bills = [], [], []
    for month in range(24):
        day, after = (pd.Timestamp(2024, 10, 15) + pd.DateOffset(months=month)).date(), month >= 12
        buys = stays if month >= 18 else np.ones(ACCOUNTS, dtype=bool)
        revenue = size * (grown if after else 1.0) * random.lognormal(0, 0.3, ACCOUNTS)
        days.append(pd.DataFrame({"account_id": np.arange(ACCOUNTS).astype(str), "day": day, "revenue": revenue,
                                  "margin": revenue * (rate + moved * after)})[buys])
        terms = np.maximum(delay + later * after + paying.normal(0, 8, ACCOUNTS), 0).astype(int)
        bills.append(pd.DataFrame({"account_id": np.arange(ACCOUNTS).astype(str), "invoice_date": day,
                                   "amount": revenue, "paid_date": pd.Timestamp(day) + pd.to_timedelta(
                                       terms, unit="D")})[buys])
        happened = random.poisson(buys * calls * (fewer if after else 1.0) / 12)
        events.append(pd.DataFrame({"account_id": np.repeat(np.arange(ACCOUNTS).astype(str), happened),
                                    "event_date": day, "hours": 1.5}))
    found = _came(folder / f"{seed}.duckdb", pd.concat(days), pd.concat(events), pd.concat(bills), wallet)
    every = pd.DataFrame({"account_id": np.arange(ACCOUNTS).astype(str), "given": given, "random": by_lot,
                          "health": health, "buyer_type": random.choice(KINDS, ACCOUNTS)})
    year = found[found["months"].eq(12)].rename(columns={"value": "outcome"}).merge(every, on="account_id")
    return {measure: year[year["measure"].eq(measure)] for measure in TEACHES}


def _came(path: Path, days: pd.DataFrame, events: pd.DataFrame, bills: pd.DataFrame, wallet: pd.Series[float]
          ) -> pd.DataFrame:
    with open_build(path) as build:
        build.run("create schema mart")
        build.run("create schema core")
        build.write("mart.account_day", days)
        columns = ", ".join(f"{name} {SQL_TYPE[kind]}" for name, kind in TABLES["service_event"].items())
        build.run(f"create table core.service_event ({columns})")
        build.write("event_rows", events)
        build.run("insert into core.service_event by name select * from event_rows")
        build.write("core.receivable", bills)
        build.write("mart.account", wallet.rename("annual_wallet").rename_axis("account_id").reset_index())
        rules = SimpleNamespace(money=SimpleNamespace(service_rate_per_hour=100.0))
        asked = SimpleNamespace(as_of=AS_OF, policy=rules, frame=lambda question, **given: build.frame(
            sql_text("kadash.answers.sql", f"{question}.sql"), **given))
        return came(asked, SINCE, sorted(days["account_id"].unique()))


@pytest.fixture(scope="module")
def by_lot(tmp_path_factory: pytest.TempPathFactory) -> list[dict[Measure, pd.DataFrame]]:
    folder = tmp_path_factory.mktemp("lot")
    return [a_company(folder, seed, by_lot=True) for seed in range(COMPANIES)]


@pytest.mark.parametrize("lever", PLANTED)
def test_a_lever_that_was_planted_is_learnt_with_its_sign_and_within_its_interval(by_lot, lever):
    measure = next(one for one, levers in TEACHES.items() if lever in levers)
    assumed = Effect(lever=lever, **dict.fromkeys(KINDS, (0.0, WIDE.get(lever, 0.5))))

    found = pd.concat(learned(company[measure], assumed, in_logs=measure in IN_LOGS, in_days=measure in IN_DAYS)
                      for company in by_lot)

    assert (np.sign(found["mean"]) == np.sign(PLANTED[lever])).mean() >= 0.95
    # 95 % intervals; types of a company lean on one another, so they miss together
    assert (found["low"].lt(PLANTED[lever]) & found["high"].gt(PLANTED[lever])).mean() >= 0.75
    assert found["mean"].mean() == pytest.approx(PLANTED[lever], abs=0.25 * abs(PLANTED[lever]))
    assert not any("not_random" in compared(company[measure]).warnings for company in by_lot)


def test_where_people_chose_every_lever_is_warned_of_and_the_naive_difference_flatters_it(tmp_path):
    company = a_company(tmp_path, 100, by_lot=False)

    for measure, levers in TEACHES.items():
        found, planted = compared(company[measure]), next(PLANTED[one] for one in levers if one in PLANTED)
        assert {"not_random", "healthier"} <= set(found.warnings)
        assert abs(found.naive.mean) > 1.3 * abs(planted)
        assert abs(found.adjusted.mean - planted) < abs(found.naive.mean - planted)
