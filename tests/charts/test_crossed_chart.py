"""Two schemes crossed: where each cell stands, how full its colour is, what a click gives."""

from __future__ import annotations

import pandas as pd

from kadash.charts.crossed import crossed_cells, crossed_chart
from kadash.charts.theme import LIGHT
from kadash.language import words_in

ROWS, COLUMNS = {"gold": "Gold", "lead": "<b>Lead"}, {"mvc": "Most valuable", "bz": "Below zero"}
CELLS = pd.DataFrame({
    "layer": ["gold", "lead"], "other_layer": ["mvc", "bz"], "accounts": [4, 1], "contribution_12m": [100.0, -25.0]})


def figure(value: str, chosen: str | None = None):
    cells = crossed_cells(CELLS, value, ROWS, COLUMNS, words_in("en"))
    return crossed_chart(cells, ROWS, COLUMNS, chosen, LIGHT)


def test_a_cell_stands_in_its_row_and_column_and_a_click_gives_both():
    bars = figure("accounts").data[0]

    assert list(bars.x) == [0, 1]
    assert [round(base + side / 2) for base, side in zip(bars.base, bars.y, strict=True)] == [0, 1]
    assert list(bars.customdata) == ["gold~mvc", "lead~bz"]
    assert list(bars.text) == ["4", "1"]


def test_colour_is_fuller_with_more_and_money_lost_has_its_own():
    bars = figure("contribution_12m").data[0]

    assert list(bars.marker.color) == ["rgba(15,118,110,0.6)", "rgba(194,65,12,0.35)"]
    assert list(bars.text) == ["100", "-25"]


def test_the_cell_looked_into_has_a_frame():
    assert list(figure("accounts", "lead~bz").data[0].marker.line.width) == [0, 3]


def test_names_are_text_and_not_markup():
    assert list(figure("accounts").layout.yaxis.ticktext) == ["Gold", "&lt;b&gt;Lead"]
