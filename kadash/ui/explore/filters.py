"""The filters of a question: a field by field, each with what its values call for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.link import axis_text, read_axis
from kadash.answers.explore.question import Axis, Filter, Question
from kadash.answers.explore.source import Source
from kadash.answers.explore.values import Values, values_of
from kadash.answers.explore.worded import axis_name, filter_text, value_name
from kadash.language import Words
from kadash.ui.cache import kept
from kadash.ui.explore.view import View

_UNKNOWN = "\0"
Put = Callable[[Question], None]


def filters(words: Words, ground: Ground, source: Source, view: View, axes: Sequence[str], put: Put) -> None:
    """Which fields are filtered by, and a widget for each."""
    question = view.question
    now = list(dict.fromkeys(axis_text(one.axis) for one in question.filters))

    def changed() -> None:
        chosen = st.session_state["explore_where"]
        held = tuple(one for one in question.filters if axis_text(one.axis) in chosen)
        fresh = tuple(Filter(axis, "is", ()) for text in chosen if text not in now and (axis := read_axis(text)))
        put(replace(question, filters=(*held, *fresh)))

    st.session_state["explore_where"] = now
    st.multiselect(words("explore.filters"), list(dict.fromkeys([*axes, *now])), key="explore_where",
                   placeholder=words("explore.filters.none"), on_change=changed,
                   format_func=lambda text: axis_name(words, source, read_axis(text) or Axis(text)))
    for text in now:
        axis = read_axis(text)
        if axis is not None:
            _filter(words, ground, source, question, axis, put)


def _filter(words: Words, ground: Ground, source: Source, question: Question, axis: Axis, put: Put) -> None:
    found = source.field(axis.field)
    own = [one for one in question.filters if one.axis == axis]
    if any(one.op == "not" for one in own):
        st.caption(filter_text(words, source, next(one for one in own if one.op == "not")))
    elif found.kind == "date" and not axis.grain:
        _span(words, question, axis, own, put, is_day=True, label=axis_name(words, source, axis))
    elif found.is_numeric:
        _span(words, question, axis, own, put, is_day=False, label=axis_name(words, source, axis))
    else:
        _choice(words, ground, source, question, axis, own, put)


def _choice(words: Words, ground: Ground, source: Source, question: Question, axis: Axis, own: Sequence[Filter],
            put: Put) -> None:
    """Some of the values; where there are too many to list, a text that they hold, too."""
    key, label = f"explore_f_{axis_text(axis)}", axis_name(words, source, axis)
    offered: Values = kept(values_of, ground, source.name, axis)
    chosen = [_told(value) for one in own if one.op == "is" for value in one.values]

    def changed() -> None:
        values = tuple(None if value == _UNKNOWN else str(value) for value in st.session_state[key])
        put(_with(question, axis, [Filter(axis, "is", values), *(one for one in own if one.op == "holds")]))

    def text_changed() -> None:
        text = st.session_state[f"{key}_text"]
        kept_values = [one for one in own if one.op == "is"] or [Filter(axis, "is", ())]
        put(_with(question, axis, [*kept_values, *([Filter(axis, "holds", (text,))] if text else [])]))

    st.session_state[key] = chosen
    st.multiselect(label, list(dict.fromkeys([*(_told(value) for value in offered.values), *chosen])), key=key,
                   on_change=changed, placeholder=words("explore.filter.any"),
                   format_func=lambda value: value_name(words, source, axis, None if value == _UNKNOWN else
                                                        _value(value, axis, source), offered.names))
    if offered.more:
        st.session_state[f"{key}_text"] = next((str(one.values[0]) for one in own if one.op == "holds"), "")
        st.text_input(label, key=f"{key}_text", placeholder=words("explore.filter.holds_hint"), on_change=text_changed,
                      label_visibility="collapsed")


def _span(words: Words, question: Question, axis: Axis, own: Sequence[Filter], put: Put, *, is_day: bool,
          label: str) -> None:
    """From and to, either or both."""
    key = f"explore_f_{axis_text(axis)}"
    st.markdown(label)
    sides = st.columns(2, gap="small", wrap=False)
    for side, op in zip(sides, ("from", "to"), strict=True):
        text = next((str(one.values[0]) for one in own if one.op == op and one.values), "")
        st.session_state[f"{key}_{op}"] = _day(text) if is_day else _number(text)
        hint, name = words(f"explore.filter.{op}_hint"), f"{key}_{op}"

        def changed(name: str = name, op: str = op) -> None:
            value = st.session_state[name]
            others = [one for one in own if one.op not in (op, "is")]
            fresh = [] if value is None else [Filter(axis, "from" if op == "from" else "to", (str(value),))]
            put(_with(question, axis, [*others, *fresh] or [Filter(axis, "is", ())]))

        if is_day:
            side.date_input(hint, value=None, key=name, format="YYYY-MM-DD", on_change=changed,
                            min_value=dt.date(1900, 1, 1))
        else:
            side.number_input(hint, value=None, key=name, on_change=changed)


def _with(question: Question, axis: Axis, fresh: Sequence[Filter]) -> Question:
    """The question with the filters of an axis in place of those it had, where it had them."""
    before = list(question.filters)
    place = next(at for at, one in enumerate(before) if one.axis == axis)
    rest = [one for one in before if one.axis != axis]
    return replace(question, filters=(*rest[:place], *fresh, *rest[place:]))


def _told(value: str | None) -> str:
    return _UNKNOWN if value is None else value


def _value(text: str, axis: Axis, source: Source) -> object:
    if source.field(axis.field).kind == "date" and axis.grain != "month_of_year":
        return dt.date.fromisoformat(text)
    return text


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
