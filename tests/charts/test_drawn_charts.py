"""Charts drawn as HTML: bars begin at nought, a step is as long as it is large, names of the data stay text."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from kadash.charts import drawn, what_if
from kadash.charts.theme import DARK, LIGHT, Theme
from kadash.language import words_in
from kadash.scenarios.outcome import Between, Totals

WORDS = words_in("en")


def boxes(chart: str) -> list[tuple[str, float, float]]:
    """Colour, left end and width in per cent of every bar."""
    found = re.findall(r'<i class="(\w)" style="left:([\d.]+)%;width:([\d.]+)%"', chart)
    return [(kind, float(left), float(width)) for kind, left, width in found]


def test_a_bridge_starts_at_nought_and_each_step_where_the_last_one_ended():
    chart = what_if.equity_bridge([("Gold", 30.0), ("Lead", -10.0)], 100.0, 120.0, WORDS)

    assert boxes(chart) == [("t", 0.0, 76.92), ("e", 76.92, 23.08), ("l", 92.31, 7.69), ("t", 0.0, 92.31)]
    assert re.findall(r"<b[^>]*>([^<]+)</b>", chart) == ["100", "+30", "-10", "120"]


def test_before_any_lever_the_layers_add_up_to_the_equity_of_today():
    chart = what_if.equity_now([("Gold", 60.0), ("Lead", 40.0)], 100.0, WORDS)

    assert boxes(chart) == [("e", 0.0, 60.0), ("e", 60.0, 40.0), ("t", 0.0, 100.0)]


def test_a_point_that_costs_is_drawn_to_the_left_of_nought_in_the_colour_of_loss():
    chart = what_if.point_values([("Gold", 30.0, "30"), ("Lead", -10.0, "-10")], WORDS)

    assert boxes(chart) == [("e", 25.0, 75.0), ("l", 0.0, 25.0)]


def test_where_nothing_is_worth_anything_the_chart_still_stands():
    assert boxes(what_if.point_values([("Gold", 0.0, "0")], WORDS)) == []


def test_base_and_scenario_stand_together_year_by_year_from_nought():
    years = pd.DataFrame({"year": [1, 2], "base_profit": [10.0, 8.0], "scenario_profit": [12.0, -4.0]})

    chart = what_if.yearly_profit(years, WORDS)

    heights = re.findall(r'<i (class="[sl ]+" )?style="bottom:([\d.]+)%;height:([\d.]+)%"', chart)
    assert [(front.strip(), float(at), float(tall)) for front, at, tall in heights] == [
        ("", 25.0, 62.5), ('class="s"', 25.0, 75.0), ("", 25.0, 50.0), ('class="s l"', 0.0, 25.0)]
    assert "Year 2: now 8, scenario -4" in chart


def test_a_range_is_a_line_with_a_dot_where_the_value_is():
    ends = (Totals(50.0, 0.0), Totals(100.0, 0.0))

    chart = what_if.how_sure(Totals(75.0, 0.0), Totals(75.0, 0.0), Between(ends, ends, ends), WORDS)

    assert chart.count('<em class="c" style="left:50.00%;width:50.00%">') == 1
    assert chart.count('style="left:75.00%"></s>') == 2
    assert "50 to 100" in chart


def test_a_tornado_goes_both_ways_from_one_nought():
    chart = what_if.moves_most([("Retention", -20.0, 30.0)], WORDS)

    lost, earned = boxes(chart)
    assert (lost[0], earned[0]) == ("l", "e")
    assert lost[1] + lost[2] == pytest.approx(earned[1], abs=0.02)
    assert earned[2] / lost[2] == pytest.approx(1.5, abs=0.01)


def test_a_name_that_is_html_is_drawn_letter_by_letter():
    chart = what_if.point_values([("<b onclick=x>Bold & Co</b>", 1.0, "1")], WORDS, alt='a "quoted" name')

    assert "&lt;b onclick=x&gt;Bold &amp; Co&lt;/b&gt;" in chart
    assert 'aria-label="a &quot;quoted&quot; name"' in chart


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_money_earned_and_lost_have_the_colours_of_the_theme(look: Theme):
    rules = drawn.style(look)

    assert f".kd .e{{background:{look.earned}}}" in rules
    assert f".kd .l{{background:{look.lost}}}" in rules


def test_bars_to_both_sides_keep_room_for_the_texts_of_both_sides() -> None:
    chart = drawn.two_sided(
        [("Retention", (-43.0, "-4,345.4万"), (26.0, "+26")), ("Price", (-1.0, "-1"), (1.0, "+1"))], "alt")

    assert "--room:2.5em;--west:6.5em" in chart  # 3 and 8 letters and a wide one, with .8 to spare
    assert 'class="w" style="left:0.00%">-4,345.4万<' in chart
