"""Figures of the review: bars begin at zero, a step is as long as it is large, colours mean one thing."""

import math

import pandas as pd
import pytest

from kadash.charts.bridge import bridge_steps, margin_bridge_chart
from kadash.charts.history import days_late, revenue_and_contribution
from kadash.charts.theme import LIGHT
from kadash.language import words_in
from kadash.reviews.bridge import Bar, Bridge

WORDS = words_in("en")


def test_each_step_begins_where_the_last_one_ended_and_the_sums_at_zero() -> None:
    steps = bridge_steps(("now", 100.0), [("gold", 30.0), ("lead", -10.0)], ("then", 120.0))

    assert [(step.start, step.length, step.is_total) for step in steps] == [
        (0.0, 100.0, True), (100.0, 30.0, False), (130.0, -10.0, False), (0.0, 120.0, True)]


def test_an_account_below_zero_is_drawn_to_the_left_of_zero() -> None:
    figure = margin_bridge_chart(Bridge("contribution", 10.0, -20.0, (Bar("cost", -30.0),)), WORDS, LIGHT)

    low, high = figure.layout.xaxis.range
    assert low <= -20.0 and high > 10.0
    assert list(figure.data[0].y) == ["Year before", "Cost of goods", "Last 12 months"]


def test_a_month_that_lost_money_is_drawn_in_the_colour_of_loss_and_unknown_cost_draws_no_contribution() -> None:
    months = pd.DataFrame({"month": pd.to_datetime(["2026-01-01", "2026-02-01"]), "revenue": [10.0, 10.0],
                           "contribution": [2.0, -1.0]})

    known = revenue_and_contribution(months, WORDS, LIGHT)
    unknown = revenue_and_contribution(months.assign(contribution=math.nan), WORDS, LIGHT)

    assert list(known.data[1].marker.color) == [LIGHT.earned, LIGHT.lost]
    assert "Contribution" in known.layout.annotations[0].text
    assert "Contribution" not in unknown.layout.annotations[0].text


def test_days_late_rise_in_the_colour_of_loss_and_days_early_fall() -> None:
    months = pd.DataFrame({"month": pd.to_datetime(["2026-01-01", "2026-02-01"]), "days_late": [12.0, -3.0]})

    figure = days_late(months, WORDS, LIGHT)

    assert list(figure.data[0].marker.color) == [LIGHT.lost, LIGHT.earned]
    assert list(figure.layout.yaxis.ticktext) == ["-3 days", "0 days", "12 days"]


def test_sums_below_zero_have_room_for_their_labels() -> None:
    figure = margin_bridge_chart(Bridge("contribution", -150.0, -200.0, (Bar("cost", -50.0),)), WORDS, LIGHT)

    low, high = figure.layout.xaxis.range
    assert low < -200
    assert high == pytest.approx(44.0)  # zero and 22 % of what the bars reach
