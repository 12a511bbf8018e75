"""What was said of each account, when, with which chance, and what came: offers, alarms, forecasts, in sight alone."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.models.alarms import alarms
from kadash.answers.service_plan import Asking, service_plan
from kadash.answers.service_plan import said as room
from kadash.answers.service_plan.said import accounts_in_sight, by_account, said_of
from kadash.answers.service_plan.saved import save_plan
from kadash.store import Home
from tests.reviews.builders import a_trading_company, asked_of, published

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
FORECAST = {"horizon_end": "2026-07-01", "forecaster": "p_buys_x_ewma", "value": "contribution", "currency": "CNY",
            "accounts": 2, "total": 300.0, "low": 200.0, "high": 400.0}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The trading company with a plan of today, a forecast that is over, and one that is not."""
    home = published(tmp_path_factory.mktemp("said"), **a_trading_company())
    asked = asked_of(home)
    save_plan(home.journal(), asked, service_plan(asked, Asking(budget=1e9)), "now", who="ann", at=NOW)
    (home.path / "forecasts").mkdir()
    for as_of, end, more in (("2026-01-01", "2026-07-01", {"came": [150.0, 10.0]}), ("2026-09-01", "2027-03-01", {})):
        told = pd.DataFrame({"account_id": ["A0", "S"], "p_buys": [0.9, 0.5], "forecast": [140.0, 160.0],
                             "low": [100.0, 120.0], "high": [200.0, 200.0], **more})
        told.to_parquet(home.path / "forecasts" / f"{as_of}.parquet")
        home.journal().put("forecast", as_of, FORECAST | {
            "as_of": as_of, "horizon_end": end, "file": f"forecasts/{as_of}.parquet"}, author="ann", at=NOW)
    return home


@pytest.fixture(scope="module")
def asked(home: Home) -> Asked:
    return asked_of(home)


def test_alarms_by_account_add_up_to_how_often_alarms_were_right(asked: Asked, home: Home) -> None:
    rows = said_of(asked, home)
    judged = rows[rows["kind"].eq("alarm") & rows["verdict"].isin(["came_true", "not"])]

    counted = alarms(asked).set_index("flag")

    assert len(judged) > 0
    assert judged["code"].value_counts().to_dict() == counted.loc[counted["raised"] > 0, "raised"].to_dict()
    true = judged[judged["verdict"].eq("came_true")]["code"].value_counts()
    assert true.to_dict() == counted.loc[counted["came_true"] > 0, "came_true"].to_dict()
    assert judged["chance"].between(0, 1).all()


def test_an_alarm_that_nothing_tells_of_is_unknown_and_a_young_one_early(asked: Asked, home: Home,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.DataFrame({"account_id": "S", "flag": "slipping", "said_on": pd.Timestamp(2026, 1, 31),
                         "is_known": [True, False, True], "came_true": [None, None, True]})
    frame = Asked.frame
    monkeypatch.setattr(Asked, "frame", lambda self, question, **given: rows if question == "predictions_alarms"
                        else frame(self, question, **given))

    told = said_of(asked, home, ["S"])

    assert told[told["kind"].eq("alarm")]["verdict"].tolist() == ["unknown", "early", "came_true"]


def test_a_forecast_is_told_by_account_with_its_chance_range_and_what_came(asked: Asked, home: Home) -> None:
    rows = said_of(asked, home, ["A0", "S"])
    told = rows[rows["kind"].eq("forecast")].set_index(["account_id", "said_on"])

    over, young = dt.date(2026, 1, 1), dt.date(2026, 9, 1)
    assert told.loc[("A0", over), ["chance", "said", "low", "high", "came", "verdict"]].tolist() == [
        0.9, 140.0, 100.0, 200.0, 150.0, "within"]
    assert told.loc[("S", over), ["came", "verdict"]].tolist() == [10.0, "outside"]
    assert set(told.xs(young, level="said_on")["verdict"]) == {"early"}


def test_every_offer_of_a_plan_stands_with_its_account_and_the_newest_comes_first(asked: Asked, home: Home) -> None:
    rows = said_of(asked, home)

    offers = rows[rows["kind"].eq("offer")]
    assert set(offers["verdict"]) == {"early"} and offers["said"].notna().any()
    known = offers[offers["said"].notna()]
    assert (known["low"] <= known["said"]).all() and (known["said"] <= known["high"]).all()
    assert known["chance"].between(0, 1).all() and known.loc[known["low"] > 0, "chance"].ge(0.95).all()
    assert rows["said_on"].is_monotonic_decreasing
    counts = by_account(rows)
    assert (counts["offers"].sum(), counts["forecasts"].sum()) == (len(offers), 4)
    assert counts["judged"].is_monotonic_decreasing and (counts["true"] <= counts["judged"]).all()


def test_pages_of_accounts_hold_every_account_once_and_together_all_that_was_said(
        asked: Asked, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = said_of(asked, home)

    monkeypatch.setattr(room, "MOST_ACCOUNTS", 3)
    pages = [said_of(asked, home, page=place) for place in range(-(-accounts_in_sight(asked) // 3))]

    listed = [name for page in pages for name in set(page["account_id"])]
    assert len(pages) > 1 and sorted(listed) == sorted(set(whole["account_id"]))
    assert sum(map(len, pages)) == len(whole)


def test_an_offer_saved_without_its_chance_has_none(asked: Asked, home: Home) -> None:
    older = dict(home.journal().all("service_plan")[0].body)
    older["offers"] = [{name: value for name, value in one.items() if name not in (
        "chance", "first_year_low", "first_year_high")} for one in older["offers"][:1]]
    home.journal().put("service_plan", "older", older, author="ann", at=NOW)

    rows = said_of(asked, home, [older["offers"][0]["account_id"]])

    assert rows[rows["kind"].eq("offer")]["chance"].isna().sum() == 1
    home.journal().put("service_plan", "older", None, author="ann", at=NOW)


def test_who_sees_some_accounts_reads_of_those_alone_whatever_is_asked_for(asked: Asked, home: Home) -> None:
    own = Asked(asked.generation, Scope.of_owners("Wang"))

    assert set(said_of(own, home)["account_id"]) <= {"S", "L"}
    assert set(said_of(own, home, ["A0", "S"])["account_id"]) == {"S"}
    assert said_of(Asked(asked.generation, Scope.of()), home).empty
