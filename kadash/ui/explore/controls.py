"""What is asked, beside the answer: every choice stands in the address bar at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.link import axis_text, measure_text, read_axis, read_measure
from kadash.answers.explore.question import MOST_AXES, MOST_MEASURES, SHOWN, Axis, Grain, Measure, Question
from kadash.answers.explore.source import Source
from kadash.answers.explore.worded import axis_name, measure_name, when_text
from kadash.language import Words
from kadash.ui.explore.filters import filters
from kadash.ui.explore.view import View, put

NONE, OWN = "", "own"
_TOPS = ("", "5", "10", "15", "20", "50")
_WHENS = ("", "12m", "before_12m", "year", OWN)
_GRAINS: tuple[Grain, ...] = ("year", "quarter", "month", "", "month_of_year")
_NOT_AN_AXIS = ("account_name",)
"""Two accounts may have one name: rows are accounts by their number, shown by name."""


def controls(words: Words, ground: Ground, view: View, offered: Sequence[str], names: dict[str, str]) -> None:
    """Every choice of the question. names: of sources, where they are no words of ours (sheets of a file)."""
    question, source = view.question, ground.source(view.question.source)
    _source(words, view, offered, names)
    axes = axes_of(source)
    _rows(words, source, view, axes)
    _across(words, source, view, axes)
    _measures(words, source, view)
    if source.day is not None:
        _when(words, ground, view)
    _order(words, source, view)
    filters(words, ground, source, view, axes, lambda now: _put(view, now))
    st.button(words("explore.start_over"), type="tertiary", key="explore_over",
              on_click=partial(_put, view, Question(question.source)))


def axes_of(source: Source) -> tuple[str, ...]:
    """What rows and columns can be, as links write it: the source's own day first, then words, then other days."""
    found = [field for field in source.fields.values() if field.name not in _NOT_AN_AXIS]
    days = sorted((field for field in found if field.kind == "date"), key=lambda field: field.name != source.day)
    others = [field.name for field in found if field.kind in ("text", "flag")]
    figures = [field.name for field in found if field.is_numeric]
    own = [axis_text(Axis(days[0].name, grain)) for grain in _GRAINS] if days else []
    further = [axis_text(Axis(field.name, grain)) for field in days[1:] for grain in _GRAINS[:4]]
    return (*own, *others, *further, *figures)


def _source(words: Words, view: View, offered: Sequence[str], names: dict[str, str]) -> None:
    st.session_state["explore_from"] = view.question.source
    st.selectbox(words("explore.source"), offered, key="explore_from",
                 format_func=lambda name: names.get(name) or words(f"explore.source.{name}"),
                 on_change=lambda: put(View(Question(st.session_state["explore_from"]))))


def _rows(words: Words, source: Source, view: View, axes: Sequence[str]) -> None:
    def changed() -> None:
        chosen = tuple(axis for text in st.session_state["explore_rows"] if (axis := read_axis(text)))
        _put(view, replace(view.question, rows=chosen, order_by=_order_of(source, view.question, chosen)))

    now = [axis_text(axis) for axis in view.question.rows]
    st.session_state["explore_rows"] = now
    st.multiselect(words("explore.rows"), _with(axes, now), key="explore_rows", max_selections=MOST_AXES,
                   format_func=lambda text: _axis(words, source, text), placeholder=words("explore.rows.any"),
                   on_change=changed)


def _order_of(source: Source, question: Question, rows: tuple[Axis, ...]) -> int | None:
    """Along time by name, everything else by the first figure, as long as nobody said otherwise."""
    if rows and not question.rows:
        return None if source.field(rows[0].field).kind == "date" else 0
    return question.order_by


def _across(words: Words, source: Source, view: View, axes: Sequence[str]) -> None:
    def changed() -> None:
        chosen = read_axis(st.session_state["explore_across"])
        _put(view, replace(view.question, column=chosen))

    now = axis_text(view.question.column) if view.question.column is not None else NONE
    st.session_state["explore_across"] = now
    st.selectbox(words("explore.across"), _with((NONE, *axes), [now]), key="explore_across",
                 format_func=lambda text: _axis(words, source, text) if text else words("explore.across.none"),
                 on_change=changed)


def _measures(words: Words, source: Source, view: View) -> None:
    def changed() -> None:
        chosen = tuple(one for text in st.session_state["explore_show"] if (one := read_measure(text)))
        _put(view, replace(view.question, measures=chosen, order_by=min(view.question.order_by or 0, 0)
                           if view.question.order_by is not None else None))

    now = [measure_text(one) for one in view.question.measures]
    st.session_state["explore_show"] = now
    st.multiselect(words("explore.measures"), _with(measures_of(source), now), key="explore_show",
                   max_selections=MOST_MEASURES, format_func=lambda text: _measure(words, source, text),
                   placeholder=words("explore.measures.usual"), on_change=changed)


def measures_of(source: Source) -> tuple[str, ...]:
    """What can be measured, as links write it: the product's own figures, these as shares and changes, then fields."""
    own = [Measure(name) for name in source.formulas]
    shown = [replace(one, shown=how) for one in own for how in SHOWN[1:] if _can(source, replace(one, shown=how))]
    put_together = [Measure(name, how) for name, field in source.fields.items() if field.of == "row"
                    for how in source.hows(name)]
    changes = [replace(one, shown="change") for one in put_together if _can(source, replace(one, shown="change"))]
    return tuple(measure_text(one) for one in (*own, *shown, *put_together, *changes))


def _can(source: Source, measure: Measure) -> bool:
    if measure.shown == "share":
        return source.formula(measure).is_additive
    return source.can_compare(measure)


def _when(words: Words, ground: Ground, view: View) -> None:
    def changed() -> None:
        chosen = st.session_state["explore_when"]
        first, last = ground.moment.days("12m")
        _put(view, replace(view.question, when=f"{first}..{last}" if chosen == OWN else chosen))

    def days_changed() -> None:
        chosen = st.session_state["explore_days"]
        if isinstance(chosen, tuple) and len(chosen) == 2:
            _put(view, replace(view.question, when=f"{chosen[0]}..{chosen[1]}"))

    when = view.question.when
    st.session_state["explore_when"] = OWN if ".." in when else when
    st.selectbox(words("explore.when"), _WHENS, key="explore_when", on_change=changed,
                 format_func=lambda one: words("explore.when.own") if one == OWN else when_text(words, one))
    if ".." in when:
        first, last = ground.moment.days(when)
        st.session_state["explore_days"] = (first or last, last)
        st.date_input(words("explore.when.days"), key="explore_days", format="YYYY-MM-DD", on_change=days_changed,
                      min_value=dt.date(1900, 1, 1))


def _order(words: Words, source: Source, view: View) -> None:
    def top_changed() -> None:
        chosen = st.session_state["explore_top"]
        _put(view, replace(view.question, top=int(chosen) if chosen else None))

    def order_changed() -> None:
        place, _, least = st.session_state["explore_by"].partition(":")
        _put(view, replace(view.question, order_by=int(place) if place else None, least_first=bool(least)))

    if not view.question.rows:
        return
    now = str(view.question.top or "")
    st.session_state["explore_top"] = now
    st.selectbox(words("explore.top"), tuple(_with(_TOPS, [now])), key="explore_top", on_change=top_changed,
                   format_func=lambda count: words("explore.top.first", None, count=count) if count
                   else words("explore.top.all"))
    orders = [f"{place}:{least}" for place in range(len(view.question.measures)) for least in ("", "least")]
    by = view.question.order_by
    st.session_state["explore_by"] = "" if by is None else f"{by}:{'least' if view.question.least_first else ''}"
    st.selectbox(words("explore.order"), ["", *orders], key="explore_by", on_change=order_changed,
                    format_func=lambda code: _ordered(words, source, view, code))


def _ordered(words: Words, source: Source, view: View, code: str) -> str:
    if not code:
        return words("explore.order.name")
    place, _, least = code.partition(":")
    figure = measure_name(words, source, view.question.measures[int(place)])
    return words("explore.order.least" if least else "explore.order.most", None, figure=figure)


def _axis(words: Words, source: Source, text: str) -> str:
    axis = read_axis(text)
    return axis_name(words, source, axis) if axis is not None else text


def _measure(words: Words, source: Source, text: str) -> str:
    measure = read_measure(text)
    return measure_name(words, source, measure) if measure is not None else text


def _with(offered: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """What is offered, and what a link chose beyond it."""
    return list(dict.fromkeys([*offered, *chosen]))


def _put(view: View, question: Question) -> None:
    put(replace(view, question=question))
