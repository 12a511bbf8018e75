"""Figures of what-if and review: bars begin at zero, a step is as long as it is large, colours mean one thing."""

import math

import pandas as pd
import pytest

from kadash.charts.bridge import bridge_steps, equity_bridge, equity_now, margin_bridge_chart
from kadash.charts.history import days_late, revenue_and_contribution
from kadash.charts.points import point_values
from kadash.charts.theme import DARK, LIGHT, Theme
from kadash.charts.yearly import yearly_profit
from kadash.language import words_in
from kadash.reviews.bridge import Bar, Bridge

WORDS = words_in("en")


def layers() -> pd.DataFrame:
    return pd.DataFrame({"name": ["Gold", "Lead"], "change": [30.0, -10.0], "base_equity": [60.0, 40.0],
                         "point_value": [5.0, -1.0]})


def test_each_step_begins_where_the_last_one_ended_and_the_sums_at_zero() -> None:
    steps = bridge_steps(("now", 100.0), [("gold", 30.0), ("lead", -10.0)], ("then", 120.0))

    assert [(step.start, step.length, step.is_total) for step in steps] == [
        (0.0, 100.0, True), (100.0, 30.0, False), (130.0, -10.0, False), (0.0, 120.0, True)]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_equity_bridge_starts_at_zero_and_shows_what_was_lost_in_the_colour_of_loss(look: Theme) -> None:
    figure = equity_bridge(layers(), 100.0, 120.0, WORDS, look)

    low, high = figure.layout.xaxis.range
    assert low <= 0.0 and high > 130.0
    assert list(figure.data[0].marker.color) == [look.quiet_text, look.earned, look.lost, look.quiet_text]
    assert [note.text for note in figure.layout.annotations] == ["<b>100</b>", "+30", "-10", "<b>120</b>"]


def test_before_any_lever_the_layers_add_up_to_the_equity_of_today() -> None:
    figure = equity_now(layers(), 100.0, WORDS, LIGHT)

    assert list(figure.data[0].base) == [0.0, 60.0, 0.0]
    assert list(figure.data[0].x) == [60.0, 40.0, 100.0]


def test_an_account_below_zero_is_drawn_to_the_left_of_zero() -> None:
    figure = margin_bridge_chart(Bridge("contribution", 10.0, -20.0, (Bar("cost", -30.0),)), WORDS, LIGHT)

    low, high = figure.layout.xaxis.range
    assert low <= -20.0 and high > 10.0
    assert list(figure.data[0].y) == ["Year before", "Cost of goods", "Last 12 months"]


def test_a_point_that_costs_is_drawn_in_the_colour_of_loss() -> None:
    figure = point_values(layers(), WORDS, LIGHT)

    assert list(figure.data[0].marker.color) == [LIGHT.earned, LIGHT.lost]
    assert list(figure.data[0].text) == ["5", "-1"]


def test_base_and_scenario_stand_together_year_by_year() -> None:
    years = pd.DataFrame({"year": [1, 2], "base_profit": [10.0, 8.0], "scenario_profit": [11.0, 9.5]})

    figure = yearly_profit(years, WORDS, LIGHT)

    assert list(figure.data[0].y) == [10.0, 8.0]
    assert list(figure.data[1].y) == [11.0, 9.5]
    assert figure.layout.yaxis.range[0] == 0.0


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
