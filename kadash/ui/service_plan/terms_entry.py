"""The terms of a service: cost, term, what it may not be combined with, what is cheaper together, parts of a bundle."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.language import Words
from kadash.services import Catalogue, Service
from kadash.services.edited import bundle_body, bundle_rows, together_body
from kadash.ui.service_plan.rules_entry import records
from kadash.ui.service_plan.who import service_word

DRIVERS = ("account", "order", "revenue")


def terms_entry(words: Words, service: Service | None, menu: Catalogue, body: dict[str, Any],
                key: str) -> dict[str, Any]:
    """Cost, term, conflicts, pairs and what is shared, as typed."""
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
                                 placeholder=words("catalogue.field.conflicts.none"),
                                 format_func=lambda one: service_word(words, one), key=f"conflicts_{key}")
    pairs = right.multiselect(words("catalogue.field.pairs"), others, list(body.get("pairs") or ()), placeholder=words(
        "catalogue.field.pairs.any"), format_func=lambda one: service_word(words, one), key=f"pairs_{key}")
    return {"cost": {"driver": driver, **shares}, "minimum_term_months": int(term), "exit_share": leaving,
            "conflicts": conflicts, "pairs": pairs or None, "together": _together(words, service, menu, others, key)}


def bundle_entry(words: Words, service: Service | None, key: str) -> dict[str, Any]:
    """The parts of a bundle and its price, as typed."""
    bundle = service.bundle if service else None
    st.markdown(f"**{words('catalogue.bundle.title')}**")
    grid = st.data_editor(
        pd.DataFrame(bundle_rows(bundle), columns=["zh", "en", "price"]).astype({"price": "float64"}),
        num_rows="dynamic", hide_index=True, key=f"bundle_{key}", placeholder="", column_config={
            "zh": st.column_config.TextColumn(words("catalogue.bundle.zh")),
            "en": st.column_config.TextColumn(words("catalogue.bundle.en")),
            "price": st.column_config.NumberColumn(words("catalogue.bundle.price"), format="%.2f", min_value=0.0)})
    price = st.number_input(words("catalogue.bundle.together"), 0.0, 1000.0, bundle.price * 100 if bundle else 0.0, 0.1,
                            format="%.2f", key=f"bundle_price_{key}")
    return {"bundle": bundle_body(records(grid), price)}


def _together(words: Words, service: Service | None, menu: Catalogue, others: list[str], key: str) -> dict[str, float]:
    """What is saved with another service; only what differs from the catalogue is the service's own."""
    now = {one: menu.cost_share(service.id, one) for one in others} if service else {}
    rows = [{"service": one, "saved": round((1.0 - share) * 100, 4)} for one, share in now.items() if share < 1.0]
    st.markdown(f"**{words('catalogue.together.title')}**")
    grid = st.data_editor(
        pd.DataFrame(rows, columns=["service", "saved"]).astype({"service": "object", "saved": "float64"}),
        num_rows="dynamic", hide_index=True, key=f"together_{key}", placeholder="", column_config={
            "service": st.column_config.SelectboxColumn(
                words("catalogue.together.with"), options=others, width="large",
                format_func=lambda one: service_word(words, str(one))),
            "saved": st.column_config.NumberColumn(words("catalogue.together.saved"), format="%.0f", min_value=0.0,
                                                   max_value=99.0)})
    st.caption(words("catalogue.together.about"))
    typed = dict.fromkeys(now, 1.0) | together_body(records(grid))
    own = service.together if service else {}
    return {one: share for one, share in typed.items() if one in own or share != now.get(one, 1.0)}
