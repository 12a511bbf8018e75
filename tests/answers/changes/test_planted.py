"""Two loads of the sample company: what was planted between them is found, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.among import Among
from kadash.answers.changes import Changes, changes, handle, take_back
from kadash.answers.changes.worded import compared_with, headline, sentence
from kadash.cli import main
from kadash.errors import KadashError
from kadash.exports.changes import FORMATS, write_changes
from kadash.language import LANGUAGES, words_in
from kadash.store import Home

TODAY = dt.date(2026, 10, 1)
NOW = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
ENGLISH = words_in("en")

PLANTED = {
    "010623": "stops paying", "011302": "buys much more", "010441": "price cut", "010637": "stops buying",
    "012149": "contract ended", "012576": "contract ends soon", "011092": "severe complaint",
}


def found(home: Home, asked: Asked, **options: object) -> Changes:
    return changes(asked, home, "load", viewer="Ana", today=TODAY, **options)  # type: ignore[arg-type]


def test_the_planted_changes_are_found_and_nothing_else(home: Home, asked_now: Asked) -> None:
    answer = found(home, asked_now)

    assert [(PLANTED.get(str(one.account_id)), one.kind, one.detail) for one in answer.changes] == [
        ("stops paying", "flag", "late_payer raised"),
        ("stops paying", "overdue", "grew"),
        ("stops paying", "flag", "over_credit_limit raised"),
        ("contract ended", "contract", "ended"),
        ("severe complaint", "complaint", "opened"),
        ("stops buying", "flag", "defected raised"),
        ("contract ends soon", "contract", "ending"),
        ("stops buying", "layer", "value_tier down lead"),
        ("stops buying", "mover", "fell"),
        ("price cut", "margin", "raised"),
        ("buys much more", "layer", "value_tier up gold"),
    ]


def test_each_change_says_the_money_at_stake_and_what_shows_it(home: Home, asked_now: Asked) -> None:
    said = {(one.account_id, one.kind): (round(one.at_stake), sentence(one, ENGLISH))
            for one in found(home, asked_now).changes if one.kind != "flag"}

    assert said == {
        ("010623", "overdue"): (511_264, "Overdue money 0 → 511.3K; the oldest was due 9 Jun 2026"),
        ("012149", "contract"): (391_432, "Contract ended 31 Aug 2026, none follows it"),
        ("011092", "complaint"): (382_685, "Severe complaints open: 0 → 1"),
        ("012576", "contract"): (347_626, "Contract ends 15 Nov 2026"),
        ("010637", "layer"): (149_054, "Value tiers: down from Iron to Lead; contribution of 12 months "
                                       "336.3K → 187.3K"),
        ("010637", "mover"): (149_054, "Down by 149.1K: contribution of 12 months 336.3K → 187.3K"),
        ("010441", "margin"): (46_697, "Margin melts against last year; margin rate 32.5% → 29%"),
        ("011302", "layer"): (119_360, "Value tiers: up from Iron to Gold; contribution of 12 months 504.2K → 623.6K"),
    }


def test_who_was_only_pushed_by_others_is_counted_beside(home: Home, asked_now: Asked) -> None:
    answer = found(home, asked_now)

    assert answer.beside == 2
    assert compared_with(answer, ENGLISH) == (
        "Compared with the data before the last load, as of 30 Sept 2026. "
        "2 more layers and flags differ only because other accounts moved.")
    assert headline(answer, ENGLISH) == "6 accounts want a decision: 2.35M at stake; 1 changed for the better."


def test_the_scheme_in_view_decides_whose_layers_are_told(home: Home, asked_now: Asked) -> None:
    layers = [(one.account_id, one.detail) for one in found(home, asked_now, scheme="lifecycle").changes
              if one.kind == "layer"]

    assert layers == [("010637", "lifecycle down defected")]


def test_filters_and_scope_leave_out_what_is_not_asked_for_or_not_to_be_seen(home: Home, asked_now: Asked) -> None:
    bens = {"010623", "011302"}
    asked_for = found(home, asked_now, among=Among(owners=("Ben Carter",)))
    seen = found(home, Asked(asked_now.generation, Scope.of_owners("Ben Carter")))
    nothing = found(home, Asked(asked_now.generation, Scope.of_owners("Ben Carter")),
                    among=Among(owners=("Henry Luo",)))

    assert {one.account_id for one in asked_for.changes} == bens
    assert {one.account_id for one in seen.changes} == bens
    assert nothing.changes == ()


def test_a_snooze_hides_until_its_day_and_done_until_it_is_taken_back(home: Home, asked_now: Asked) -> None:
    everything = found(home, asked_now).changes
    contract = [one for one in everything if one.key == "contract|012576|ending"]
    overdue = [one for one in everything if one.kind == "overdue"]
    kept = {"generation": "generations/g000002.duckdb", "as_of": asked_now.as_of, "who": "Ana", "at": NOW,
            "seen": {}}
    handle(home.journal(), contract, "snoozed", reason="talks begin", until=dt.date(2026, 10, 15), **kept)  # type: ignore[arg-type]
    handle(home.journal(), overdue, "done", **kept)  # type: ignore[arg-type]

    hidden = {one.key: held.reason for one, held in found(home, asked_now).dealt_with}
    later = changes(asked_now, home, "load", viewer="Ana", today=dt.date(2026, 10, 15))
    take_back(home.journal(), {overdue[0].key: home.journal().numbers("change")[overdue[0].key]}, who="Ana", at=NOW)

    assert hidden == {"contract|012576|ending": "talks begin", "overdue|010623|grew": ""}
    assert [one.key for one, _ in later.dealt_with] == ["overdue|010623|grew"]
    assert [one.key for one, _ in found(home, asked_now).dealt_with] == ["contract|012576|ending"]


def test_the_terminal_says_the_same_as_json(
    home: Home, asked_now: Asked, capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["changes", "--json", "--data", str(home.path), "--lang", "en", "--since", "load"])
    said = json.loads(capsys.readouterr().out)

    assert code == 0
    assert [one["account_id"] for one in said["changes"]] == [
        one.account_id for one in found(home, asked_now).changes]
    assert said["changes"][0] | {"evidence": None} == {
        "kind": "flag", "detail": "late_payer raised", "way": "worse", "account_id": "010623",
        "account_name": "Nobleport Power Industries", "owner": "Ben Carter", "at_stake": 820451.77,
        "when": "2026-09-30", "evidence": None, "sentence": "New flag: Late payer",
        "why": ["Pays 20 days late on average over 37 invoices (over 15). (last 12 months)"]}
    assert said["compared_with"] == {"as_of": "2026-09-30", "stands_in": None}


def test_a_file_that_is_gone_is_said_and_a_month_end_stands_in(home: Home, tmp_path: Path) -> None:
    (tmp_path / "generations").mkdir()
    shutil.copy(home.path / "generations" / "g000002.duckdb", tmp_path / "generations")
    left = Home(tmp_path)
    generation = left.generation()
    assert generation is not None

    answer = found(left, Asked(generation, Scope.everything()))

    assert compared_with(answer, ENGLISH) == (
        "Compared with 31 Aug 2026. The data of then is no longer kept: the month-end, as today's data has it, "
        "stands in for it.")
    assert "complaint|011092|opened" in {one.key for one in answer.changes}


def test_a_month_ago_is_the_last_month_end_at_least_four_weeks_back(home: Home, asked_now: Asked) -> None:
    month = changes(asked_now, home, "month", viewer="Ana", today=TODAY)
    day = changes(asked_now, home, dt.date(2026, 7, 15), viewer="Ana", today=TODAY)

    assert (month.before.as_of, day.before.as_of) == (dt.date(2026, 8, 31), dt.date(2026, 6, 30))  # type: ignore[union-attr]
    assert {"complaint|011092|opened", "contract|012149|ended"} <= {one.key for one in month.changes}


def test_promises_due_stand_with_what_they_should_earn_until_they_are_kept(home: Home, asked_now: Asked) -> None:
    journal, actions = home.journal(), [
        {"horizon_days": 30, "what": "visit the plant", "owner": "Li", "due": "2026-09-20", "state": "open"},
        {"horizon_days": 60, "what": "new frame", "owner": "Li", "due": "2026-12-01", "state": "open"},
        {"horizon_days": 30, "what": "called", "owner": "Li", "due": "2026-09-01", "state": "done"}]
    journal.put("plan", "012702", {"actions": actions}, author="Li", at=NOW)
    offer = {"account_name": "Redworks", "owner": "Li", "buyer_type": None, "health": None, "contribution_12m": 1.0,
             "first_year": 1.0, "cost": 100.0, "hours": 1.0}
    offers = [{"account_id": "012219", "service_id": "data_link", "expected_gain": 7000.0, **offer},
              {"account_id": "012254", "service_id": "data_link", "expected_gain": 9000.0, **offer}]
    journal.put("service_plan", "P1", {"name": "spring", "as_of": "2026-08-20", "expected_gain": 1.0, "cost": 1.0,
                                       "offers": offers}, author="Li", at=dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC))
    journal.put("service_task", "P1|012254|data_link", {"state": "done", "due": "2026-09-19"}, author="Li", at=NOW)

    promises = [one for one in found(home, asked_now).changes if one.kind == "promise"]

    assert [(one.account_id, one.when.isoformat(), round(one.at_stake)) for one in promises] == [
        ("012702", "2026-09-20", 916_855), ("012219", "2026-09-19", 7_000)]
    assert sentence(promises[0], ENGLISH) == "Promised for 20 Sept 2026: visit the plant"


def test_a_forecast_whose_days_are_over_and_that_missed_its_range_is_told(home: Home, asked_now: Asked) -> None:
    told = pd.DataFrame({"account_id": ["010637", "012016"], "p_buys": 1.0, "forecast": [900_000.0, 800_000.0],
                         "low": [700_000.0, 500_000.0], "high": [1_100_000.0, 1_200_000.0]})
    (home.path / "forecasts").mkdir(exist_ok=True)
    told.to_parquet(home.path / "forecasts" / "test.parquet")
    home.journal().put("forecast", "2026-03-31", {
        "as_of": "2026-03-31", "horizon_end": "2026-09-29", "forecaster": "x", "value": "revenue", "currency": "CNY",
        "accounts": 2, "total": 120e6, "low": 110e6, "high": 130e6, "file": "forecasts/test.parquet", "came": 101e6,
        "held": False}, author="test", at=NOW)

    def missed(since: dt.date) -> list[tuple[str | None, str]]:
        answer = changes(asked_now, home, since, viewer="Ana", today=TODAY)
        return [(one.account_id, one.way) for one in answer.changes if one.kind == "forecast"]

    assert missed(dt.date(2026, 7, 31)) == [(None, "worse"), ("010637", "worse"), ("012016", "better")]
    assert [one.kind for one in found(home, asked_now).changes if one.kind == "forecast"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weekly_files_say_it_all_and_run_and_fetch_nothing(
    home: Home, asked_now: Asked, tmp_path: Path, language: str,
) -> None:
    words = words_in(language)
    home.journal().put("plan", "012702", {"actions": [
        {"what": '=HYPERLINK("http://evil")<img src=x>', "due": "2026-09-20", "state": "open"}]}, author="Li", at=NOW)
    answer = found(home, asked_now)
    for ending in FORMATS:
        write_changes(asked_now, answer, tmp_path / f"week.{ending}", words)

    page = (tmp_path / "week.html").read_text("utf-8")
    book = load_workbook(tmp_path / "week.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]

    assert headline(answer, words) in page and "Nobleport Power Industries" in page
    assert re.findall(r"<(?:script|img|link|iframe)|<[^>]*(?:src|href)=", page) == []
    assert "default-src 'none'" in page
    assert book.sheetnames == [words("changes.report.worse"), words("changes.report.better")]
    assert {cell.data_type for cell in cells} <= {"s", "n"} and not any(cell.hyperlink for cell in cells)
    assert 820451.77 in [cell.value for cell in cells]


def test_a_file_of_another_kind_is_refused_in_words(home: Home, asked_now: Asked, tmp_path: Path) -> None:
    with pytest.raises(KadashError, match="changes_format"):
        write_changes(asked_now, found(home, asked_now), tmp_path / "week.docx", ENGLISH)


def the_headline(app: AppTest) -> str:
    """The first sentence in bold."""
    return str(next(text.value for text in app.markdown if text.value.startswith("**")))


def test_the_overview_begins_with_the_changes_and_a_done_one_is_gone_until_undone(
    planted_home: Home, monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = words_in("zh")
    monkeypatch.setenv("KADASH_DATA", str(planted_home.path))
    app = AppTest.from_file(str(Path(__file__).parents[3] / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    app.run()
    first = the_headline(app)

    app.button(key="change_contract|012149|ended").click().run()
    app.button(key="change_done").click().run()
    after = the_headline(app)
    app.button(key="change_undo_contract|012149|ended").click().run()

    assert first == f"**{words('changes.headline.both', 6, money=words.money(2_354_575), better=words.number(1))}**"
    assert after == f"**{words('changes.headline.both', 5, money=words.money(1_963_143), better=words.number(1))}**"
    assert the_headline(app) == first
    assert not app.exception
