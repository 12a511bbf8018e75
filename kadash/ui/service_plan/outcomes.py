"""Outcomes: saved plans with their tasks, what was learnt of each service, and whether promises came true."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan.outcomes import Taught, ledger, taught
from kadash.answers.service_plan.saved import STATES, SavedPlan, keep_tasks, saved_plans, tasks
from kadash.language import Words
from kadash.loads import catalogue_in_use, keep_service
from kadash.services.catalogue import BUYER_TYPES
from kadash.services.edited import with_learned
from kadash.services.learning import Difference, accounts_per_arm
from kadash.ui import address, session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.service_plan.who import service_word

RESULTS = ("kept", "lost")


def outcomes_view(page: Page, asked: Asked) -> None:
    """Tasks of a plan, then what was learnt, then the ledger."""
    words = page.words
    plans = saved_plans(page.home.journal())
    if plans:
        _tasks(page, plans)
    else:
        st.info(words("outcomes.no_plan"))
    _learned(page, asked)
    _ledger(page, asked)


def _tasks(page: Page, plans: list[SavedPlan]) -> None:
    words, journal = page.words, page.home.journal()
    named = {plan.plan_id: plan for plan in plans}
    chosen = named[address.one_from_list(words("outcomes.plan"), tuple(named), "plan", lambda one: words(
        "outcomes.plan.name", None, name=named[one].name, date=words.date(named[one].saved_at.date())),
        plans[0].plan_id)]
    before = tasks(journal, chosen, session.today())
    counts = before["state"].value_counts()
    facts = {state: words.number(int(counts.get(state, 0))) for state in STATES}
    st.markdown(f"**{words('outcomes.headline', len(before), held=words.number(len(chosen.held)), **facts)}**")
    shown = before.assign(service=[service_word(words, one) for one in before["service_id"]],
                          **{name: pd.to_datetime(before[name]) for name in ("due", "until")})
    edited = st.data_editor(
        shown, hide_index=True, key=f"tasks_{chosen.plan_id}", height=340, placeholder="",
        disabled=("account_name", "service"),
        column_order=("account_name", "service", "owner", "due", "state", "until", "reason", "result"),
        column_config=_columns(words))
    after = [{**row, **{name: _day(row[name]) for name in ("due", "until")}} for row in edited.to_dict("records")]
    lacking = [row for row in after if row["state"] == "snoozed" and not (row["reason"] and row["until"])]
    if lacking:
        st.warning(words("outcomes.snooze_needs", len(lacking)))
    with st.container(horizontal=True, gap="small"):
        if st.button(words("outcomes.keep"), type="primary", key="keep_tasks", disabled=bool(lacking)):
            count = keep_tasks(journal, chosen, before, after, who=session.viewer(), at=session.now())
            st.toast(words("outcomes.kept", count))
            st.rerun()
    st.caption(words("outcomes.tasks.about"))


def _columns(words: Words) -> dict[str, Any]:
    head = {name: words(f"outcomes.column.{name}") for name in (
        "account_name", "service", "owner", "due", "state", "until", "reason", "result")}
    return {
        **{name: st.column_config.TextColumn(head[name]) for name in ("account_name", "service", "owner", "reason")},
        **{name: st.column_config.DateColumn(head[name]) for name in ("due", "until")},
        "state": st.column_config.SelectboxColumn(head["state"], options=list(STATES), required=True,
                                                  format_func=lambda one: words(f"outcomes.state.{one}")),
        "result": st.column_config.SelectboxColumn(head["result"], options=list(RESULTS),
                                                   format_func=lambda one: words(f"outcomes.result.{one}"))}


def _learned(page: Page, asked: Asked) -> None:
    words = page.words
    st.subheader(words("outcomes.learned"), anchor=False)
    found = taught(asked, page.home.journal(), asked.catalogue)
    needed = accounts_per_arm(0.80, 0.85)
    st.caption(words("outcomes.needed", None, needed=words.number(needed)))
    if not found:
        st.markdown(words("outcomes.nothing_learned"))
        return
    shown = pd.DataFrame([_compared(words, one) for one in found])
    read_table(words, words("outcomes.compared"), shown, shown.columns[1:4], key="outcomes_compared",
               file=lambda: shown)
    st.caption(words("outcomes.compared.about"))
    known = {one.service.id: one for one in found if one.effects is not None}
    if known:
        chosen = address.one_from_list(words("outcomes.effect_of"), tuple(known), "learned",
                                       lambda one: service_word(words, one), next(iter(known)))
        _effects(page, known[chosen])


def _compared(words: Words, found: Taught) -> dict[str, str]:
    seen = found.compared
    return {
        words("outcomes.column.service"): service_word(words, found.service.id),
        words("outcomes.naive"): _difference(words, seen.naive),
        words("outcomes.adjusted"): _difference(words, seen.adjusted),
        words("outcomes.counted"): words("outcomes.of", None, given=words.number(seen.naive.given if seen.naive else 0),
                                         others=words.number(seen.naive.others if seen.naive else 0)),
        words("outcomes.warnings"): words.listed([words(f"outcomes.warning.{code}") for code in seen.warnings]) or "–"}


def _difference(words: Words, found: Difference | None) -> str:
    if found is None:
        return "–"
    return words("outcomes.difference", None, mean=words.points(found.mean), low=words.points(found.low),
                 high=words.points(found.high))


def _effects(page: Page, found: Taught) -> None:
    """What is believed of a service's retention now, by buyer type, and the way to take it into the catalogue."""
    words, effects = page.words, found.effects
    assert effects is not None
    with st.container():
        shown = pd.DataFrame([{
            words("outcomes.buyer_type"): words(f"layer.buyer_type.{row['buyer_type']}"),
            words("outcomes.counted"): words("outcomes.of", None, given=words.number(row["given"]),
                                             others=words.number(row["held"])),
            words("outcomes.assumed"): _plus_minus(words, row["assumed"], row["assumed_sd"]),
            words("outcomes.seen"): _plus_minus(words, row["seen"], row["seen_sd"]),
            words("outcomes.believed"): _plus_minus(words, row["mean"], row["sd"]),
        } for row in effects.to_dict("records")])
        st.dataframe(shown, hide_index=True, key=f"learned_{found.service.id}")
        if st.button(words("outcomes.take"), key=f"take_{found.service.id}"):
            believed = {row["buyer_type"]: (float(row["mean"]), float(row["sd"])) for row in effects.to_dict("records")}
            now = {one.id: one for one in catalogue_in_use(page.home).services}.get(found.service.id, found.service)
            keep_service(page.home, with_learned(now, {kind: believed[kind] for kind in BUYER_TYPES}, found.outcomes),
                         who=session.viewer(), at=session.now())
            running.begin(page.home, "rebuild")
            st.rerun()


def _plus_minus(words: Words, mean: float, sd: float) -> str:
    return "–" if mean != mean else words("catalogue.effect_points", None, mean=words.points(mean),
                                          sd=words.number(sd * 100, 1))


def _ledger(page: Page, asked: Asked) -> None:
    words = page.words
    rows = ledger(asked, page.home.journal())
    if rows.empty:
        return
    st.subheader(words("outcomes.ledger"), anchor=False)
    told = rows[rows["verdict"].isin(["came_true", "partly", "not"])]
    came = int(told["verdict"].eq("came_true").sum())
    st.markdown(words("outcomes.ledger.sentence", len(told), true=words.number(came),
                      early=words.number(int(rows["verdict"].eq("early").sum()))))
    shown = pd.DataFrame({
        words("outcomes.column.account_name"): rows["account_name"],
        words("outcomes.column.service"): [service_word(words, one) for one in rows["service_id"]],
        words("outcomes.column.plan"): rows["plan"],
        words("outcomes.column.made_on"): [words.date(day) for day in rows["made_on"]],
        words("outcomes.column.promised"): [words.money(one, sign=True) for one in rows["promised"]],
        words("outcomes.column.came"): [words.money(one, sign=True) for one in rows["came"]],
        words("outcomes.column.verdict"): [words(f"outcomes.verdict.{one}") for one in rows["verdict"]]})
    read_table(words, words("outcomes.ledger.table"), shown, shown.columns[4:6], key="outcomes_ledger",
               file=lambda: rows)
    st.caption(words("outcomes.ledger.about"))


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, pd.Timestamp) else value if isinstance(value, dt.date) else None
