"""Catalogue: every service with whom it reaches and what it would earn; one of them to read or edit; a new one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan import CatalogueRow, catalogue_rows
from kadash.language import Words
from kadash.loads import catalogue_in_use
from kadash.services import Catalogue, Service
from kadash.services.in_force import with_service_words
from kadash.ui import address, session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.read_table import table_title
from kadash.ui.service_plan.card import card
from kadash.ui.service_plan.editor import editor
from kadash.ui.service_plan.who import service_word
from kadash.ui.tables import HEAD_PX, ROW_PX

NEW = "new"
COLUMNS = ("service", "core_idea", "means", "accounts", "first", "gain", "hours", "term", "source")


def catalogue_view(page: Page, asked: Asked) -> None:
    """The table of services; below, the one chosen."""
    state = running.current(page.home)
    if state is not None and state.kind == "rebuild" and state.outcome == "running":
        running.progress(page.words, page.home, state.job_id)
        return
    menu = catalogue_in_use(page.home)
    words = with_service_words(page.words, menu)
    st.markdown(f"**{_headline(words, menu)}**")
    if menu != asked.catalogue:
        st.info(words("catalogue.not_yet"))
        if session.may(Right.EDIT_CATALOGUE) and st.button(
                words("catalogue.judge"), key="catalogue_judge", type="primary"):
            running.begin(page.home, "rebuild", right=Right.EDIT_CATALOGUE)
            st.rerun()
    rows = catalogue_rows(asked, menu)
    _table(words, rows, bool(asked.cost_known))
    new = (NEW,) if session.may(Right.EDIT_CATALOGUE) or not rows else ()
    chosen = address.one_from_list(words("catalogue.choose"), (*(one.service.id for one in rows), *new), "service",
                                   lambda one: words("catalogue.new") if one == NEW else service_word(words, one),
                                   rows[0].service.id if rows else NEW)
    service = next((one.service for one in rows if one.service.id == chosen), None)
    if service is not None:
        card(words, service, menu)
    if session.may(Right.EDIT_CATALOGUE):
        with st.expander(words("catalogue.edit" if service else "catalogue.new"), expanded=service is None):
            editor(page, asked, menu, service)


def _headline(words: Words, menu: Catalogue) -> str:
    price = sum(one.is_price for one in menu.services)
    return words("catalogue.headline", len(menu.services), price=words.number(price),
                 learned=words.number(sum(one.surest_source == "learned" for one in menu.services)))


def _table(words: Words, rows: list[CatalogueRow], cost_known: bool) -> None:
    heads = {name: words(f"catalogue.column.{name}") for name in COLUMNS}
    shown = pd.DataFrame([{
        "service": service_word(words, one.service.id), "core_idea": words(f"core_idea.{one.service.core_idea}"),
        "means": words(f"means.{one.service.means}"), "accounts": one.accounts, "first": one.first,
        "gain": words.money(one.gain), "hours": one.service.hours_a_year,
        "term": _term(words, one.service), "source": words(f"effect_source.{one.service.surest_source}"),
    } for one in rows], columns=list(COLUMNS))
    if not cost_known:
        shown = shown.drop(columns="gain")
    table_title(words, words("catalogue.table"), "catalogue_table", lambda: shown.rename(columns=heads))
    st.dataframe(shown, hide_index=True, key="catalogue_rows", alt=words("catalogue.table"),
                 height=HEAD_PX + ROW_PX * min(len(shown), 9), column_config={
                     **{name: st.column_config.TextColumn(head) for name, head in heads.items()},
                     "gain": st.column_config.TextColumn(heads["gain"], alignment="right"),
                     **{name: st.column_config.NumberColumn(heads[name], format="%.0f")
                        for name in ("accounts", "first", "hours")}})
    st.caption(words("catalogue.table.about"))


def _term(words: Words, service: Service) -> str:
    return words("catalogue.months", service.minimum_term_months) if service.minimum_term_months else "–"
