"""Native charts of a workbook, on cells of its own sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from kadash.exports.handover.content import BarChart, Bridge, Chart, MonthChart, Series, Unit
from kadash.exports.handover.formats.colours import BY_MEANING, FAINT, QUIET, TEXT, of_step
from kadash.exports.handover.formats.pptx_charts import bridge_series

MONTH = "yyyy-mm"
_MONTHS = {"columns": "column", "lines": "line"}
_NOTHING = {"none": True}
_SIZE = {"size": 10, "color": TEXT}

Column = tuple[str, list[Any]]
"""Head and values of a column of cells."""


def drawn_from(chart: Chart) -> int:
    """The first column of `cells_of` that is drawn: of a bridge the one before it is for reading."""
    return 2 if isinstance(chart, Bridge) else 1


def cells_of(chart: Chart) -> list[Column]:
    """What stands in the sheet for a chart: what its values are of, then a column a series, in full.

    A sum over cells is a sum of money: the chart's unit is how its axis and labels are written, no division.

    Of a bridge the money of each step, with its sign, stands before the bars that draw it.
    """
    match chart:
        case Bridge():
            names: list[Any] = [f"{step.name}  {step.text}" for step in chart.steps]
            money: list[Any] = [step.length for step in chart.steps]
            return [(chart.heading, names), ("±", money),
                    *[(name, list(values)) for name, values in bridge_series(replace(chart, unit=Unit()))]]
        case BarChart():
            return [(chart.heading, list(chart.labels)), *_series(chart)]
        case MonthChart():
            months = [dt.datetime(month.year, month.month, 1) for month in chart.months]
            return [(chart.heading, months), *_series(chart)]


def native_chart(book: Any, sheet: str, chart: Chart, corner: tuple[int, int]) -> Any:
    """The chart of the cells whose head row and first column are `corner`."""
    made = book.add_chart(_kind(chart))
    row, column = corner
    columns = cells_of(chart)
    last = row + len(columns[0][1])
    first = drawn_from(chart)
    for place in range(first, len(columns)):
        made.add_series({
            "name": [sheet, row, column + place],
            "categories": [sheet, row + 1, column, last, column],
            "values": [sheet, row + 1, column + place, last, column + place], **_look(chart, place - first)})
    made.set_title({"none": True})
    _axes(made, chart)
    made.set_legend({"position": "top", "font": _SIZE} if _needs_legend(chart) else {"none": True})
    made.set_chartarea({"border": _NOTHING})
    return made


def _kind(chart: Chart) -> dict[str, str]:
    match chart:
        case Bridge():
            return {"type": "bar", "subtype": "stacked"}
        case BarChart():
            return {"type": "bar"}
        case MonthChart():
            return {"type": _MONTHS[chart.drawn_as]}


def _series(chart: MonthChart | BarChart) -> list[Column]:
    return [(one.name, list(one.values)) for one in chart.series]


def in_cells(unit: Unit) -> str:
    """How a cell below a chart is written: money to the unit, shares with a decimal."""
    return "0.0%" if unit.divisor < 1 else "#,##0" if unit.divisor > 1 else unit.excel


def on_axes(unit: Unit) -> str:
    """The same amounts on the chart, short: a format divides by thousands, and a dot set into it by ten more.

    >>> on_axes(Unit(1e6, "M", 2)), on_axes(Unit(0.01, "%", 1))
    ('#,##0.00,,"M"', '0.0%')
    """
    decimals = f".{'0' * unit.digits}" if unit.digits else ""
    if unit.divisor == 0.01:
        return f"0{decimals}%"
    if unit.divisor in _DOT_SET_IN:
        return f'{_DOT_SET_IN[unit.divisor]}"{unit.suffix}"'
    if unit.divisor in _THOUSANDS:
        return f'#,##0{decimals}{"," * _THOUSANDS[unit.divisor]}"{unit.suffix}"'
    return in_cells(unit)


_THOUSANDS = {1e3: 1, 1e6: 2, 1e9: 3}
_DOT_SET_IN = {1e4: r"0\.0,", 1e8: r"0\.00,,"}


def _needs_legend(chart: Chart) -> bool:
    return not isinstance(chart, Bridge) and len(chart.series) > 1


def _look(chart: Chart, place: int) -> dict[str, Any]:
    if isinstance(chart, Bridge):
        points = None if place == 0 else [{"fill": {"color": of_step(step)}} for step in chart.steps]
        return {"gap": 45, "fill": _NOTHING if place == 0 else {"color": QUIET}, "border": _NOTHING,
                **({"points": points} if points else {})}
    one = chart.series[place]
    colour = BY_MEANING[one.colour]
    if isinstance(chart, MonthChart) and chart.drawn_as == "lines":
        return {"line": {"color": colour, "width": 2.25}}
    if isinstance(chart, BarChart):
        return {"fill": {"color": colour}, "gap": 55, "data_labels": {
            "value": True, "num_format": on_axes(chart.unit), "font": _SIZE}}
    return {"fill": {"color": colour}, "gap": 30, "overlap": 100, **_below_nought(one)}


def _below_nought(one: Series) -> dict[str, Any]:
    if one.other_below is None:
        return {}
    return {"points": [{"fill": {"color": BY_MEANING[one.colour_of(value)]}} for value in one.values]}


def _axes(made: Any, chart: Chart) -> None:
    lying = isinstance(chart, BarChart | Bridge)
    names: dict[str, Any] = {"num_font": _SIZE, "line": {"color": FAINT}, "major_tick_mark": "none",
                             "label_position": "low"}
    values: dict[str, Any] = {"num_font": _SIZE, "num_format": on_axes(chart.unit), "line": _NOTHING,
                              "major_gridlines": {"visible": not lying, "line": {"color": FAINT}}}
    if lying:
        made.set_x_axis({**values, "visible": False, **({"min": 0} if isinstance(chart, BarChart) else {})})
        made.set_y_axis({**names, "reverse": True, "major_gridlines": {"visible": False}})
        return
    months = len(chart.months) if isinstance(chart, MonthChart) else 0
    made.set_x_axis({**names, "date_axis": True, "num_format": MONTH, "major_unit": max(1, -(-months // 8)),
                     "major_unit_type": "months"})
    made.set_y_axis(values)
