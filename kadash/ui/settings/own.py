"""Schemes of one's own, edited in fields: names, the figure that layers are cut by, and from how much on."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from kadash.answers.metrics import METRICS, Unit, metric_name
from kadash.language import Words
from kadash.policy.own import Own
from kadash.policy.toml_text import toml_text
from kadash.segments.own_columns import KINDS
from kadash.segments.own_thresholds import number_text, one_column, thresholds, with_numbers
from kadash.ui.plain import plain as as_text
from kadash.ui.settings import draft as drafts
from kadash.vocabulary import SCHEMES

Scheme = Mapping[str, Any]
_IN_PERCENT = (Unit.SHARE, Unit.SHARE_A_YEAR, Unit.CHANCE)
_DIGITS = 8
NEW = {"words": {"en": "Size", "zh": "规模"}, "layers": [
    {"layer": "large", "words": {"en": "Large", "zh": "大"}, "where": "revenue_12m >= 1000000"},
    {"layer": "middle", "words": {"en": "Middle", "zh": "中"}, "where": "revenue_12m >= 100000"},
    {"layer": "small", "words": {"en": "Small", "zh": "小"}}]}
"""What a new scheme begins as."""


def own_schemes(words: Words, label: str, plain: object, key: str) -> object:
    """The schemes in fields; gives them as plain data. What lacks a part that fields show stays text, to be refused."""
    st.markdown(label, help=words("settings.own.help"))
    if isinstance(plain, str) or not _fits_fields(plain):
        _as_text(words, plain if isinstance(plain, str) else toml_text({"schemes": plain}), key, is_open=True)
        return plain
    schemes: list[Scheme] = [one for one in plain if isinstance(one, Mapping)] if isinstance(plain, Sequence) else []
    typed = []
    for at, scheme in enumerate(schemes):
        with st.container(border=True):
            typed.append(_scheme(words, scheme, f"{key}_{at}"))
            place = st.container()
        with place:
            st.button(words("settings.own.remove"), key=f"{key}_{at}_remove", type="tertiary", on_click=_put,
                      args=([*typed[:at], *schemes[at + 1:]],))
    st.button(words("settings.own.add"), key=f"{key}_add", on_click=_put, args=([*typed, _new(typed)],))
    _as_text(words, toml_text({"schemes": typed}) if typed else "", key)
    return typed


def figures(words: Words) -> dict[str, str]:
    """Column to its name: what layers may be cut by."""
    found = {name: metric_name(name, words) for name, kind in KINDS.items() if kind == "number" and name in METRICS}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _scheme(words: Words, scheme: Scheme, key: str) -> Scheme:
    """Its name; layers by one figure as a table of thresholds, others condition by condition."""
    named = _names(words, words("settings.own.scheme"), scheme["words"], key)
    layers = [dict(one) for one in scheme["layers"]]
    column = one_column([one.get("where") for one in layers])
    found = _by_condition(words, layers, key) if column is None else _by_figure(words, layers, column, key)
    return {**scheme, "words": named, "layers": found}


def _names(words: Words, label: str, now: Mapping[str, str], key: str) -> dict[str, str]:
    left, right = st.columns(2)
    return {language: place.text_input(f"{label} · {words(f'settings.names.{language}')}", now[language], max_chars=40,
                                       key=f"{key}_{language}")
            for language, place in (("en", left), ("zh", right))}


def _by_figure(words: Words, layers: list[dict[str, Any]], column: str, key: str) -> list[dict[str, Any]]:
    """A figure, and a row a layer from how much on; the row without an amount takes the rest."""
    named = figures(words)
    column = st.selectbox(words("settings.own.figure"), [*named], [*named].index(column) if column in named else None,
                          format_func=lambda one: named[one], key=f"{key}_figure") or column
    size, head = _size(column), words("settings.own.from", None, unit=_unit(words, column))
    before = [thresholds(one["where"])[0] if one.get("where") else None for one in layers]
    rows = pd.DataFrame({
        "code": [one["layer"] for one in layers],
        **{language: [one["words"][language] for one in layers] for language in ("en", "zh")},
        "from": [None if one is None else one.value * _size(one.column) for one in before]})
    grid = st.data_editor(
        rows.astype({"from": "float64"}), hide_index=True, num_rows="dynamic", key=f"{key}_layers",
        placeholder=words("settings.own.the_rest"), column_config={
            "code": None,
            **{language: st.column_config.TextColumn(words(f"settings.names.{language}"), max_chars=40, required=True)
               for language in ("en", "zh")},
            "from": st.column_config.NumberColumn(head, format="localized", help=words("settings.own.rest"))})
    found: list[dict[str, Any]] = []
    for row in grid.sort_values("from", ascending=False, na_position="last", kind="stable").to_dict("records"):
        where = None if pd.isna(row["from"]) else _at_least(column, float(row["from"]) / size)
        names = {language: row[language] if isinstance(row[language], str) else "" for language in ("en", "zh")}
        code = row["code"] if isinstance(row["code"], str) else _code(names["en"], [one["layer"] for one in found])
        found.append({"layer": code, "words": names, **({"where": where} if where is not None else {})})
    return found


def _by_condition(words: Words, layers: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """A field for every number in every condition; the rest of a condition is shown, and changed as text."""
    named, found = figures(words), []
    for layer in layers:
        where, own = layer.get("where"), f"{key}_{layer['layer']}"
        names = _names(words, words("settings.own.layer"), layer["words"], own)
        numbers = []
        for at, one in enumerate(thresholds(where or "")):
            size, unit = _size(one.column), _unit(words, one.column)
            before = round(one.value * size, _DIGITS)
            typed = st.number_input(
                f"{named.get(one.column, one.column)} {one.sign}{unit}", value=before, format="%g", key=f"{own}_{at}",
                step=max(abs(before) / 10, 0.1))
            numbers.append(one.value if typed == before else round(float(typed) / size, _DIGITS))
        st.caption(as_text(where) if where else words("own.how.rest"))
        found.append({**layer, "words": names, **({"where": with_numbers(where, numbers)} if where else {})})
    return found


def _size(column: str) -> float:
    """Shares are typed as per cent."""
    return 100.0 if column in METRICS and METRICS[column].unit in _IN_PERCENT else 1.0


def _unit(words: Words, column: str) -> str:
    return words("settings.unit.percent") if _size(column) > 1 else ""


def _at_least(column: str, value: float) -> str:
    return f"{column} >= {number_text(value, is_percent=_size(column) > 1)}"


def _code(name: str, taken: Sequence[str]) -> str:
    """A code for a layer or scheme that has only a name."""
    code = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    code = code if code[:1].isalpha() else f"layer_{code}".rstrip("_")
    return next(one for one in (code, *(f"{code}_{n}" for n in range(2, 99))) if one not in taken)


def _new(schemes: Sequence[Scheme]) -> Scheme:
    return {"name": _code("size", [*SCHEMES, *(str(one["name"]) for one in schemes)]), **NEW}


def _put(schemes: object) -> None:
    """Want these; every field shows them."""
    drafts.put("own", "schemes", schemes)
    drafts.new_round()


def _as_text(words: Words, text: str, key: str, *, is_open: bool = False) -> None:
    """All of it as TOML, for what fields do not say."""
    own = f"{key}_text_{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    with st.expander(words("settings.own.text"), expanded=is_open):
        st.text_area(words("settings.own.text"), text, key=own, height=260,
                     on_change=lambda: _put(_read(st.session_state[own])), label_visibility="collapsed",
                     placeholder=toml_text({"schemes": [_new(())]}))


def _read(typed: str) -> object:
    """The schemes that a text holds; the text itself where these are no tables, so that nothing typed is lost."""
    try:
        found = tomllib.loads(typed).get("schemes", typed if typed.strip() else [])
        json.dumps(found)
    except (tomllib.TOMLDecodeError, TypeError):  # no TOML, or a date in it
        return typed
    is_tables = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    return found if is_tables else typed


def _fits_fields(schemes: object) -> bool:
    """Whether every part that fields show is there and of its kind; what is wrong otherwise is seen in the fields."""
    try:
        Own.model_validate({"schemes": schemes})
    except ValidationError as error:
        kinds = [one["type"] for one in error.errors()]
        return not any(kind == "missing" or kind.endswith("_type") for kind in kinds)
    return True
