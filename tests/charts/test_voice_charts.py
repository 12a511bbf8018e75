"""The charts of Customer voice: colours say what to mend, names stay apart, unknown expectations are left out."""

from __future__ import annotations

import pandas as pd

from kadash.charts.theme import LIGHT
from kadash.charts.voice import gap_chart, layers_chart, map_chart
from kadash.language import words_in

WORDS = words_in("en")
NAN = float("nan")


def placed(*rows: tuple[str, float, float, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "performance", "importance", "place"]).assign(
        said="", importance_line=0.5, performance_line=0.6)


def test_what_to_mend_is_orange_what_to_keep_green_the_rest_grey() -> None:
    drivers = placed(("value", .4, .9, "mend_first"), ("quality", .8, .8, "keep_up"),
                     ("empathy", .5, .1, "can_wait"), ("tangibles", .5, NAN, None))

    dots = map_chart(drivers, WORDS, LIGHT).data[0]

    assert list(dots.text) == ["value", "quality", "empathy"]
    assert list(dots.marker.color) == [LIGHT.lost, LIGHT.earned, LIGHT.context]


def test_the_names_of_dots_that_lie_close_stand_on_different_sides() -> None:
    dots = map_chart(placed(("reliability", .70, .50, "keep_up"), ("satisfaction", .705, .52, "keep_up"),
                            ("value", .2, .9, "mend_first")), WORDS, LIGHT).data[0]

    assert dots.textposition[0] != dots.textposition[1]


def test_a_map_of_one_driver_can_be_drawn() -> None:
    assert len(map_chart(placed(("value", .5, .5, "keep_up")), WORDS, LIGHT).data[0].x) == 1


def test_a_driver_without_an_expectation_is_a_dot_alone() -> None:
    rows = pd.DataFrame({"name": ["a<b", "c"], "performance": [.5, .5], "expectation": [.8, NAN],
                         "said": ["50 / 80", "50"]})

    figure = gap_chart(rows, WORDS, LIGHT)

    assert [trace.mode for trace in figure.data] == ["lines", "markers", "markers", "markers"]
    assert figure.data[0].y == ("a&lt;b", "a&lt;b")
    assert [note.text for note in figure.layout.annotations] == ["50 / 80", "50"]


def test_layers_are_rows_in_the_order_given_and_a_driver_nobody_answered_is_a_hole() -> None:
    cells = pd.DataFrame({"row": ["Gold", "Gold", "Lead"], "column": ["value", "quality", "value"],
                          "figure": [.5, .9, .25]})

    heat = layers_chart(cells, 0.6, 0.3, LIGHT).data[0]

    assert list(heat.y) == ["Gold", "Lead"] and list(heat.x) == ["value", "quality"]
    assert heat.z[0].tolist() == [50.0, 90.0]
    assert heat.z[1][0] == 25.0 and heat.z[1][1] != heat.z[1][1]
