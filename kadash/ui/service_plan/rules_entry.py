"""The rules of a service in grids: whom it fits, when not to use it, what it moves and by what right, whose hours."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.language import Words
from kadash.services import Service
from kadash.services.catalogue import BUYER_TYPES, ROLES, SOURCES
from kadash.services.edited import OPERATORS, condition_bodies, condition_rows, effect_bodies, effect_rows, hours_body
from kadash.services.effects import LEVERS
from kadash.services.signals import OWN_SCHEME, SIGNALS, signal
from kadash.services.wording import signal_name

FIGURES = tuple(f"{kind}_{part}" for kind in BUYER_TYPES for part in ("mean", "sd"))
FIGURE_PX = {"mean": 122, "sd": 74}
EFFECT_COLUMNS = ("lever", *FIGURES, "unit", "at_most", "source", "learned_accounts")


def rules_entry(words: Words, asked: Asked, service: Service | None, key: str) -> dict[str, Any]:
    """Conditions, effects and hours as typed."""
    signals = [*SIGNALS, *(f"{OWN_SCHEME}{one.name}" for one in asked.policy.own.schemes)]
    found: dict[str, Any] = {name: _conditions(words, name, service, signals, key) for name in ("eligible", "do_not")}
    found["effects"] = _effects(words, service, signals, key)
    hours = {role: float(service.hours.get(role, 0.0)) if service else 0.0 for role in ROLES}
    found["hours"] = hours_body([{"role": role, "hours": place.number_input(
        words("catalogue.hours_a_year", None, role=words(f"role.{role}")), 0.0, 2000.0, hours[role], 1.0, format="%.0f",
        key=f"hours_{role}_{key}")} for role, place in zip(ROLES, st.columns(len(ROLES), gap="small"), strict=True)])
    return found


def records(grid: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a grid."""
    return [{str(name): value for name, value in row.items()} for row in grid.to_dict("records")]


def _conditions(words: Words, name: str, service: Service | None, signals: list[str], key: str) -> list[dict[str, Any]]:
    st.markdown(f"**{words(f'catalogue.{name}')}**")
    states = {"yes": words("signal.yes"), "no": words("signal.no")}
    rows = [row | {"value": states.get(str(row["value"]), row["value"])}
            for row in condition_rows(getattr(service, name))] if service else []
    grid = st.data_editor(
        pd.DataFrame(rows, columns=["signal", "operator", "value"], dtype="object"), num_rows="dynamic",
        hide_index=True, key=f"{name}_{key}", placeholder="", column_config={
            "signal": st.column_config.SelectboxColumn(
                words("catalogue.signal"), options=signals, format_func=lambda one: signal_name(str(one), words),
                width="large"),
            "operator": st.column_config.SelectboxColumn(
                words("catalogue.operator"), options=list(OPERATORS),
                format_func=lambda one: words(f"catalogue.operator.{one}")),
            "value": st.column_config.TextColumn(words("catalogue.value"), help=words("catalogue.value.help"))})
    return condition_bodies(records(grid))


def _effects(words: Words, service: Service | None, signals: list[str], key: str) -> list[dict[str, Any]]:
    """The grid of effects; what was learned stays so until its figures are typed over."""
    st.markdown(f"**{words('catalogue.moves')}**")
    rows = effect_rows(service.effects) if service else []
    shown = pd.DataFrame(rows, columns=list(EFFECT_COLUMNS)).astype(
        {**dict.fromkeys(FIGURES, "float64"), "at_most": "float64", "unit": "object", "source": "object"})
    if service is not None:
        shown["source"] = shown["source"].fillna(service.source)
    measured = [one for one in signals if signal(one).kind not in ("layer", "yes_no")]
    figures = {f"{kind}_{part}": st.column_config.NumberColumn(
        words(f"catalogue.{part}_of", None, kind=words(f"layer.buyer_type.{kind}")), format="%.3f", step=0.001,
        width=FIGURE_PX[part])
        for kind in BUYER_TYPES for part in ("mean", "sd")}
    grid = st.data_editor(
        shown, num_rows="dynamic", hide_index=True, key=f"effects_{key}", placeholder="",
        column_order=("lever", "source", *FIGURES, "unit", "at_most"),
        column_config={
            "lever": st.column_config.SelectboxColumn(words("catalogue.lever"), options=list(LEVERS),
                                                      format_func=lambda one: words(f"service_lever.{one}")),
            **figures,
            "unit": st.column_config.SelectboxColumn(
                words("catalogue.column.unit"), options=measured, help=words("catalogue.column.unit.help"),
                format_func=lambda one: signal_name(str(one), words)),
            "at_most": st.column_config.NumberColumn(words("catalogue.column.at_most"), format="%.3f"),
            "source": st.column_config.SelectboxColumn(
                words("catalogue.column.effect_source"), options=list(SOURCES),
                format_func=lambda one: words(f"effect_source.{one}"))})
    st.caption(words("catalogue.moves.about"))
    return [_plainly(body, service) for body in effect_bodies(records(grid))]


def _plainly(body: dict[str, Any], service: Service | None) -> dict[str, Any]:
    """An effect that is as the service has it stays as it is; one typed over is no longer learned."""
    for effect in service.effects if service else ():
        if _figures(body) == _figures(effect_bodies(effect_rows([effect]))[0]) and service is not None and (
                body.get("source") == service.source_of(effect)[0]):
            return effect.model_dump(mode="json", exclude_none=True)
    return body | ({"source": "assumption"} if body.get("source") == "learned" else {})


def _figures(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("source", "learned_accounts")}
