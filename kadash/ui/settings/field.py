"""One field of the policy as the widget that suits it: what it decides as its label, its unit beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers.policy_in_force import LINE_UNITS, PolicyLine
from kadash.language import Words
from kadash.segments.buyer_opinion import TYPES
from kadash.ui.settings.own import own_schemes

_SCALED = ("percent", "percent_per_year", "percentile", "points")
_DIGITS = 6


def edit(words: Words, line: PolicyLine, plain: object, key: str) -> object:
    """The widget of a field; gives its value as plain data. `plain`: the value before, as plain data."""
    label = _label(words, line)
    if (line.section, line.field) == ("own", "schemes"):
        return own_schemes(words, label, plain, key)
    if isinstance(plain, bool):
        return st.toggle(label, plain, key=key)
    if isinstance(plain, Mapping) and "line" in plain:
        return _score_part(words, line, plain, label, key)
    if isinstance(plain, Mapping) and "yes" in plain:
        return _evidence(words, plain, label, key)
    if isinstance(plain, Mapping):
        return _minutes(words, plain, label, key)
    if isinstance(plain, Sequence) and not isinstance(plain, str):
        return st.multiselect(label, list(plain), list(plain), key=key, accept_new_options=True,
                              placeholder=words("settings.policy.add"))
    return _number(line.unit, label, plain, key)


def _label(words: Words, line: PolicyLine) -> str:
    unit = words(f"settings.unit.{line.unit}") if words.has(f"settings.unit.{line.unit}") else ""
    return f"{line.about(words)}{unit}"


def _number(unit: str, label: str, value: object, key: str) -> object:
    """Shares are typed as per cent; what is cleared is not used."""
    if isinstance(value, int):
        return int(st.number_input(label, value=value, step=1, min_value=0, key=key))
    size = 100.0 if unit in _SCALED else 1.0
    before = None if value is None else round(float(str(value)) * size, _DIGITS)
    typed = st.number_input(label, value=before, step=_step(before), format="%g", key=key)
    return None if typed is None else round(float(typed) / size, _DIGITS + 2)


def _step(value: float | None) -> float:
    """A sensible amount: about a tenth of the value."""
    return 1.0 if value is None or abs(value) >= 5 else 0.5 if abs(value) >= 2 else 0.1


def _score_part(words: Words, line: PolicyLine, plain: Mapping[str, Any], label: str, key: str) -> object:
    unit = LINE_UNITS[line.field]
    size = 100.0 if unit in _SCALED else 1.0
    weight = st.number_input(f"{label}{words('settings.policy.weight')}", value=float(plain["weight"]), min_value=0.0,
                             step=5.0, format="%g", key=f"{key}_weight")
    rows = pd.DataFrame([(x * size, z) for x, z in plain["line"]], columns=["x", "z"], dtype="float64")
    grid = st.data_editor(rows, hide_index=True, num_rows="dynamic", key=f"{key}_line", column_config={
        "x": st.column_config.NumberColumn(words(f"settings.line.{unit}"), format="%g", required=True),
        "z": st.column_config.NumberColumn(words("settings.line.z"), min_value=-1.0, max_value=1.0, format="%g",
                                           required=True)})
    points = grid.dropna().sort_values("x")
    return {"weight": float(weight), "line": [(round(x / size, _DIGITS), round(z, _DIGITS))
                                              for x, z in points.itertuples(index=False)]}


def _evidence(words: Words, plain: Mapping[str, Any], label: str, key: str) -> object:
    st.markdown(label)
    rows = pd.DataFrame([plain["yes"], plain["no"]], columns=list(TYPES), dtype="float64")
    rows.insert(0, "held", [words("settings.evidence.yes"), words("settings.evidence.no")])
    grid = st.data_editor(rows, hide_index=True, key=key, disabled=["held"], column_config={
        "held": st.column_config.TextColumn(words("settings.evidence.held")),
        **{kind: st.column_config.NumberColumn(words(f"layer.buyer_type.{kind}"), format="%g") for kind in TYPES}})
    yes, no = ([float(row[kind]) for kind in TYPES] for row in grid.to_dict("records"))
    return {"yes": tuple(yes), "no": tuple(no)}


def _minutes(words: Words, plain: Mapping[str, Any], label: str, key: str) -> object:
    rows = pd.DataFrame({"kind": [words(f"policy.minutes.{kind}") for kind in plain],
                         "minutes": [float(value) for value in plain.values()]})
    st.markdown(label)
    grid = st.data_editor(rows, hide_index=True, key=key, disabled=["kind"], column_config={
        "kind": st.column_config.TextColumn(words("settings.minutes.kind")),
        "minutes": st.column_config.NumberColumn(words("settings.minutes.minutes"), min_value=0.0, format="%g")})
    return {kind: float(value) for kind, value in zip(plain, grid["minutes"], strict=True)}
