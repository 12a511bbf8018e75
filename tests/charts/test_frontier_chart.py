"""The frontier as HTML: the line from nought to all money, the plan where its figures are, stripes that tell more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.charts.frontier import HEAD_ROOM, SLOTS, ground
from kadash.language import Words, words_in

BUDGET, GAIN = [0.0, 50_000.0, 100_000.0], [0.0, 800_000.0, 1_000_000.0]


def drawn(budget: Sequence[float], gain: Sequence[float], plan: tuple[float, float], words: Words) -> str:
    return ground(budget, gain, words).with_plan(plan, words)


def test_the_plan_stands_at_its_cost_and_gain_with_both_in_words():
    chart = drawn(BUDGET, GAIN, (25_000.0, 550_000.0), words_in("en"))

    place = f"left:25.00%;bottom:{55.0 / HEAD_ROOM:.2f}%"
    assert f'<s style="{place}"></s><b style="{place}">Plan: 25K<br>earns 550K</b>' in chart


def test_words_of_a_plan_far_to_the_right_stand_at_its_left_inside_the_picture():
    assert '<b class="w" style="left:90.00%' in drawn(BUDGET, GAIN, (90_000.0, 900_000.0), words_in("en"))


def test_the_line_runs_through_every_point_and_is_as_thick_where_it_is_steep():
    line = re.findall(r'class="l" style="clip-path:polygon\((.*?)\)"', drawn(
        BUDGET, GAIN, (0.0, 0.0), words_in("zh")))[0]

    assert line.startswith(f"0.00% 100.00%,50.00% {100 - 80 / HEAD_ROOM:.2f}%,100.00% {100 - 100 / HEAD_ROOM:.2f}%,")
    assert line.count("px)") == 2 * len(BUDGET)


def test_pointing_at_a_stripe_tells_what_that_budget_could_earn():
    told = re.findall(r'title="(.*?)"', drawn(BUDGET, GAIN, (0.0, 0.0), words_in("en")))

    assert (len(told), told[-1]) == (SLOTS, "100K could earn 1M")


def test_where_nothing_earns_the_chart_still_stands():
    assert drawn([0.0], [0.0], (0.0, 0.0), words_in("en")).startswith('<div class="kdf"')
