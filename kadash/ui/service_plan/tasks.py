"""Tasks of a saved plan: owner, date, snoozed with a reason, done or declined, and what came of it; as a file too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan.saved import OUTCOME, STATES, TASK, SavedPlan, keep_tasks, tasks
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Journal
from kadash.ui import address, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.read_table import table_title
from kadash.ui.seen import draw
from kadash.ui.service_plan.who import service_word

RESULTS = ("kept", "lost")
HEADS = ("account_name", "service", "owner", "due", "state", "until", "reason", "result")


def tasks_panel(page: Page, asked: Asked, plans: list[SavedPlan]) -> None:
    """The tasks of the plan chosen in a grid to edit; `plans` are those that the viewer may see."""
    words, journal = page.words, page.home.journal()
    named = {plan.plan_id: plan for plan in plans}
    chosen = named[address.one_from_list(words("outcomes.plan"), tuple(named), "plan", lambda one: words(
        "outcomes.plan.name", None, name=named[one].name, date=words.date(named[one].saved_at.date())),
        plans[0].plan_id)]
    before, seen = tasks(journal, chosen, session.today()), {kind: draw(journal, kind) for kind in (TASK, OUTCOME)}
    counts = before["state"].value_counts()
    facts = {state: words.number(int(counts.get(state, 0))) for state in STATES}
    st.markdown(f"**{words('outcomes.headline', len(before), held=words.number(len(chosen.held)), **facts)}**")
    table_title(words, words("outcomes.tasks"), "service_tasks", lambda: for_file(words, before))
    after = _grid(words, chosen, before)
    if not session.may(Right.EDIT_ENTRIES):
        return
    lacking = [row for row in after if _lacks(row)]
    if lacking:
        st.warning(words("outcomes.snooze_needs", len(lacking)))
    with st.container(horizontal=True, gap="small"):
        if st.button(words("outcomes.keep"), type="primary", key="keep_tasks", disabled=bool(lacking)):
            _keep(words, journal, chosen, before, after, seen)
    st.caption(words("outcomes.tasks.about"))


def _keep(words: Words, journal: Journal, plan: SavedPlan, before: pd.DataFrame, after: list[dict[str, Any]],
          seen: Mapping[str, Mapping[str, int]]) -> None:
    try:
        count = keep_tasks(journal, plan, before, after, who=session.author(Right.EDIT_ENTRIES), at=session.now(),
                           seen=seen)
    except KadashError as error:  # the grid keeps what was typed, over what the other entered
        st.error(plain(words.of_error(error)))
        return
    st.toast(words("outcomes.kept", count))
    st.rerun()


def for_file(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    """Tasks for a file: the account's number first, states and results in words."""
    told = rows.assign(
        service=rows["service_id"].map(lambda one: service_word(words, one)),
        state=rows["state"].map(lambda one: words(f"outcomes.state.{one}")),
        result=rows["result"].map(lambda one: words(f"outcomes.result.{one}"), na_action="ignore"))
    named = told[["account_id", *HEADS]].rename(columns={name: words(f"outcomes.column.{name}") for name in HEADS})
    return named.rename(columns={"account_id": words("service_plan.column.account_id")})


def _grid(words: Words, plan: SavedPlan, before: pd.DataFrame) -> list[dict[str, Any]]:
    """The grid; gives its rows as they stand, days as days."""
    shown = before.assign(service=[service_word(words, one) for one in before["service_id"]],
                          **{name: pd.to_datetime(before[name]) for name in ("due", "until")})
    edited = st.data_editor(
        shown, hide_index=True, key=f"tasks_{plan.plan_id}", height=340, placeholder="",
        disabled=("account_name", "service"), column_order=HEADS, column_config=_columns(words))
    rows = [{str(name): value for name, value in row.items()} for row in edited.to_dict("records")]
    return [row | {name: _day(row[name]) for name in ("due", "until")} for row in rows]


def _lacks(row: dict[str, Any]) -> bool:
    """A snooze needs a reason and a date, a refusal its reason."""
    return (row["state"] == "snoozed" and not (row["reason"] and row["until"])) or (
        row["state"] == "declined" and not row["reason"])


def _columns(words: Words) -> dict[str, Any]:
    head = {name: words(f"outcomes.column.{name}") for name in HEADS}
    return {
        **{name: st.column_config.TextColumn(head[name]) for name in ("account_name", "service", "owner", "reason")},
        **{name: st.column_config.DateColumn(head[name]) for name in ("due", "until")},
        "state": st.column_config.SelectboxColumn(head["state"], options=list(STATES), required=True,
                                                  format_func=lambda one: words(f"outcomes.state.{one}")),
        "result": st.column_config.SelectboxColumn(head["result"], options=list(RESULTS),
                                                   format_func=lambda one: words(f"outcomes.result.{one}"))}


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, pd.Timestamp) else value if isinstance(value, dt.date) else None
