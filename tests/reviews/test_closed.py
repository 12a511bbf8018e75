"""Closed reviews, calls and events: frozen bodies read back, and forecast stands against fact."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.reviews.called import call, called_from_body, called_to_body
from kadash.reviews.closed import Came, ClosedReview, Decided, came_of, closed_from_body, closed_to_body
from kadash.reviews.events import events_from_body, events_to_body, kept_events
from kadash.reviews.plan import Action, Plan

CLOSED = ClosedReview(
    dt.date(2026, 9, 30), dt.date(2026, 10, 2), {"revenue_12m": 100.0},
    {"p_buys_12m": 0.9, "revenue_year": 1200.0, "expected_contribution_12m": 240.0}, ("margin_erosion",),
    {"value_tier": "gold"}, ("technical",), (Decided("data_link", 50.0, 10.0, 90.0, 5.0),), 12.0,
    Plan("g", "p", "n", ("data_link",), (Action(30, "call", shared=True),), aim="ours"))


def test_a_closed_review_reads_back_as_it_was_frozen():
    assert closed_from_body(closed_to_body(CLOSED)) == CLOSED
    assert closed_from_body({"as_of": None}) is None


def test_forecasts_count_for_the_part_of_the_year_that_has_passed():
    found = came_of(CLOSED, {"revenue": 330.0, "bought": 1.0}, months=3)

    assert found == (Came("revenue", 300.0, 330.0), Came("contribution", 60.0, None), Came("bought", 0.9, 1.0))


def test_before_a_full_month_has_passed_nothing_is_compared():
    assert came_of(CLOSED, {"revenue": 330.0}, months=0) == ()


def test_after_a_year_the_forecast_is_that_of_the_year():
    assert came_of(CLOSED, {"revenue": 9.0}, months=15)[0].forecast == 1200.0


def test_a_call_needs_a_reason_and_comes_up_again_on_its_day():
    found = call("strategic", " seat in planning ", dt.date(2026, 10, 5), 12, "unsure")

    assert called_from_body(called_to_body(found)) == found
    assert not found.is_due(dt.date(2027, 10, 4)) and found.is_due(dt.date(2027, 10, 5))
    with pytest.raises(ValueError, match="reason"):
        call("strategic", "  ", dt.date(2026, 10, 5), 12, "unsure")


def test_events_stand_in_the_order_of_their_days_and_those_without_a_day_are_left_out():
    found = kept_events([{"day": "2026-08-01", "kind": "new_plant", "what": "plant 2"}, {"kind": "rival", "what": "x"},
                         {"day": "2026-03-01", "kind": "lost_project", "what": ""}])

    assert [one.kind for one in found] == ["lost_project", "new_plant"]
    assert events_from_body(events_to_body(found)) == found
