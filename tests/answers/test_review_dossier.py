"""A whole review as one answer: buyer type from words and behaviour, standing, arithmetic, and a view for customers."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import Entered, ReviewDossier, entered, last_review, review_dossier
from kadash.reviews.arithmetic_said import Said
from kadash.reviews.called import call
from kadash.reviews.closed import closed_to_body
from kadash.reviews.events import Trigger
from kadash.reviews.heard import Heard
from kadash.reviews.people import PeopleMap, Person
from kadash.reviews.plan import Action, Plan
from kadash.store import Home
from tests.reviews.builders import a_trading_company, asked_of, published

AT = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)


def a_company_that_talks() -> dict[str, list]:
    quotes = [
        {"account_id": "S", "quote_id": "Q1", "quote_date": dt.date(2026, 9, 1), "amount": 500.0, "outcome": "open"},
        {"account_id": "S", "quote_id": "Q2", "quote_date": dt.date(2026, 8, 1), "amount": 700.0, "outcome": "lost",
         "competitor": "Rival Ltd"},
        {"account_id": "S", "quote_id": "Q3", "quote_date": dt.date(2026, 7, 1), "amount": 300.0, "outcome": "won"},
        {"account_id": "A1", "quote_id": "Q4", "quote_date": dt.date(2026, 7, 1), "amount": 1.0, "outcome": "open"}]
    events = [
        {"account_id": "S", "event_date": dt.date(2026, 5, 1), "kind": "complaint", "severity": "severe",
         "subject": "late", "closed_date": dt.date(2026, 5, 9)},
        {"account_id": "S", "event_date": dt.date(2026, 5, 20), "kind": "complaint", "severity": "severe",
         "subject": "wrong", "closed_date": None},
        {"account_id": "S", "event_date": dt.date(2026, 6, 1), "kind": "advice", "severity": "normal", "hours": 5.0}]
    contracts = [{"account_id": "S", "contract_id": "C", "kind": "frame", "start_date": dt.date(2025, 1, 1),
                  "end_date": dt.date(2026, 12, 31), "value": 100.0}]
    return {**a_trading_company(), "quote": quotes, "service_event": events, "contract": contracts}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("talking"), **a_company_that_talks())


@pytest.fixture(scope="module")
def asked(home: Home) -> Asked:
    return asked_of(home)


def dossier(asked: Asked, told: Entered | None = None, account: str = "S") -> ReviewDossier:
    found = review_dossier(asked, account, told or Entered())
    assert found is not None
    return found


def test_offers_without_an_answer_and_who_won_the_others(asked):
    found = dossier(asked).standing

    assert found.open_quotes[["number", "amount", "days_open"]].values.tolist() == [["Q1", 500.0, 29]]
    assert found.rivals[["rival", "offers", "amount"]].values.tolist() == [["Rival Ltd", 1, 700.0]]
    assert (found.won_share, found.open_amount) == (0.5, 500.0)


def test_complaints_are_closed_in_days_or_open(asked):
    found = dossier(asked).standing

    assert (found.days_to_close, found.open_complaints, len(found.complaints)) == (8.0, 1, 2)


def test_the_time_line_has_what_exports_know_and_what_the_rep_entered(asked):
    told = Entered(events=(Trigger(dt.date(2026, 8, 15), "new_plant", "plant 2"),))

    kinds = {(one.day.isoformat(), one.kind, one.trigger) for one in dossier(asked, told).happened}

    assert ("2026-08-15", "entered_new_plant", True) in kinds
    assert ("2026-12-31", "contract_end", True) in kinds
    assert ("2026-05-20", "complaints", True) in kinds
    assert ("2026-08-01", "quote_lost", True) in kinds


def test_what_the_customer_said_moves_the_opinion_at_once(asked):
    before = dossier(asked).buyer
    after = dossier(asked, Entered(heard=Heard({"heard_send_the_quote": 1.0, "heard_good_enough": 1.0}))).buyer

    assert before is not None and after is not None
    assert after.chances["transactional"] > before.chances["transactional"] + 0.3
    assert after.computed == "transactional"
    assert set(after.ledger.loc[after.ledger["told"], "signal"]) == {"heard_send_the_quote", "heard_good_enough"}
    assert after.groups.set_index("group").loc["heard", "transactional"] == 2.0
    assert bool(after.groups.set_index("group").loc["heard", "capped"])


def test_a_call_goes_first_and_the_computed_type_stays_beside_it(asked):
    told = Entered(called=call("strategic", "seat in planning", dt.date(2026, 10, 5), 12, "unsure"),
                   heard=Heard({"heard_send_the_quote": 1.0, "heard_good_enough": 1.0}))

    found = dossier(asked, told).buyer

    assert found is not None
    assert (found.type, found.computed, found.disagrees) == ("strategic", "transactional", True)


def test_a_transactional_buyer_is_not_offered_what_needs_visits(asked):
    told = Entered(called=call("transactional", "said so", dt.date(2026, 10, 5), 12, "unsure"))

    found = dossier(asked, told)

    assert found.buyer is not None and "key_account_club" in found.buyer.barred
    assert not {offer.service_id for offer in found.offers} & set(found.buyer.barred)


def test_three_functions_in_contact_speak_for_a_strategic_buyer(asked):
    people = PeopleMap(tuple(Person("theirs", name, function=function, knows="Wang")
                             for name, function in (("a", "technical"), ("b", "finance"), ("c", "purchasing"))))

    ledger = dossier(asked, Entered(people=people)).buyer.ledger.set_index("signal")

    assert ledger.loc["contacts", "answer"] == 1.0


def test_the_arithmetic_starts_from_the_accounts_own_year(asked):
    lines = {line.code: line for line in dossier(asked).customer.done.lines}

    assert lines["purchases"].amount == pytest.approx(12 * 900.0)
    assert lines["saved_on_list"].amount == pytest.approx(12 * 100.0)
    assert lines["advice"].measured == {"advice_hours": 5.0}
    assert lines["late"].missing == ("late_deliveries",)


def test_where_a_table_is_missing_the_answer_names_it(tmp_path):
    bare = dossier(asked_of(published(tmp_path, **a_trading_company())))

    assert bare.standing.loaded == {"receivable"}
    assert set(bare.customer.missing) == {"service_event", "quote", "order_line"}


def test_closing_freezes_the_day_and_the_next_review_compares_full_months(asked, home, tmp_path):
    earlier = published(tmp_path, as_of=dt.date(2026, 6, 30), **a_trading_company())
    plan = Plan("g", services=("data_link",), actions=(Action(30, "call", shared=True),))
    frozen = dossier(asked_of(earlier), Entered(plan=plan)).closing(dt.date(2026, 7, 2))
    home.journal().put("review", "S", closed_to_body(frozen), author="Li", at=AT)

    told = entered(home.journal(), "S")
    found = last_review(asked, dossier(asked).head, told.closed)

    assert told.closed == frozen
    assert found is not None and found.months == 3
    came = {one.name: one for one in found.came}
    assert came["revenue"].fact == pytest.approx(3 * 900.0)
    assert came["revenue"].forecast == pytest.approx(frozen.forecast["revenue_year"] / 4)


def test_a_prospect_and_a_lost_account_have_a_dossier_too(asked):
    assert dossier(asked, account="P").buyer is None
    assert dossier(asked, account="L").buyer.level == "consequence"


def test_another_owners_account_has_no_dossier(asked):
    assert review_dossier(Asked(asked.generation, Scope.of_owners("Li")), "S", Entered()) is None


def test_the_customers_view_holds_nothing_of_ours(asked):
    told = Entered(
        plan=Plan("less standstill", "SECRET problem", "SECRET need", ("data_link",),
                  (Action(30, "floor SECRET"), Action(60, "start the link", shared=True)), aim="SECRET aim"),
        people=PeopleMap((Person("theirs", "SECRET person", stance="against"),)), heard=Heard({}, "SECRET note"),
        said=Said({"hour_cost": 80.0, "hours_an_order": 1.0}, {("data_link", "ordering"): 0.5}, {"data_link": 10.0},
                  {"data_link": 0.0}))

    found = dossier(asked, told).for_customer()

    names = {field.name for field in dataclasses.fields(found)}
    assert not names & {"margin", "contribution", "score", "rank", "flags", "layers", "buyer", "offers", "value"}
    assert "SECRET" not in repr(found)
    assert "Rival" not in repr(found) and "Steady" not in repr(found)
    assert list(found.months.columns) == ["month", "purchases", "orders"]
    assert [action.what for action in found.actions] == ["start the link"]
