"""The service plan as page and terminal ask for it: hold-out, effort, tasks, outcomes and the ledger."""

from __future__ import annotations

import datetime as dt
import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.service_plan import Asking, asking_of, effort_today, plan_base, reached, reasons_of, service_plan
from kadash.answers.service_plan.base import judged_accounts
from kadash.answers.service_plan.ledger import ledger, offers_kept
from kadash.answers.service_plan.outcomes import outcomes, taught
from kadash.answers.service_plan.saved import (
    declined_of_late,
    keep_tasks,
    save_plan,
    saved_plans,
    tasks,
    unreadable_plans,
)
from kadash.errors import KadashError
from kadash.exports.service_plan import plan_workbook
from kadash.language import words_in
from kadash.services import catalogue
from kadash.services.in_force import reach, with_service_words
from tests.reviews.builders import a_trading_company, published

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


@pytest.fixture(scope="module")
def asked(home):
    return Asked(home.generation(), Scope.everything())


def test_a_single_service_costs_and_earns_in_the_plan_what_it_does_in_its_proposal(asked):
    plan = service_plan(asked, Asking(budget=1e9, singles=True, exact=True))
    found = plan.to_json(reasons_of(asked, plan))

    proposals = plan_base(asked).proposals.set_index(["account_id", "service_id"])
    assert found["chosen"]
    for row in found["chosen"]:
        proposal = proposals.loc[(row["account_id"], row["services"][0])]
        assert (row["expected_gain"], row["cost"], row["hours"]) == tuple(proposal[["expected_gain", "cost", "hours"]])
        assert row["reasons"][row["services"][0]]["because"]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_what_a_slider_shows_is_the_head_of_what_a_file_holds(asked, most):
    plan = service_plan(asked, Asking(budget=1e9))

    shown, rows = pd.DataFrame(plan.largest(most)), plan.rows.head(most)

    assert list(shown.columns) == list(rows.columns)
    for name in rows:
        assert [None if one != one else one for one in shown[name]] == [
            None if one != one else one for one in rows[name]], name


def test_a_plan_asked_for_again_is_the_one_that_was_shown_and_any_other_hour_is_another_plan(asked):
    shown = service_plan(asked, Asking(budget=1e9, hours={"engineer": 7.0}))

    assert service_plan(asked, Asking(budget=1e9, hours={"engineer": 7.0})) is shown
    assert service_plan(asked, Asking(budget=1e9, hours={"engineer": 8.0})) is not shown


def test_who_just_missed_stands_by_what_a_yuan_of_them_would_earn_with_all_that_is_known_of_them(asked):
    missed = pd.DataFrame(service_plan(asked, Asking(budget=0.0)).missed)

    earned = (missed["expected_gain"] / missed["cost"]).tolist()
    assert len(missed) >= 2
    assert earned == sorted(earned, reverse=True)
    known = plan_base(asked).offered_accounts.set_index("account_id")["account_name"]
    assert missed["account_name"].tolist() == known[missed["account_id"]].tolist()


def test_the_share_of_the_money_that_goes_to_some_accounts_is_theirs_in_the_rows(asked):
    plan = service_plan(asked, Asking(budget=1e9))
    some = frozenset(plan.rows["account_id"].iloc[:1])

    theirs = plan.rows.loc[plan.rows["account_id"].isin(some), "cost"].sum() / plan.rows["cost"].sum()
    assert [plan.share_to(some), plan.share_to(frozenset())] == pytest.approx([theirs, 0.0])


def test_the_terminal_keeps_its_limits_and_refuses_hours_it_cannot_read(asked):
    free = service_plan(asked, Asking(exact=True)).solved
    wanted = asking_of(free.cost / 2, [f"engineer={free.hours['engineer'] / 3}"], 0.0, singles=False)

    plan = service_plan(asked, wanted).solved

    assert plan.cost <= free.cost / 2 + 1e-6
    assert plan.hours["engineer"] <= free.hours["engineer"] / 3 + 1e-6
    for wrong in ("wizard=3", "engineer=many", "engineer"):
        with pytest.raises(KadashError) as refused:
            asking_of(1.0, [wrong], 0.0, singles=False)
        assert refused.value.code == "plan_hours"


def test_held_out_accounts_get_no_offer_and_are_told_with_what_they_would_have_got(asked):
    plan = service_plan(asked, Asking(budget=1e9, hold_out=0.5, seed="x"))

    assert len(plan.held) > 0
    assert not set(plan.held["account_id"]) & set(plan.rows["account_id"])
    assert plan.held["services"].map(len).min() >= 1


def test_effort_names_the_accounts_that_bring_less_than_their_service_is_worth():
    accounts = pd.DataFrame({"account_id": ["A", "B", "C"], "service_cost_12m": [41.0, 59.0, None],
                             "contribution_12m": [6.0, 90.0, 4.0]})

    found = effort_today(accounts)

    assert (found.service_share, found.contribution_share, found.ids) == (0.41, 0.06, {"A"})
    assert found.sentence(words_in("en")) == (
        "41% of service (100 in all) goes to 1 account that brings 6% of contribution.")
    assert effort_today(accounts.assign(contribution_12m=float("nan"))) is None


def test_a_saved_plan_has_tasks_that_can_be_snoozed_done_and_given_a_result(home, asked):
    journal = home.journal()
    plan = service_plan(asked, Asking(budget=1e9, hold_out=0.3, seed="y"))
    save_plan(journal, asked, plan, "spring", who="ann", at=NOW)
    saved = saved_plans(journal)[0]
    before = tasks(journal, saved, NOW.date())

    rows = before.to_dict("records")
    rows[0] |= {"state": "snoozed", "until": dt.date(2026, 12, 1), "reason": "budget year", "owner": "bob"}
    rows[1] |= {"state": "done", "result": "kept"}
    nothing = {"service_task": {}, "service_outcome": {}}
    changed = keep_tasks(journal, saved, before, rows, who="ann", at=NOW, seen=nothing)

    assert (saved.name, len(before), set(before["state"]), changed) == ("spring", plan.services_given, {"open"}, 3)
    then = tasks(journal, saved, dt.date(2026, 11, 30))
    assert then["state"].tolist()[:2] == ["snoozed", "done"] and then["owner"][0] == "bob"
    assert tasks(journal, saved, dt.date(2026, 12, 1))["state"][0] == "open"
    assert keep_tasks(journal, saved, then, then.to_dict("records"), who="ann", at=NOW, seen=nothing) == 0


def test_results_are_learnt_from_and_promises_wait_for_half_a_year(home, asked):
    rows = outcomes(asked, home.journal())

    assert rows[["measure", "months", "outcome", "given", "treated", "random"]].values.tolist() == [
        ["kept", 6, 1.0, True, True, True]]
    assert [one.outcomes for one in taught(asked, home.journal(), asked.catalogue)] == [1]
    assert set(offers_kept(asked, home.journal())["verdict"]) == {"early"}


def an_old_plan(home, asked, days: int) -> dict[str, object]:
    """The newest plan put so many days before the data's end, under the name `old`, its tasks untouched."""
    journal = home.journal()
    body = dict(journal.get("service_plan", saved_plans(journal)[0].plan_id).body)
    body |= {"as_of": (asked.as_of - dt.timedelta(days=days)).isoformat()}
    journal.put("service_plan", "old", body, author="ann", at=NOW)
    return body


def of_old(home, asked) -> pd.DataFrame:
    """Outcomes of the old plan alone: the younger one has but a recorded result."""
    rows = outcomes(asked, home.journal())
    return rows[rows["months"].eq(12) | rows["measure"].ne("kept")]


def test_a_promise_older_than_half_a_year_is_held_against_what_came(home, asked):
    an_old_plan(home, asked, 300)

    verdicts = offers_kept(asked, home.journal()).groupby("made_on")["verdict"].agg(set)

    assert verdicts.iloc[0] <= {"came_true", "partly", "not", "unknown"}
    home.journal().put("service_plan", "old", None, author="ann", at=NOW)


def test_after_a_year_there_are_outcomes_at_six_and_at_twelve_months_of_those_kept_and_of_what_they_bought(home, asked):
    an_old_plan(home, asked, 380)

    rows = outcomes(asked, home.journal())

    assert set(zip(rows["measure"], rows["months"], strict=True)) == {
        (measure, months) for measure in ("kept", "revenue", "margin") for months in (6, 12)}
    assert set(rows["given"]) == {True, False} and set(rows["random"]) == {True}
    assert rows.loc[rows["months"].eq(12), "treated"].isna().all()  # nobody noted what was done
    found = taught(asked, home.journal(), asked.catalogue)
    assert all(one.learned is None or one.months == 12 for one in found if one.measure != "kept")
    assert {one.effect.lever for one in found if one.effect is not None} <= {
        "retention", "reactivation", "frequency", "margin", "price"}
    home.journal().put("service_plan", "old", None, author="ann", at=NOW)


def test_an_offer_declined_or_never_made_is_told_apart_from_one_that_was_made(home, asked):
    body, journal = an_old_plan(home, asked, 380), home.journal()
    first, second = body["offers"][:2]
    for offer, state in ((first, "done"), (second, "declined")):
        journal.put("service_task", f"old|{offer['account_id']}|{offer['service_id']}", {"state": state}, author="ann",
                    at=NOW)

    treated = of_old(home, asked).drop_duplicates(["service_id", "account_id"]).set_index(
        ["account_id", "service_id"])["treated"]
    verdicts = offers_kept(asked, journal)
    verdicts = verdicts[verdicts["made_on"].lt(verdicts["made_on"].max())].set_index(["account_id", "service_id"])

    assert {pair for pair, done in treated.items() if done} == {(first["account_id"], first["service_id"])}
    assert not treated.isna().any()
    assert verdicts.loc[(second["account_id"], second["service_id"]), "verdict"] == "not_given"
    assert set(verdicts["verdict"]) - {"not_given"} <= {"came_true", "partly", "not", "unknown"}
    journal.put("service_plan", "old", None, author="ann", at=NOW)


def test_what_a_customer_declined_is_not_offered_again_within_a_year(home, asked):
    journal = home.journal()
    plan = service_plan(asked, Asking(budget=1e9))
    account, service = plan.rows["account_id"].iloc[0], plan.rows["services"].iloc[0][0]
    journal.put("service_task", f"p|{account}|{service}", {"state": "declined", "reason": "no room"}, author="ann",
                at=NOW)

    declined = declined_of_late(journal, dt.date(2027, 11, 22))
    again = service_plan(asked, Asking(budget=1e9, declined=declined))

    assert (account, service) in declined
    assert declined_of_late(journal, dt.date(2027, 11, 23)) == frozenset()
    given = {(row["account_id"], one) for row in again.rows.to_dict("records") for one in row["services"]}
    assert (account, service) not in given and len(given) >= plan.services_given - 2
    journal.put("service_task", f"p|{account}|{service}", None, author="ann", at=NOW)


def test_a_plan_that_cannot_be_read_is_counted_and_hides_no_other(home, asked):
    journal, before = home.journal(), len(saved_plans(home.journal()))
    for spoilt in ({"name": "half a plan"}, "text", {"name": "x", "as_of": "soon", "expected_gain": 1, "cost": 1}):
        journal.put("service_plan", "spoilt", spoilt, author="ann", at=NOW)

        assert (len(saved_plans(journal)), unreadable_plans(journal)) == (before, 1)
    journal.put("service_plan", "spoilt", None, author="ann", at=NOW)


def test_the_ledger_holds_offers_alarms_and_forecasts(home, asked):
    found = ledger(asked, home)

    assert len(found.offers) == sum(len(plan.offers) for plan in saved_plans(home.journal()))
    assert {"flag", "raised", "came_true", "precision"} <= set(found.alarms.columns)


def test_whoever_sees_some_accounts_sees_their_predictions_alone(home, asked):
    owner = plan_base(asked).accounts["owner"].dropna().iloc[0]
    own = Asked(asked.generation, Scope.of_owners(owner))

    found = ledger(own, home)

    assert set(found.offers["account_id"]) <= set(plan_base(own).accounts["account_id"])
    assert found.forecasts == []


def test_the_reach_of_a_change_is_that_of_the_next_judging(asked):
    club = catalogue().service("key_account_club")

    assert reached(asked, club, club).entered == reached(asked, club, club).left == frozenset()
    assert reached(asked, club, None).after == frozenset()


def test_a_service_as_it_was_judged_reaches_whom_it_would_reach_were_all_judged_again(asked):
    seen = Asked(asked.generation, Scope.of_owners(str(plan_base(asked).accounts["owner"].dropna().iloc[0])))
    for one in (asked, seen):
        for service in one.catalogue.services:
            again = reach(service, service, judged_accounts(one), one.policy).after
            told = reached(one, service, service)

            assert told.before == told.after == again & frozenset(plan_base(one).accounts["account_id"]), service.id


def test_the_workbook_holds_summary_plan_and_those_held_out(asked):
    words = with_service_words(words_in("zh"), asked.catalogue)
    plan = service_plan(asked, Asking(budget=1e9, hold_out=0.3, seed="y"))
    table = pd.DataFrame({"客户": ["=1+1"], "收益": [2.5]})

    book = load_workbook(io.BytesIO(plan_workbook(plan, words, table, table)))

    assert book.sheetnames == ["摘要", "方案", "对照组"]
    assert [cell.value for cell in book["方案"][2]] == ["=1+1", 2.5]
    assert book["方案"]["A2"].data_type == "s"
