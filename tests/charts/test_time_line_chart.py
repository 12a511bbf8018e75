"""The time line as a picture: a lane a kind, a column a month, and what a shape stands for when it is rested on."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.charts.room import text_px
from kadash.charts.theme import DARK, LIGHT
from kadash.charts.time_line import LANE_PX, time_line_chart
from kadash.language import words_in
from kadash.reviews.happenings import Happening
from kadash.reviews.lanes import LaneMonth, Name, Span, TimeLine

FIRST, AS_OF, SEPTEMBER = dt.date(2025, 10, 1), dt.date(2026, 9, 30), dt.date(2026, 9, 1)
WORDS = words_in("en")


def a_line(*months: LaneMonth, spans: tuple[Span, ...] = (), points: tuple[Happening, ...] = ()) -> TimeLine:
    return TimeLine(FIRST, AS_OF, months, spans, points, ())


def quotes(month: dt.date = SEPTEMBER) -> LaneMonth:
    return LaneMonth("quotes", month, 3, 40.0, 0.0, (Name("won", 1, 10.0), Name("lost", 2, 30.0)), ("Q1", "Q2"))


def test_the_parts_of_a_month_lie_upon_each_other_in_the_colours_of_what_they_mean():
    bar, = time_line_chart(a_line(quotes()), WORDS, LIGHT).data

    assert list(bar.marker.color) == [LIGHT.earned, LIGHT.lost]
    assert list(bar.base) == pytest.approx([-1.0, -1.0 + 0.25 * 0.55])
    assert list(bar.y) == pytest.approx([0.25 * 0.55, 0.75 * 0.55])


def test_resting_on_a_month_names_its_rows():
    bar, = time_line_chart(a_line(quotes()), WORDS, LIGHT).data

    assert bar.hovertext[0] == "Sept 2026: 3 quotes, 40<br>won 1, lost 2<br>Q1, Q2 and others"


def test_names_of_exports_are_text_and_not_markup():
    evil = LaneMonth("complaints", SEPTEMBER, 1, None, 1.0, (Name("<b>late", 1),), ("<i>E1",))
    note = Happening(SEPTEMBER, "entered_other", "<img src=x>", None, True)

    figure = time_line_chart(a_line(evil, points=(note,)), WORDS, LIGHT)

    said = " ".join(text for trace in figure.data for text in trace.hovertext)
    assert "&lt;b&gt;late" in said and "&lt;i&gt;E1" in said and "&lt;img src=x&gt;" in said and "<img" not in said


def test_a_contract_runs_from_its_first_day_in_sight_to_its_end():
    frame = Span("contracts", dt.date(2024, 1, 1), dt.date(2026, 12, 31), "frame", "C1", 100.0, "")

    bar, = time_line_chart(a_line(spans=(frame,)), WORDS, LIGHT).data

    day = 86_400_000
    assert (bar.base[0] / day, bar.x[0] / day) == ((FIRST - dt.date(1970, 1, 1)).days, 456)
    assert bar.hovertext[0] == "Contract: frame, 1 Jan 2024 to 31<br>Dec 2026, 100<br>C1"


def test_thousands_of_orders_draw_one_shape_a_month():
    months = [LaneMonth("orders", dt.date(2017 + at // 12, at % 12 + 1, 1), 900, 1e6, 0.0, (), ("O1", "O2", "O3"))
              for at in range(117)]

    figure = time_line_chart(TimeLine(months[0].month, AS_OF, tuple(months), (), (), ()), WORDS, LIGHT)

    assert sum(len(trace.x) for trace in figure.data) == 117


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_lane_has_its_title_and_its_room(look, language):
    months = tuple(LaneMonth(lane, SEPTEMBER, 2, value, 1.0, (), ()) for lane, value in (
        ("orders", 5.0), ("price", 0.9), ("payments", 5.0), ("complaints", None), ("visits", None), ("survey", 0.3)))
    points = (Happening(SEPTEMBER, "tier", "gold", None, False),)

    figure = time_line_chart(a_line(*months, points=points), words_in(language), look)

    assert [note.text.split("</b>")[0] for note in figure.layout.annotations] == [
        f"<b>{words_in(language)(f'review.lane.{lane}')}" for lane in (
            "orders", "price", "payments", "complaints", "visits", "survey", "changes")]
    assert figure.layout.height == 7 * LANE_PX + 26


def test_a_bad_answer_has_the_colour_of_loss():
    dots = [LaneMonth("survey", month, 1, value, 0.0, (), ()) for month, value in (
        (dt.date(2026, 8, 1), 0.49), (SEPTEMBER, 0.5))]

    figure = time_line_chart(a_line(*dots), WORDS, LIGHT)

    assert list(figure.data[0].marker.color) == [LIGHT.lost, LIGHT.earned]


def test_the_last_mark_of_three_years_has_room_for_its_half_on_a_phone():
    change = Happening(AS_OF, "tier", "gold", None, False)

    figure = time_line_chart(TimeLine(dt.date(2023, 10, 1), AS_OF, (), (), (change,), ()), WORDS, LIGHT)

    day = 86_400_000
    assert figure.layout.xaxis.range[1] / day - (AS_OF - dt.date(1970, 1, 1)).days == pytest.approx(32.85)


def test_what_a_shape_says_is_no_wider_than_a_phone_has_room_for():
    names = tuple(Name(f"Wrong item delivered {at}", 3) for at in range(4))
    month = LaneMonth("complaints", dt.date(2026, 9, 1), 12, None, 2.0, names, ("C1",))

    bar, = time_line_chart(a_line(month), WORDS, LIGHT).data

    lines = bar.hovertext[0].split("<br>")
    assert len(lines) > 3 and max(text_px(line) for line in lines) <= 200
