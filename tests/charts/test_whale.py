"""What the whale curve and the months show, read back from the figures."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.charts.months import months_against_before
from kadash.charts.theme import DARK, LIGHT, Theme
from kadash.charts.whale import account_ticks, whale_curve
from kadash.language import words_in

WORDS = words_in("en")


def steps(*amounts: float) -> pd.DataFrame:
    return pd.DataFrame({"accounts": range(1, len(amounts) + 1), "amount": amounts})


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_line_changes_from_earned_to_lost_at_its_peak(look: Theme) -> None:
    figure = whale_curve(steps(60, 110, 120, 100), half=1, words=WORDS, look=look)

    up, down = figure.data[:2]

    assert (list(up.x), up.line.color) == ([0, 1, 2, 3], look.earned)
    assert (list(down.x), list(down.y), down.line.color) == ([3, 4], [120, 100], look.lost)


def test_half_peak_and_loss_are_named_on_the_curve() -> None:
    figure = whale_curve(steps(60, 110, 120, 100), half=1, words=WORDS, look=LIGHT)

    assert [note.text for note in figure.layout.annotations] == [
        "half from one account", "120% after 3 accounts", "-20"]


def test_a_curve_without_a_tail_names_no_loss() -> None:
    figure = whale_curve(steps(60, 100), half=1, words=WORDS, look=LIGHT)

    assert [note.text for note in figure.layout.annotations] == ["half from one account"]


def test_accounts_that_bring_and_cost_nothing_are_not_drawn_as_a_loss() -> None:
    figure = whale_curve(steps(60, 100, 100, 100), half=1, words=WORDS, look=LIGHT)

    assert list(figure.data[0].x) == [0, 1, 2, 3, 4]
    assert LIGHT.lost not in [line.line.color for line in figure.data]


def test_a_total_below_zero_is_drawn_in_money_not_in_shares() -> None:
    figure = whale_curve(steps(20, -30), half=None, words=WORDS, look=LIGHT)

    assert list(figure.layout.yaxis.ticktext) == ["-30", "0", "20"]


@pytest.mark.parametrize("last, ticks", [
    (1, [0, 1]), (7, [0, 2, 4, 7]), (50, [0, 20, 50]), (375, [0, 100, 200, 300, 375]),
    (200_000, [0, 50_000, 100_000, 150_000, 200_000])])
def test_accounts_are_named_in_round_steps_and_at_the_last(last: int, ticks: list[int]) -> None:
    assert account_ticks(last) == ticks


def test_a_month_that_lost_money_has_the_colour_of_money_lost() -> None:
    months = pd.DataFrame({"month": pd.to_datetime(["2026-08-01", "2026-09-01"]), "amount": [5.0, -2.0],
                           "before": [4.0, 3.0]})

    before, now = months_against_before(months, "contribution", WORDS, LIGHT).data

    assert list(now.marker.color) == [LIGHT.earned, LIGHT.lost]
    assert (list(before.y), before.marker.color) == ([4, 3], LIGHT.context)
    assert now.customdata[1] == "Sept 2026: -2, a year before 3"
