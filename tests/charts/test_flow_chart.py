"""Moves between layers: as thick as they are many."""

from __future__ import annotations

import pandas as pd

from kadash.charts.flow import flow, flow_chart
from kadash.charts.theme import LIGHT
from kadash.language import words_in

MOVES = pd.DataFrame(
    [("gold", "iron", 10, "down"), ("iron", "gold", 30, "up"), ("iron", "lead", 60, "down")],
    columns=["from_layer", "to_layer", "accounts", "way"])
NAMES = {"gold": "Gold", "iron": "Iron", "lead": "<b>Lead", "one_off": "One-off"}


def test_ribbons_are_as_thick_as_their_accounts_and_lie_side_by_side():
    ribbons, left, right = flow(MOVES, list(NAMES))

    assert [(r.before, r.now, r.accounts) for r in ribbons] == [
        ("gold", "iron", 10), ("iron", "gold", 30), ("iron", "lead", 60)]
    assert left.tops == {"gold": 0.0, "iron": 16.0}
    assert right.tops == {"gold": 0.0, "iron": 36.0, "lead": 52.0}
    assert [(r.start, r.end) for r in ribbons] == [(0.0, 36.0), (16.0, 0.0), (46.0, 52.0)]


def test_both_sides_say_how_many_left_and_how_many_came():
    texts = [note.text for note in flow_chart(MOVES, NAMES, words_in("en"), LIGHT).layout.annotations]

    assert "Iron <b>−90</b>" in texts
    assert "Gold <b>+30</b>" in texts


def test_up_is_the_colour_of_money_earned_and_down_that_of_money_lost():
    colours = [trace.fillcolor for trace in flow_chart(MOVES, NAMES, words_in("en"), LIGHT).data]

    assert colours == [LIGHT.lost, LIGHT.earned, LIGHT.lost]


def test_names_are_text_and_not_markup():
    figure = flow_chart(MOVES, NAMES, words_in("en"), LIGHT)

    assert "&lt;b&gt;Lead <b>+60</b>" in [note.text for note in figure.layout.annotations]
