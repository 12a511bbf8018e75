"""The pyramid's bars: what stands where, and in which colour."""

from __future__ import annotations

import pandas as pd

from kadash.charts.pyramid import pyramid_chart
from kadash.charts.theme import DARK, LIGHT
from kadash.language import words_in

LAYERS = pd.DataFrame({
    "layer": ["mvc", "bz"], "name": ["Most valuable", "Below <zero>"], "accounts": [1, 3],
    "accounts_share": [0.25, 0.75], "revenue_share": [0.6, 0.4], "contribution_share": [1.1, -0.1],
    "lifetime_share": [0.9, 0.1],
})
UNKNOWN = float("nan")


def test_accounts_stand_left_and_contribution_revenue_and_lifetime_value_right():
    accounts, earned, revenue, lifetime = pyramid_chart(LAYERS, "contribution", None, words_in("en"), LIGHT).data

    assert (list(accounts.x), accounts.xaxis, list(accounts.text)) == ([0.25, 0.75], "x", ["25%", "75%"])
    assert (list(earned.x), earned.xaxis) == ([1.1, -0.1], "x2")
    assert list(revenue.x) == [0.6, 0.4]
    assert (list(lifetime.x), list(lifetime.customdata)) == ([0.9, 0.1], ["mvc", "bz"])


def test_a_layer_that_costs_money_has_the_colour_of_money_lost():
    earned = pyramid_chart(LAYERS, "contribution", None, words_in("en"), DARK).data[1]

    assert list(earned.marker.color) == [DARK.layers[0], DARK.lost]


def test_where_all_together_earn_nothing_a_share_of_it_is_a_dash_not_nought():
    unknown = LAYERS.assign(contribution_share=UNKNOWN)

    earned = pyramid_chart(unknown, "contribution", None, words_in("en"), LIGHT).data[1]

    assert list(earned.text) == ["<b>–</b>", "<b>–</b>"]


def test_where_no_cost_is_known_only_revenue_is_drawn():
    unknown = LAYERS.assign(contribution_share=UNKNOWN)

    figure = pyramid_chart(unknown, "revenue", None, words_in("en"), LIGHT)

    assert [list(trace.x) for trace in figure.data] == [[0.25, 0.75], [0.6, 0.4]]


def test_the_layer_looked_into_stays_bright_and_a_click_gives_its_code():
    accounts = pyramid_chart(LAYERS, "contribution", "bz", words_in("en"), LIGHT).data[0]

    assert list(accounts.marker.color) == ["rgba(154,165,161,0.4)", LIGHT.context]
    assert list(accounts.customdata) == ["mvc", "bz"]


def test_names_are_text_and_not_markup():
    figure = pyramid_chart(LAYERS, "contribution", "bz", words_in("en"), LIGHT)

    assert "<b>Below &lt;zero&gt;</b>" in [note.text for note in figure.layout.annotations]
