"""An account's time line: one axis, a lane a kind, a column a month; what runs is a band, what happens once a mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint
from kadash.charts.time_line_said import lane_title, month_said, point_said, span_said
from kadash.language import Words
from kadash.reviews.lanes import LOW_ANSWER, POINTS, Lane, LaneMonth, TimeLine

LANE_PX, AXIS_PX = 54, 26
ROOM = 0.55
"""How much of a lane its columns may fill; above them stands what it shows."""

MARK_SHARE = 0.03
"""Room behind the last day, as a share of the axis: half a mark on the width of a phone."""

_DAY_MS = 86_400_000
_MONTH_MS = 24 * _DAY_MS
_LEAST_SPAN_DAYS = 10
Part = tuple[str, float]
"""A colour, and how much of a column has it."""


def time_line_chart(found: TimeLine, words: Words, look: Theme) -> go.Figure:
    """The lanes from top to bottom, each to its own scale; resting on a shape names what it stands for."""
    figure = go.Figure()
    for place, lane in enumerate(found.lanes):
        floor = -float(place + 1)
        _lane(figure, found, lane, floor, words, look)
        figure.add_annotation(x=0, xref="paper", y=floor + 0.97, yanchor="top", xanchor="left", showarrow=False,
                              text=lane_title(found, lane, words, look), font={"size": 12, "color": look.quiet_text})
        figure.add_hline(y=floor, line_color=look.faint, line_width=1)
    if found.last_day > found.as_of:
        figure.add_vline(x=_ms(found.as_of), line_color=look.context, line_width=1, line_dash="dot")
    beside = max(16 * _DAY_MS, round(MARK_SHARE * (_ms(found.last_day) - _ms(found.first_day))))
    first, last = _ms(found.first_day) - 4 * _DAY_MS, _ms(found.last_day) + beside
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(type="date", range=[first, last], tickformat="%Y-%m", nticks=7)
    figure.update_yaxes(visible=False, range=[-len(found.lanes) - 0.02, 0.02])
    return calm(figure, look, LANE_PX * max(len(found.lanes), 1) + AXIS_PX)


def _lane(figure: go.Figure, found: TimeLine, lane: Lane, floor: float, words: Words, look: Theme) -> None:
    months = found.of(lane)
    if lane == "price":
        _line(figure, months, floor, words, look)
    elif lane == "survey":
        _dots(figure, months, floor, words, look)
    elif months:
        _columns(figure, months, floor, words, look)
    _spans(figure, found, lane, floor, words, look)
    if lane in POINTS:
        _marks(figure, found, lane, floor, words, look)


def _columns(figure: go.Figure, months: Sequence[LaneMonth], floor: float, words: Words, look: Theme) -> None:
    """A column a month, its parts upon each other; a month below nought is a thin line in the colour of loss."""
    most = max((one.height for one in months), default=0.0) or 1.0
    boxes = []
    for one in months:
        below = floor
        for colour, amount in _parts(one, look):
            height = max(amount, 0.0) / most * ROOM or (0.02 if amount < 0 else 0.0)
            if height:
                boxes.append((_middle(one.month), height, below, colour, month_said(one, words)))
            below += height
    figure.add_bar(
        x=[box[0] for box in boxes], y=[box[1] for box in boxes], base=[box[2] for box in boxes], width=_MONTH_MS,
        marker={"color": [box[3] for box in boxes], "line": {"width": 0}}, hovertext=[box[4] for box in boxes],
        hoverinfo="text")


def _parts(one: LaneMonth, look: Theme) -> list[Part]:
    """What a month's column is made of, from below."""
    if one.lane == "quotes":
        by_outcome = {name.name: name.value or 0.0 for name in one.names}
        return [(look.earned, by_outcome.get("won", 0.0)), (look.lost, by_outcome.get("lost", 0.0)),
                (look.context, by_outcome.get("open", 0.0))]
    if one.lane in ("complaints", "payments"):
        rest = look.earned if one.lane == "payments" else look.context
        return [(look.lost, one.part), (rest, one.height - one.part)]
    if one.height < 0:
        return [(look.lost, one.height)]
    return [(look.earned if one.lane == "orders" else look.context, one.height)]


def _line(figure: go.Figure, months: Sequence[LaneMonth], floor: float, words: Words, look: Theme) -> None:
    """The price against list, between its lowest and its highest."""
    values = [one.value or 0.0 for one in months]
    low, reach = min(values), (max(values) - min(values)) or 1.0
    heights = [floor + 0.08 + (value - low) / reach * (ROOM - 0.1) for value in values]
    figure.add_scatter(
        x=[_middle(one.month) for one in months], y=heights, mode="lines+markers", hoverinfo="text",
        line={"color": look.text, "width": 1.5}, marker={"size": 5, "color": look.text},
        hovertext=[month_said(one, words) for one in months])


def _dots(figure: go.Figure, months: Sequence[LaneMonth], floor: float, words: Words, look: Theme) -> None:
    """The mean answer of a month, as high as it is good."""
    heights = [floor + 0.1 + (one.value or 0.0) * (ROOM - 0.15) for one in months]
    colours = [look.lost if (one.value or 0.0) < LOW_ANSWER else look.earned for one in months]
    figure.add_scatter(
        x=[_middle(one.month) for one in months], y=heights, mode="markers", hoverinfo="text",
        hovertext=[month_said(one, words) for one in months], marker={"size": 11, "color": colours})


def _spans(figure: go.Figure, found: TimeLine, lane: Lane, floor: float, words: Words, look: Theme) -> None:
    """Bands from first to last day, those that overlap below each other; without an end they run to the as-of date."""
    spans = [one for one in found.spans if one.lane == lane]
    for place, one in enumerate(spans):
        start = max(one.first_day, found.first_day)
        end = min(one.last_day or (found.as_of if lane == "contracts" else one.first_day), found.last_day)
        days = max((end - start).days, _LEAST_SPAN_DAYS)
        each = ROOM / len(spans)
        figure.add_bar(
            y=[floor + ROOM - (place + 0.5) * each], x=[days * _DAY_MS], base=[_ms(start)], orientation="h",
            width=min(each * 0.8, 0.3), marker={"color": faint(look.earned, 0.75), "line": {"width": 0}},
            hovertext=[span_said(one, words)], hoverinfo="text")


def _marks(figure: go.Figure, found: TimeLine, lane: Lane, floor: float, words: Words, look: Theme) -> None:
    """A mark an event: filled where it may change what the customer values."""
    points = [one for one in found.points if one.lane == lane and one.day >= found.first_day]
    figure.add_scatter(
        x=[_ms(one.day) for one in points], y=[floor + 0.3] * len(points), mode="markers", hoverinfo="text",
        hovertext=[point_said(one, words) for one in points],
        marker={"size": 11, "symbol": "diamond", "line": {"width": 1.5, "color": look.text}, "color": [
            look.lost if one.trigger or one.kind == "flag" else look.context for one in points]})


def _middle(month: dt.date) -> int:
    return _ms(month.replace(day=15))


def _ms(day: dt.date) -> int:
    """A day as Plotly's axes count: milliseconds since 1970, so that no reader's time zone shifts it."""
    return (day - dt.date(1970, 1, 1)).days * _DAY_MS


