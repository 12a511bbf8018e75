"""Edit a service or write a new one: what was typed, whom it would reach, and only then save, retire or put back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan import reached
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import as_shipped, keep_service, retire_service
from kadash.services import Catalogue, Service
from kadash.services.catalogue import BUYER_TYPES, ROLES
from kadash.services.edited import (
    OPERATORS,
    condition_bodies,
    condition_rows,
    effect_bodies,
    effect_rows,
    hours_body,
)
from kadash.services.effects import LEVERS
from kadash.services.in_force import service_body, service_of, with_service
from kadash.services.signals import OWN_SCHEME, SIGNALS
from kadash.services.wording import signal_name
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.service_plan.who import service_word

IDEAS, MEANS, DRIVERS = (("customise", "organise", "bridge", "differentiate"), ("none", "contract", "bundle"),
                         ("account", "order", "revenue"))
BLANK: dict[str, Any] = {
    "id": "", "name": {"en": "", "zh": ""}, "about": {"en": "", "zh": ""}, "core_idea": "customise", "means": "none",
    "cost": {"driver": "revenue"}, "minimum_term_months": 0, "source": "assumption"}


def editor(page: Page, asked: Asked, menu: Catalogue, service: Service | None) -> None:
    """The fields, the reach, the buttons."""
    words, key = page.words, service.id if service else "new"
    body = service_body(service) if service else dict(BLANK)
    typed = body | _words_of(words, body, key, new=service is None) | _rules(words, asked, service, key)
    typed |= _terms(words, service, menu, body, key)
    try:
        wanted = with_service(menu, service_of(typed)).service(str(typed["id"]))
    except KadashError as error:
        if service is not None or typed["id"]:
            st.warning(plain(words.of_error(error)))
        return
    _reach(words, asked, service, wanted)
    _buttons(page, service, wanted, key)


def _words_of(words: Words, body: dict[str, Any], key: str, *, new: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if new:
        found["id"] = st.text_input(words("catalogue.field.id"), key=f"id_{key}", placeholder="loan_equipment",
                                    help=words("catalogue.field.id.help")).strip()
    for name in ("name", "about"):
        left, right = st.columns(2, gap="small")
        field = st.text_input if name == "name" else st.text_area
        found[name] = {
            language: _text(place, field, words(f"catalogue.field.{name}.{language}"), body[name][language],
                            f"{name}_{language}_{key}")
            for language, place in (("zh", left), ("en", right))}
    idea, means = st.columns(2, gap="small")
    found["core_idea"] = idea.selectbox(words("catalogue.column.core_idea"), IDEAS, IDEAS.index(body["core_idea"]),
                                        format_func=lambda one: words(f"core_idea.{one}"), key=f"idea_{key}")
    found["means"] = means.selectbox(words("catalogue.column.means"), MEANS, MEANS.index(body["means"]),
                                     format_func=lambda one: words(f"means.{one}"), key=f"means_{key}")
    return found


def _text(place: Any, field: Any, label: str, value: str, key: str) -> str:
    with place:
        return str(field(label, value, key=key) or "").strip()


def _rules(words: Words, asked: Asked, service: Service | None, key: str) -> dict[str, Any]:
    """Conditions, effects and hours in grids."""
    found: dict[str, Any] = {}
    signals = [*SIGNALS, *(f"{OWN_SCHEME}{one.name}" for one in asked.policy.own.schemes)]
    for name in ("eligible", "do_not"):
        st.markdown(f"**{words(f'catalogue.{name}')}**")
        rows = condition_rows(getattr(service, name)) if service else []
        grid = st.data_editor(
            pd.DataFrame(rows, columns=["signal", "operator", "value"], dtype="object"), num_rows="dynamic",
            hide_index=True, key=f"{name}_{key}", column_config={
                "signal": st.column_config.SelectboxColumn(
                    words("catalogue.signal"), options=signals, format_func=lambda one: signal_name(str(one), words),
                    width="large"),
                "operator": st.column_config.SelectboxColumn(
                    words("catalogue.operator"), options=list(OPERATORS),
                    format_func=lambda one: words(f"catalogue.operator.{one}")),
                "value": st.column_config.TextColumn(words("catalogue.value"), help=words("catalogue.value.help"))})
        found[name] = condition_bodies(_records(grid))
    st.markdown(f"**{words('catalogue.moves')}**")
    columns = ["lever", *(f"{kind}_{part}" for kind in BUYER_TYPES for part in ("mean", "sd")), "unit", "at_most"]
    grid = st.data_editor(
        pd.DataFrame(effect_rows(service.effects) if service else [], columns=columns).astype(
            dict.fromkeys(columns[1:7], "float64")), num_rows="dynamic", hide_index=True, key=f"effects_{key}",
        column_order=columns[:7], column_config={
            "lever": st.column_config.SelectboxColumn(words("catalogue.lever"), options=list(LEVERS),
                                                      format_func=lambda one: words(f"service_lever.{one}")),
            **{f"{kind}_{part}": st.column_config.NumberColumn(
                words(f"catalogue.{part}_of", None, kind=words(f"layer.buyer_type.{kind}")), format="%.3f", step=0.001)
               for kind in BUYER_TYPES for part in ("mean", "sd")}})
    st.caption(words("catalogue.moves.about"))
    found["effects"] = effect_bodies(_records(grid))
    hours = {role: float(service.hours.get(role, 0.0)) if service else 0.0 for role in ROLES}
    found["hours"] = hours_body([{"role": role, "hours": place.number_input(
        words("catalogue.hours_a_year", None, role=words(f"role.{role}")), 0.0, 2000.0, hours[role], 1.0, format="%.0f",
        key=f"hours_{role}_{key}")} for role, place in zip(ROLES, st.columns(len(ROLES), gap="small"), strict=True)])
    return found


def _records(grid: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in grid.to_dict("records")]


def _terms(words: Words, service: Service | None, menu: Catalogue, body: dict[str, Any], key: str) -> dict[str, Any]:
    """Cost, term and what it may not be combined with."""
    cost, places = body["cost"], st.columns(6, gap="small")
    driver = places[0].selectbox(words("catalogue.driver"), DRIVERS, DRIVERS.index(cost["driver"]),
                                 format_func=lambda one: words(f"catalogue.driver.{one}"), key=f"driver_{key}")
    shares = {name: place.number_input(
        words(f"catalogue.cost.{name}"), 0.0, 100.0, float(cost.get(name, 0.0)) * 100, 0.1, format="%.2f",
        key=f"cost_{name}_{key}", help=words(f"catalogue.cost.{name}.help")) / 100
        for name, place in zip(("one_off", "yearly", "floor"), places[1:4], strict=True)}
    term = places[4].number_input(words("catalogue.minimum_term"), 0, 120, int(body["minimum_term_months"]), 1,
                                  key=f"term_{key}")
    leaving = places[5].number_input(words("catalogue.exit"), 0.0, 100.0, float(body.get("exit_share", 0.0)) * 100, 1.0,
                                     format="%.0f", key=f"exit_{key}", help=words("catalogue.exit.help")) / 100
    others = [one.id for one in menu.services if service is None or one.id != service.id]
    left, right = st.columns(2, gap="small")
    conflicts = left.multiselect(words("catalogue.field.conflicts"), others, list(body.get("conflicts", ())),
                                 format_func=lambda one: service_word(words, one), key=f"conflicts_{key}")
    pairs = right.multiselect(words("catalogue.field.pairs"), others, list(body.get("pairs") or ()), placeholder=words(
        "catalogue.field.pairs.any"), format_func=lambda one: service_word(words, one), key=f"pairs_{key}")
    return {"cost": {"driver": driver, **shares}, "minimum_term_months": int(term), "exit_share": leaving,
            "conflicts": conflicts, "pairs": pairs or None}


def _reach(words: Words, asked: Asked, before: Service | None, after: Service) -> None:
    """Whom the service would reach as it now stands."""
    found = reached(asked, before, after)
    sentence = words("catalogue.reach", len(found.after), entered=words.number(len(found.entered)),
                     left=words.number(len(found.left)))
    st.markdown(f"**{sentence}**")
    guards = {one.code for one in after.do_not}
    if after.means == "contract" and not {"severe_open_above", "mean_days_late_at_least"} <= guards:
        st.warning(words("catalogue.guard.contract"))
    if any(one.lever == "price" and one.consultative[0] < 0 for one in after.effects) and (
            "margin_erosion_is" not in guards):
        st.warning(words("catalogue.guard.price"))


def _buttons(page: Page, before: Service | None, wanted: Service, key: str) -> None:
    words, who, at = page.words, session.viewer(), session.now()
    with st.container(horizontal=True, gap="small"):
        if st.button(words("catalogue.save"), type="primary", key=f"save_{key}", disabled=wanted == before):
            keep_service(page.home, wanted, who=who, at=at)
            st.rerun()
        if before is not None and st.button(words("catalogue.retire"), key=f"retire_{key}"):
            retire_service(page.home, before.id, who=who, at=at)
            st.rerun()
        if before is not None and page.home.journal().get("service", before.id) is not None and st.button(
                words("catalogue.as_shipped"), key=f"shipped_{key}", type="tertiary"):
            as_shipped(page.home, before.id, who=who, at=at)
            st.rerun()
