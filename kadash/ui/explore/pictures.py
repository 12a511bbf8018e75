"""The answer as a picture; a click on a mark opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from kadash.answers.explore.answer import Explored
from kadash.answers.explore.wide import Wide
from kadash.answers.explore.worded import figure_text, measure_name, title
from kadash.charts import explore as charts
from kadash.charts.theme import Figure, Theme, theme
from kadash.language import Words
from kadash.ui.explore.view import View
from kadash.ui.frame import Page
from kadash.ui.pictures import picture

Open = Callable[[int, "int | None"], None]


def drawn(page: Page, view: View, explored: Explored, table: Wide, opened: Open) -> None:
    """The picture that the view asks for, or a sentence why there is none."""
    words, look = page.words, theme(page.dark)
    shown = _pictured(words, explored, table, view.picture)
    if view.picture == "scatter" and len(shown.series) < 2:
        st.info(words("explore.as.no_scatter"))
        return
    key = f"explore_{view.picture}_{hash((view.question, words.language, page.dark))}"

    def clicked() -> None:
        points = st.session_state[key].selection.points
        if points:
            opened(_row(points[0]), None)

    picture(_figure(words, view, explored, shown, look), key, title(words, explored.source, view.question),
            on_click=clicked)
    _left_out(words, view, shown)


def _figure(words: Words, view: View, explored: Explored, shown: charts.Pictured, look: Theme) -> Figure:
    match view.picture:
        case "bars":
            return charts.bars(shown, look)
        case "lines":
            every = [value for one in shown.series for value in one.values]
            return charts.lines(shown, _ticks(words, explored, 0, every), look)
        case "heat":
            return charts.heat_map(shown, look)
        case "scatter":
            alone = [[value for value, other in zip(one.values, shown.others, strict=True) if not other]
                     for one in shown.series[:2]]
            across, up = (_ticks(words, explored, at, values) for at, values in enumerate(alone))
            return charts.scatter(shown, (across, up), look)
        case _:
            return charts.treemap(shown, look)


def _pictured(words: Words, explored: Explored, table: Wide, kind: str) -> charts.Pictured:
    """Rows without their total; a scatter sets two figures of a row against each other, all others draw the first one
    by the columns of the question, or every figure of one kind where it has none."""
    question = explored.question
    lines = [place for place, line in enumerate(table.lines) if line.kind != "total" or len(table.lines) == 1]
    heads = [number for number, head in enumerate(table.heads) if _is_drawn(explored, table, number, kind)]
    series = []
    for number in heads:
        head = table.heads[number]
        measure = question.measures[head.place]
        values = [table.table[f"v{number}"].iloc[place] for place in lines]
        name = measure_name(words, explored.source, measure) if question.column is None or head.is_total else head.label
        series.append(charts.Series(name, [None if pd.isna(value) else float(value) for value in values], [
            figure_text(words, explored.source.formula(measure), measure, value) for value in values]))
    names = [" · ".join(part for part in table.lines[place].names if part) for place in lines]
    return charts.Pictured(names, series, [table.lines[place].kind == "others" for place in lines])


def _is_drawn(explored: Explored, table: Wide, number: int, kind: str) -> bool:
    head, question = table.heads[number], explored.question
    if kind in ("scatter", "tree"):
        return question.column is None or head.is_total
    if question.column is not None:
        return head.place == 0 and not head.is_total
    first, own = question.measures[0], question.measures[head.place]
    same = explored.source.formula(first).unit == explored.source.formula(own).unit
    return head.place == 0 or (same and first.shown == own.shown)


def _ticks(words: Words, explored: Explored, place: int, values: Sequence[float | None]) -> list[tuple[float, str]]:
    measure = explored.question.measures[place]
    formula = explored.source.formula(measure)
    return [(at, figure_text(words, formula, measure, at)) for at in charts.ends_of(values)]


def _row(point: object) -> int:
    """The row that a mark stands for."""
    given = point.get("customdata") if hasattr(point, "get") else None
    given = given[0] if isinstance(given, list | tuple) else given
    if isinstance(given, int):
        return given
    return int(getattr(point, "get", lambda _: 0)("y") or 0)


def _left_out(words: Words, view: View, shown: charts.Pictured) -> None:
    """What a picture does not show is said."""
    if view.picture == "tree":
        left = sum(value is None or value <= 0 for value in shown.series[0].values)
        if left:
            st.caption(words("explore.as.left_out", None, count=words.number(left)))
    elif view.picture in ("bars", "heat") and len(shown.names) > charts.MOST_BARS:
        st.caption(words("explore.as.first", None, count=words.number(charts.MOST_BARS)))
