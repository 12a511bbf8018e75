"""Step 5, planned: goal, problem, need, and actions for 30, 60 and 90 days, kept in the journal."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, service_name
from kadash.language import Words
from kadash.reviews.plan import HORIZONS, STATES, Plan, first_actions, kept_actions
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.plan_entry import PlanEntry, plan_entry


def planned(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The plan as a form; saving keeps it, undoing puts back the one before."""
    words, kept = page.words, plan_entry(page, asked, account)
    if kept.changed_meanwhile:
        _changed_meanwhile(words, account)
    st.markdown(f"**{words('review.planned.sentence')}**")
    _services(words, kept.plan)
    with st.form(f"plan_{account.account_id}_{kept.seen}", border=False):
        written = _form(words, kept, account)
        if st.form_submit_button(words("review.planned.save"), type="primary") and kept.save(written):
            st.toast(words("review.planned.saved"))
            st.rerun()
    if kept.entry is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words("review.entered_by", author=plain(kept.entry.author),
                             at=words.moment(kept.entry.entered_at.astimezone())), width="content")
            if st.button(words("review.planned.undo"), type="tertiary"):
                kept.undo()
                st.rerun()


def _changed_meanwhile(words: Words, account: ReviewHead) -> None:
    st.warning(words("review.planned.changed"))
    if st.button(words("review.planned.see_new")):
        del st.session_state[f"plan_seen_{account.account_id}"]
        st.rerun()


def _services(words: Words, plan: Plan) -> None:
    services = [plain(service_name(service, words)) for service in plan.services]
    st.caption(words("review.planned.services", services=words.listed(services)) if services
               else words("review.planned.no_services"))


def _form(words: Words, kept: PlanEntry, account: ReviewHead) -> Plan:
    plan, name = kept.plan, f"{account.account_id}_{kept.seen}"
    columns = st.columns(3, gap="small")
    texts = {
        field: column.text_area(words(f"review.plan.{field}"), getattr(plan, field), height=92, max_chars=600,
                                placeholder=words(f"review.plan.{field}_hint"), key=f"{field}_{name}") or ""
        for field, column in zip(("goal", "problem", "need"), columns, strict=True)
    }
    actions = plan.actions or first_actions(session.today(), account.text("owner"))
    st.markdown(f"**{words('review.plan.actions')}**")
    rows = pd.DataFrame([vars(action) for action in actions])
    edited = st.data_editor(
        rows.assign(due=pd.to_datetime(rows["due"]).dt.date), num_rows="dynamic", hide_index=True,
        key=f"actions_{name}", column_config=_columns(words),
        column_order=("horizon_days", "what", "owner", "due", "measure", "state"), alt=words("review.plan.actions"))
    records = [{str(k): v for k, v in row.items()} for row in edited.to_dict("records")]
    return Plan(texts["goal"].strip(), texts["problem"].strip(), texts["need"].strip(), plan.services,
                kept_actions(records))


def _columns(words: Words) -> dict[str, Any]:
    config = st.column_config
    return {
        "horizon_days": config.SelectboxColumn(
            words("review.plan.horizon"), options=list(HORIZONS), default=HORIZONS[0], required=True, width=80,
            format_func=lambda days: words("review.plan.days", days=days)),
        "what": config.TextColumn(words("review.plan.what"), max_chars=300, width="large"),
        "owner": config.TextColumn(words("review.plan.owner"), max_chars=80, width="small"),
        "due": config.DateColumn(words("review.plan.due"), width="small"),
        "measure": config.TextColumn(words("review.plan.measure"), max_chars=200, width="medium"),
        "state": config.SelectboxColumn(
            words("review.plan.state"), options=list(STATES), default=STATES[0], required=True, width="small",
            format_func=lambda state: words(f"review.state.{state}")),
    }
