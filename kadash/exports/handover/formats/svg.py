"""Charts as SVG: for the page and for the PDF. Text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from kadash.charts.room import text_px
from kadash.charts.ticks import round_ticks
from kadash.exports.handover.content import BarChart, Bridge, Chart, MonthChart, Series, Unit
from kadash.exports.handover.formats.colours import BY_MEANING, FAINT, QUIET, TEXT, of_step

SIZE_PX = 12
ROW_PX, BAR_PX = 23, 14
COLUMNS_PX = 205
_MARGIN = 8
_LABEL_PX = 44
"""How wide a value at the end of a line is: no part of the line may run through it."""

Height = Callable[[float], float]
"""Where on the drawing a value lies."""


def svg_chart(chart: Chart, width: int, fonts: str) -> str:
    """The chart so many pixels wide, in the fonts that are named (as CSS has them)."""
    drawn = _Drawing(width)
    match chart:
        case MonthChart():
            _over_time(drawn, chart)
        case BarChart():
            _bars(drawn, chart)
        case Bridge():
            _bridge(drawn, chart)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {drawn.height:.0f}" role="img" '
            f'aria-label="{escape(chart.alt)}" font-family="{escape(fonts)}" font-size="{SIZE_PX}">'
            f'{"".join(drawn.parts)}</svg>')


class _Drawing:
    """Shapes in the order they are drawn, and how high they reach."""

    def __init__(self, width: int) -> None:
        self.width, self.height, self.parts = width, 0.0, list[str]()

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.6):.1f}" '
                          f'height="{max(height, 0.6):.1f}" fill="{colour}"/>')

    def line(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 1.0) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick}"/>')

    def text(self, x: float, y: float, text: str, anchor: str = "start", colour: str = TEXT,
             bold: bool = False) -> None:
        weight = ' font-weight="700"' if bold else ""
        halo = ' stroke="#FFFFFF" stroke-width="3" paint-order="stroke"' if bold and colour != TEXT else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}{halo}>'
                          f'{escape(text)}</text>')


def _names(drawn: _Drawing, series: Sequence[Series], x: float = 0.0) -> float:
    """What the colours mean, in one line above; gives how much room it took."""
    if len(series) < 2:
        return 0.0
    for one in series:
        drawn.box(x, 4, 10, 10, BY_MEANING[one.colour])
        drawn.text(x + 15, 14, one.name, colour=QUIET)
        x += 15 + text_px(one.name, SIZE_PX) * 1.15 + 18
    return 24.0


def _over_time(drawn: _Drawing, chart: MonthChart) -> None:
    top = _names(drawn, chart.series) + 8
    known = [value for one in chart.series for value in one.values if value is not None] or [0.0]
    is_line = chart.drawn_as == "lines"
    low, high = _reach(known, is_line)
    ticks = [tick for tick in round_ticks(0.0, high, 4 if not is_line else round(4 * high / (high - low)))
             if tick >= low] if is_line else round_ticks(low, high)
    left = max(text_px(chart.unit.written(tick), SIZE_PX) for tick in ticks) * 1.2 + 8
    bottom, right = top + COLUMNS_PX, drawn.width - _MARGIN

    def height(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    for tick in ticks:
        drawn.line([(left, height(tick)), (right, height(tick))], FAINT)
        drawn.text(left - 6, height(tick) + 4, chart.unit.written(tick) if tick else "0", "end", QUIET)
    labels = [f"{month:%Y-%m}" for month in chart.months]
    step = (right - left) / max(len(labels), 1)
    if is_line:
        _lines(drawn, chart.series, left, step, height, chart.unit)
    else:
        _columns(drawn, chart.series, left, step, height)
    _months(drawn, labels, left, step, bottom + 17)
    drawn.height = bottom + 26


def _reach(known: Sequence[float], is_line: bool) -> tuple[float, float]:
    """From where to where the axis goes: columns from nought, a line around what it shows."""
    low, high = min(known), max(known)
    if is_line:
        around = max((high - low) * 0.25, 0.005)
        return max(0.0, low - around) if low >= 0 else low - around, high + around
    low, high = min(0.0, low), max(0.0, high)
    return (low, high) if high > low else (0.0, 1.0)


def _columns(drawn: _Drawing, series: Sequence[Series], left: float, step: float, height: Height) -> None:
    nought = height(0.0)
    for place, one in enumerate(series):
        room = step * (0.78 if place == 0 else 0.48)
        for at, value in enumerate(one.values):
            if value:
                y = height(value)
                drawn.box(left + at * step + (step - room) / 2, min(y, nought), room, abs(y - nought),
                          BY_MEANING[one.colour_of(value)])


def _lines(drawn: _Drawing, series: Sequence[Series], left: float, step: float, height: Height, unit: Unit) -> None:
    for one in series:
        points = [(left + (at + 0.5) * step, height(value), value) for at, value in enumerate(one.values)
                  if value is not None]
        drawn.line([(x, y) for x, y, _ in points], BY_MEANING[one.colour], 2.2)
        for (x, _, value), anchor in zip((points[0], points[-1]), ("start", "end"), strict=True):
            above = min(there for at, there, _ in points if abs(at - x) < _LABEL_PX)
            drawn.text(x, above - 9, unit.written(value), anchor, BY_MEANING[one.colour], bold=True)


def _months(drawn: _Drawing, labels: Sequence[str], left: float, step: float, y: float) -> None:
    """As many labels as have room, the last one always."""
    if not labels:
        return
    every = max(1, -(-int(text_px(labels[0], SIZE_PX) * 1.2 + 14) // max(int(step), 1)))
    for at in range(len(labels) - 1, -1, -every):
        x = min(left + (at + 0.5) * step, drawn.width - text_px(labels[at], SIZE_PX) * 0.6)
        if x - text_px(labels[at], SIZE_PX) * 0.6 > left - 24:
            drawn.text(x, y, labels[at], "middle", QUIET)


def _bars(drawn: _Drawing, chart: BarChart) -> None:
    top = _names(drawn, chart.series)
    left = _room_for_names(drawn, chart.labels)
    most = max((value for one in chart.series for value in one.values if value is not None), default=0.0) or 1.0
    room = drawn.width - left - _room_for_values(chart.unit, most)
    high = BAR_PX * len(chart.series) + 10
    for at, label in enumerate(chart.labels):
        y = top + at * high + 4
        drawn.text(left - 8, y + (high - 10) / 2 + 4, _cut(label, left - 12), "end")
        for place, one in enumerate(chart.series):
            value = one.values[at]
            if value is None:
                continue
            drawn.box(left, y + place * BAR_PX, max(value, 0.0) / most * room, BAR_PX - 2, BY_MEANING[one.colour])
            drawn.text(left + max(value, 0.0) / most * room + 5, y + place * BAR_PX + 11, chart.unit.written(value),
                       colour=TEXT if place == 0 else QUIET)
    drawn.height = top + len(chart.labels) * high + 4


def _bridge(drawn: _Drawing, chart: Bridge) -> None:
    left = _room_for_names(drawn, [step.name for step in chart.steps])
    low = min(0.0, *(step.low for step in chart.steps))
    high = max(0.0, *(step.high for step in chart.steps))
    room = drawn.width - left - max(text_px(step.text, SIZE_PX) for step in chart.steps) * 1.25 - 10

    def place(value: float) -> float:
        return left + (value - low) / ((high - low) or 1.0) * room

    for at, step in enumerate(chart.steps):
        y = at * ROW_PX + 4
        drawn.text(left - 8, y + 12, _cut(step.name, left - 12), "end", bold=step.is_total)
        drawn.box(place(step.low), y, place(step.high) - place(step.low), ROW_PX - 8, of_step(step))
        drawn.text(place(step.high) + 5, y + 12, step.text, bold=step.is_total)
    drawn.height = len(chart.steps) * ROW_PX + 8
    drawn.line([(place(0.0), 0), (place(0.0), drawn.height - 4)], FAINT)


def _room_for_names(drawn: _Drawing, names: Sequence[str]) -> float:
    widest = max((text_px(name, SIZE_PX) for name in names), default=0) * 1.15 + 12
    return min(widest, drawn.width * 0.42)


def _room_for_values(unit: Unit, most: float) -> float:
    return text_px(unit.written(most), SIZE_PX) * 1.25 + 14


def _cut(text: str, room: float) -> str:
    """A name that has no room is shortened at its end: the whole of it stands in the table or workbook beside it."""
    if text_px(text, SIZE_PX) * 1.12 <= room:
        return text
    while text and text_px(text, SIZE_PX) * 1.12 + 12 > room:
        text = text[:-1]
    return f"{text}…"
