"""The check of forecasts: on the sample company, in the words of each case, and as the JSON of the terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.models import ModelCheck, forecasts_kept, model_check, sentences, to_json
from kadash.language import words_in
from kadash.store import Home

WORDS = words_in("en")


@pytest.fixture(scope="module")
def check(asked: Asked) -> ModelCheck:
    return model_check(asked)


def a_race(check: ModelCheck, used: str, **errors: float) -> ModelCheck:
    """The check as if these forecasters had raced, best first."""
    race = pd.DataFrame({"forecaster": list(errors), "error": list(errors.values()), "origins": 2})
    race = race.assign(is_used=race["forecaster"] == used, is_naive=race["forecaster"] == "last_six_months")
    return replace(check, forecaster=used, decided_by="race", race=race)


def test_on_the_sample_company_the_forecast_in_use_beats_last_six_months(check: ModelCheck) -> None:
    assert check.decided_by == "race"
    assert check.race["origins"].eq(3).all()
    assert check.mean("error") < check.mean("error", "last_six_months")
    assert check.race["error"].is_monotonic_increasing


def test_chances_are_no_worse_than_the_plain_share(check: ModelCheck) -> None:
    assert check.mean("brier", check.chances_of) <= check.mean("brier", "population_mean")


def test_totals_are_the_sums_of_accounts_to_the_cent(asked: Asked, check: ModelCheck) -> None:
    row = asked.generation.one("select sum(forecast), count(*) from mart.forecast_account")

    assert row is not None
    assert (check.total, check.accounts) == (pytest.approx(row[0], abs=0.01), row[1])
    assert check.low < check.total < check.high


def test_every_alarm_has_its_base_rate_and_margin_erosion_is_right_more_often(check: ModelCheck) -> None:
    alarms = check.alarms.set_index("flag")

    assert alarms.index.tolist() == [
        "slipping", "defected", "margin_erosion", "below_zero", "late_payer", "service_burden"]
    assert alarms.loc["margin_erosion", "precision"] > alarms.loc["margin_erosion", "base_rate"]
    assert alarms.loc["margin_erosion", "lead_days"] > 0


def test_segments_stand_by_scheme_top_layer_first(check: ModelCheck) -> None:
    tiers = check.segments[check.segments["scheme"] == "value_tier"]["layer"].tolist()

    assert tiers[0] in ("platinum", "one_off")
    assert check.segments["scheme"].drop_duplicates().tolist() == ["value_tier", "lifecycle"]


def test_the_headline_names_winner_and_naive_with_their_errors(check: ModelCheck) -> None:
    said = a_race(check, "blend", blend=0.18, last_six_months=0.24).headline(WORDS)

    assert said == ("Over 2 past half-years “Blend” missed by 18% of what an account brings, last six months carried "
                    "forward by 24%: it is used.")


def test_where_the_naive_forecast_won_the_headline_says_so(check: ModelCheck) -> None:
    said = a_race(check, "last_six_months", last_six_months=0.18, blend=0.24).headline(WORDS)

    assert said.endswith("“Blend” by 24%. The naive forecast won and is used.")


def test_too_short_a_history_says_from_when(check: ModelCheck) -> None:
    short = replace(check, decided_by="too_short", possible_from=date(2027, 8, 26), race=check.race.head(0))

    assert "from 26 Aug 2027 on" in short.headline(WORDS)
    assert sentences(short, WORDS)[0] == short.headline(WORDS)


@pytest.mark.parametrize(("accounts", "rough", "said"), [
    (39, True, "Only 39 accounts"), (40, True, "40 accounts are under a hundred"), (100, False, None)])
def test_few_accounts_are_told_to_be_rough(check: ModelCheck, accounts: int, rough: bool, said: str | None) -> None:
    found = replace(check, accounts=accounts, is_rough=rough).caution(WORDS)

    assert found is None if said is None else str(found).startswith(said)


def test_who_may_not_see_all_accounts_sees_no_totals(asked: Asked) -> None:
    check = model_check(Asked(asked.generation, Scope.of_owners("Li")))

    assert not check.sees_totals
    assert replace(check, accounts=12).caution(words_in("en")) is None


def test_the_json_of_the_terminal_has_each_forecaster_by_origin_the_winner_and_the_alarms(
        check: ModelCheck, sample_home: Home) -> None:
    found = json.loads(json.dumps(to_json(check, forecasts_kept(sample_home)), default=str))

    assert (found["winner"], found["horizon_days"]) == (check.forecaster, 182)
    origins = [grade["origin"] for grade in found["forecasters"][0]["grades"]]
    assert origins == ["2025-03-31", "2025-09-30", "2026-03-31"]
    assert {"flag", "raised", "precision", "base_rate", "lead_days"} <= set(found["alarms"][0])
    naive, = [row for row in found["forecasters"] if row["forecaster"] == "last_six_months"]
    assert naive["brier"] is None
    assert [kept["as_of"] for kept in found["kept"]] == ["2026-09-30"]


def test_kept_forecasts_are_read_newest_first_with_their_outcome(tmp_path: Path) -> None:
    home = Home(tmp_path)
    told = {"horizon_end": "2026-06-30", "forecaster": "blend", "value": "revenue", "currency": "CNY", "accounts": 2,
            "total": 10.0, "low": 8.0, "high": 12.0, "file": "x"}
    at = datetime(2026, 1, 2, tzinfo=UTC)
    home.journal().put("forecast", "2025-12-31", {"as_of": "2025-12-31", **told}, author="a", at=at)
    home.journal().put("forecast", "2026-06-30", {"as_of": "2026-06-30", **told}, author="a", at=at)
    outcome = {"came": 11.0, "held": True, "accounts_held": 0.5, "error": 0.2}
    home.journal().put("forecast", "2025-12-31", {"as_of": "2025-12-31", **told, **outcome}, author="b",
                       at=datetime(2026, 7, 2, tzinfo=UTC))

    newest, marked = forecasts_kept(home)

    assert (newest.as_of, newest.held) == (date(2026, 6, 30), None)
    assert (marked.came, marked.held, marked.made_at) == (11.0, True, at)
