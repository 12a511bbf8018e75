"""The time line of an account: every kind on one axis, added up by month, back as far as asked."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.answers import Asked
from kadash.answers.review import Entered, ReviewHead, entered, review_head, time_line
from kadash.language import words_in
from kadash.reviews.events import Trigger
from kadash.reviews.happenings import Happening, happening_said
from kadash.reviews.lanes import LANES, TimeLine
from kadash.services.in_force import with_service_words
from kadash.store import Home
from tests.marts.builders import a_line
from tests.reviews.builders import asked_of, published

AT = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


def a_day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def a_company_with_everything() -> dict[str, list]:
    """Account A with a row of every kind in September 2026, an older order, and B, which must not show."""
    lines = [a_line("A", "2019-03-05", 50.0), a_line("A", "2026-09-01", 100.0, order_id="O1", list_value=125.0),
             a_line("A", "2026-09-02", 60.0, order_id="O2", list_value=75.0),
             a_line("A", "2026-09-02", 40.0, order_id="O2", list_value=50.0), a_line("B", "2026-09-03", 9999.0)]
    common = {"account_id": "A"}
    invoices = [
        {**common, "invoice_id": "I1", "invoice_date": a_day("2026-07-01"), "due_date": a_day("2026-07-31"),
         "amount": 30.0, "paid_date": a_day("2026-09-10")},
        {**common, "invoice_id": "I2", "invoice_date": a_day("2026-08-20"), "due_date": a_day("2026-09-20"),
         "amount": 70.0, "paid_date": a_day("2026-09-20")},
        {**common, "invoice_id": "I3", "invoice_date": a_day("2026-09-01"), "due_date": a_day("2026-09-30"),
         "amount": 5.0, "paid_date": a_day("2026-10-02")}]
    events = [
        {**common, "event_id": f"E{number}", "event_date": a_day("2026-09-05"), "kind": kind, "severity": severity,
         "subject": subject}
        for number, (kind, severity, subject) in enumerate([
            ("complaint", "severe", "late"), ("complaint", "normal", "late"), ("complaint", "normal", "wrong"),
            ("visit", "normal", None), ("training", "normal", None)])]
    quotes = [{**common, "quote_id": f"Q{at}", "quote_date": a_day("2026-09-08"), "amount": money, "outcome": outcome}
              for at, (money, outcome) in enumerate([(10.0, "won"), (20.0, "lost"), (5.0, "open")])]
    contracts = [{**common, "contract_id": "C1", "kind": "frame", "start_date": a_day("2025-01-01"),
                  "end_date": a_day("2027-03-31"), "value": 1000.0}]
    services = [{**common, "service_id": "data_link", "start_date": a_day("2026-09-09"), "cost": 7.0, "result": "kept"}]
    answers = [{**common, "response_date": a_day("2026-09-11"), "driver": driver, "score": score, "scale_max": 5.0,
                "score_share": (score - 1) / 4, "respondent": "Wu"}
               for driver, score in (("quality", 5.0), ("value", 2.0))]
    return {"order_line": lines, "receivable": invoices, "service_event": events, "quote": quotes,
            "contract": contracts, "service_delivery": services, "survey_response": answers}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("everything"), **a_company_with_everything())


@pytest.fixture(scope="module")
def asked(home: Home) -> Asked:
    return asked_of(home)


def account(asked: Asked, name: str = "A") -> ReviewHead:
    head = review_head(asked, name)
    assert head is not None
    return head


def line_of(asked: Asked, told: Entered | None = None, years: str = "3") -> TimeLine:
    return time_line(asked, account(asked), told or Entered(), years)


def test_every_kind_stands_on_its_lane_in_one_order(asked):
    told = Entered(events=(Trigger(a_day("2026-08-01"), "rival", "a rival"),),
                   noted=(Happening(a_day("2026-08-02"), "called", "strategic", None, False),))

    assert line_of(asked, told).lanes == LANES
    assert line_of(asked, told).count("notes") == 2


@pytest.mark.parametrize(("lane", "n", "value", "part", "names", "numbers"), [
    ("orders", 2, 200.0, 0.0, [], ("O1", "O2")),
    ("price", 0, 0.8, 0.0, [], ()),
    ("payments", 2, 100.0, 30.0, [], ("I1", "I2")),
    ("quotes", 3, 35.0, 0.0, [("lost", 1), ("open", 1), ("won", 1)], ("Q1", "Q2", "Q0")),
    ("complaints", 3, None, 1.0, [("late", 2), ("wrong", 1)], ("E0", "E1", "E2")),
    ("visits", 2, None, 0.0, [("training", 1), ("visit", 1)], ("E4", "E3")),
    ("survey", 2, 0.625, 0.0, [("quality", 1), ("value", 1)], ("Wu",)),
])
def test_a_month_of_a_lane_adds_up_its_rows_and_names_the_first(asked, lane, n, value, part, names, numbers):
    one = line_of(asked).of(lane)[-1]

    assert (one.month, one.n, one.part, one.numbers) == (a_day("2026-09-01"), n, part, numbers)
    assert one.value == (None if value is None else pytest.approx(value))
    assert [(name.name, name.n) for name in one.names] == names


def test_what_runs_is_a_span_and_the_axis_reaches_to_its_end(asked):
    found = line_of(asked)

    assert [(one.lane, one.name, one.last_day, one.amount) for one in found.spans] == [
        ("contracts", "frame", a_day("2027-03-31"), 1000.0), ("services", "data_link", None, 7.0)]
    assert (found.as_of, found.last_day) == (a_day("2026-09-30"), a_day("2027-03-31"))


def test_a_note_after_the_data_lengthens_the_axis(asked):
    later = Entered(noted=(Happening(a_day("2027-05-02"), "plan_saved", "", None, False),))

    assert line_of(asked, later).last_day == a_day("2027-05-02")


@pytest.mark.parametrize(("years", "first_day", "orders"), [
    ("1", "2025-10-01", 2), ("3", "2023-10-01", 2), ("all", "2019-03-01", 3)])
def test_the_axis_goes_back_a_year_three_or_to_the_first_order(asked, years, first_day, orders):
    found = line_of(asked, years=years)

    assert (found.first_day, found.count("orders")) == (a_day(first_day), orders)


def test_some_kinds_alone_leave_the_others_out_of_lanes_and_events(asked):
    found = line_of(asked).only(("quotes", "contracts"))

    assert found.lanes == ("quotes", "contracts")
    assert {one.kind for one in found.points} == {"quote_lost", "contract_start", "contract_end"}
    assert line_of(asked).only(()) == line_of(asked)


def test_tables_that_nobody_loaded_are_named(tmp_path):
    bare = asked_of(published(tmp_path, order_line=[a_line("A", "2026-09-01", 100.0)]))

    found = line_of(bare)

    assert found.lanes == ("orders",)
    assert found.missing == ("receivable", "quote", "service_event", "contract", "service_delivery", "survey_response")


def test_notes_are_what_held_at_the_end_of_their_day(home, asked):
    journal, said = home.journal(), {"notes": "they want to save", "told": {}}
    journal.put("heard", "A", {"notes": "a slip", "told": {}}, author="Li", at=AT)
    journal.put("heard", "A", said, author="Li", at=AT + dt.timedelta(hours=1))
    journal.put("plan", "A", {"aim": "x"}, author="Li", at=AT)
    journal.put("plan", "A", None, author="Li", at=AT + dt.timedelta(hours=2))
    for subject in ("p|A|data_link", "p|B|data_link"):
        journal.put("service_task", subject, {"state": "done"}, author="Li", at=AT)

    noted = entered(journal, "A").noted

    assert [(one.kind, one.what, one.day) for one in noted] == [
        ("heard", "they want to save", AT.astimezone().date()), ("service_done", "data_link", AT.astimezone().date())]
    words = with_service_words(words_in("en"), asked.catalogue)
    assert [happening_said(one, words) for one in noted] == [
        "Heard: they want to save", "Service given: Data link for orders and stock"]
