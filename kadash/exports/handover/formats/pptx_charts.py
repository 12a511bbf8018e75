"""Native charts of slides: editable, in the colours of the pages."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from kadash.exports.handover.clean import inert
from kadash.exports.handover.content import BarChart, Bridge, Chart, MonthChart, Series, Unit
from kadash.exports.handover.formats.colours import BY_MEANING, FAINT, QUIET, TEXT, of_step

Place = tuple[int, int, int, int]
"""Left, top, width, height, in the units of slides."""

_SIZE = Pt(11)
_CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MONTHS = {"columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "lines": XL_CHART_TYPE.LINE}


def add_chart(slide: Any, chart: Chart, place: Place) -> None:
    """The chart on the slide, with its alternative text."""
    frame = slide.shapes.add_chart(_kind(chart), *place, _data(chart))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    native = frame.chart
    native.has_title = False
    native.font.size, native.font.color.rgb = _SIZE, _rgb(TEXT)
    match chart:
        case Bridge():
            _bridge(native, chart)
        case BarChart():
            _bars(native, chart)
        case MonthChart():
            _over_time(native, chart)


def _kind(chart: Chart) -> Any:
    match chart:
        case Bridge():
            return XL_CHART_TYPE.BAR_STACKED
        case BarChart():
            return XL_CHART_TYPE.BAR_CLUSTERED
        case MonthChart():
            return _MONTHS[chart.drawn_as]


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData(number_format=chart.unit.excel)
    if isinstance(chart, Bridge):
        data.categories = [inert(f"{step.name}  {step.text}") for step in chart.steps]
        for name, values in bridge_series(chart):
            data.add_series(name, values)
        return data
    if isinstance(chart, BarChart):
        data.categories = [inert(label) for label in chart.labels]
    else:
        data.categories = list(chart.months)
        data.categories.number_format = "yyyy\\-mm"
    for one in chart.series:
        data.add_series(inert(one.name), scaled(one, chart.unit))
    return data


def scaled(series: Series, unit: Unit) -> list[float | None]:
    """The values as the chart holds them: in its unit."""
    return [None if value is None else round(value / unit.divisor, 6) for value in series.values]


def bridge_series(chart: Bridge) -> list[tuple[str, list[float]]]:
    """A bridge as stacked bars: what lies below a step, unseen; the part of it above nought; the part below."""
    hidden, above, under = list[float](), list[float](), list[float]()
    for step in chart.steps:
        low, high = step.low / chart.unit.divisor, step.high / chart.unit.divisor
        hidden.append(round(low if low > 0 else high if high < 0 else 0.0, 6))
        above.append(round(max(high, 0.0) - max(low, 0.0), 6))
        under.append(round(min(low, 0.0) - min(high, 0.0), 6))
    return [(" ", hidden), ("+", above), ("-", under)]


def _bridge(native: Any, chart: Bridge) -> None:
    plot = native.plots[0]
    plot.gap_width, plot.overlap, native.has_legend = 45, 100, False
    plot.series[0].format.fill.background()
    for series in list(plot.series)[1:]:
        for place, step in enumerate(chart.steps):
            _fill(series.points[place], of_step(step))
    _names_left(native)
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False


def _bars(native: Any, chart: BarChart) -> None:
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 55, 0
    for series, one in zip(plot.series, chart.series, strict=True):
        _fill(series, BY_MEANING[one.colour])
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = chart.unit.excel, False
    labels.position, labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(10)
    _names_left(native)
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False
    native.value_axis.minimum_scale = 0
    _legend(native, len(chart.series))


def _over_time(native: Any, chart: MonthChart) -> None:
    plot = native.plots[0]
    for series, one in zip(plot.series, chart.series, strict=True):
        if chart.drawn_as == "lines":
            series.smooth = False
            series.format.line.color.rgb, series.format.line.width = _rgb(BY_MEANING[one.colour]), Pt(2.5)
            _ends(series, one, chart.unit)
        else:
            _fill(series, BY_MEANING[one.colour])
            series.invert_if_negative = False
            for place, value in enumerate(one.values):
                if one.colour_of(value) != one.colour:
                    _fill(series.points[place], BY_MEANING[one.colour_of(value)])
    if chart.drawn_as == "columns":
        plot.gap_width, plot.overlap = 30, 100
    axis = native.value_axis
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.rgb = _rgb(FAINT)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = chart.unit.excel, False
    axis.tick_labels.font.color.rgb, axis.tick_labels.font.size = _rgb(QUIET), _SIZE
    months = native.category_axis
    months.tick_labels.font.color.rgb, months.tick_labels.font.size = _rgb(QUIET), _SIZE
    months.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    months.major_tick_mark = XL_TICK_MARK.NONE
    months.format.line.color.rgb = _rgb(QUIET)
    months.tick_labels.number_format, months.tick_labels.number_format_is_linked = "yyyy\\-mm", False
    _every(months, max(1, -(-len(chart.months) // 9)))
    _legend(native, len(chart.series))


def _ends(series: Any, one: Series, unit: Unit) -> None:
    """The first and the last value of a line, written at it."""
    known = [(place, value) for place, value in enumerate(one.values) if value is not None]
    for (place, value), (_, beside) in zip(known[:1] + known[-1:], known[1:2] + known[-2:-1], strict=False):
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.ABOVE if value >= beside else XL_LABEL_POSITION.BELOW
        run = label.text_frame.paragraphs[0].add_run()
        run.text = unit.written(value)
        run.font.bold, run.font.size, run.font.color.rgb = True, Pt(12), _rgb(BY_MEANING[one.colour])


def _every(axis: Any, months: int) -> None:
    """A label every so many months, so that none lies on another."""
    element = axis._element
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for mark in element.findall(f"{_CHARTS}{tag}"):
            element.remove(mark)
    before = element.find(f"{_CHARTS}lblOffset")
    for tag, value in (("majorTimeUnit", "months"), ("majorUnit", str(months)), ("baseTimeUnit", "months")):
        before.addnext(element.makeelement(f"{_CHARTS}{tag}", {"val": value}))


def _names_left(native: Any) -> None:
    axis = native.category_axis
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = _rgb(FAINT)
    axis.tick_labels.font.size = _SIZE


def _legend(native: Any, series: int) -> None:
    native.has_legend = series > 1
    if series > 1:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = _SIZE


def _fill(shape: Any, colour: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))
