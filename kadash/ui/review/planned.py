"""Step 5, planned: goal, problem, need, and actions for 30, 60 and 90 days, kept in the journal."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, entered, review_dossier, service_name
from kadash.language import Words
from kadash.reviews.draft import draft_plan
from kadash.reviews.plan import HORIZONS, STATES, Plan, first_actions, kept_actions
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.close_review import close_review
from kadash.ui.review.four_steps import four_steps
from kadash.ui.review.plan_entry import plan_entry
from kadash.ui.tables import HEAD_PX, MOST_ROWS_SEEN, TWO_LINES_PX


def planned(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The plan as a form, drafted on request; the four steps; and the close of the review."""
    words, kept = page.words, plan_entry(page, asked, account)
    kept.settle()
    if kept.changed_meanwhile and not kept.is_unsettled:
        _changed_meanwhile(words, account)
    st.markdown(f"**{words('review.planned.sentence')}**")
    _services(words, kept.plan)
    drafted = _drafted(page, asked, account, kept.plan)
    plan, name = drafted or kept.plan, f"{account.account_id}_{kept.seen}{'_draft' if drafted else ''}"
    with st.form(f"plan_{name}", border=False):
        written = _form(words, plan, account, name)
        if st.form_submit_button(words("review.planned.save"), type="primary") and kept.save(written):
            st.session_state.pop(_draft_key(account), None)
            st.toast(words("review.planned.saved"))
            st.rerun()
    if kept.entry is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words("review.entered_by", author=plain(kept.entry.author),
                             at=words.moment(kept.entry.entered_at.astimezone())), width="content")
            if st.button(words("review.planned.undo"), type="tertiary"):
                kept.undo()
                st.rerun()
    four_steps(page, asked, account)
    close_review(page, asked, account, drafted is not None)


def _draft_key(account: ReviewHead) -> str:
    return f"plan_draft_{account.account_id}"


def _drafted(page: Page, asked: Asked, account: ReviewHead, plan: Plan) -> Plan | None:
    """What the figures suggest in every part that is still empty, once it is asked for; nothing is saved by it."""
    words = page.words
    is_whole = bool(plan.aim and plan.goal and plan.problem and plan.need and plan.actions)
    if not st.session_state.get(_draft_key(account)):
        if not is_whole:
            with st.container(horizontal=True, vertical_alignment="center"):
                if st.button(words("review.draft.make"), key="plan_draft"):
                    st.session_state[_draft_key(account)] = True
                    st.rerun()
                st.caption(words("review.draft.about"), width="content")
        return None
    found = review_dossier(asked, account.account_id, entered(page.home.journal(), account.account_id))
    st.caption(words("review.draft.made"))
    if found is None:
        return None
    names = tuple(service_name(service, words) for service in plan.services)
    return draft_plan(plan, found.known(names), account.text("owner"), session.today(), words)


def _changed_meanwhile(words: Words, account: ReviewHead) -> None:
    st.warning(words("review.planned.changed"))
    if st.button(words("review.planned.see_new")):
        del st.session_state[f"plan_seen_{account.account_id}"]
        st.rerun()


def _services(words: Words, plan: Plan) -> None:
    services = [plain(service_name(service, words)) for service in plan.services]
    st.caption(words("review.planned.services", services=words.listed(services)) if services
               else words("review.planned.no_services"))


def _form(words: Words, plan: Plan, account: ReviewHead, name: str) -> Plan:
    texts: dict[str, str] = {}
    with st.grid(4, min_column_width=230, gap="small"):
        for field in ("aim", "goal", "problem", "need"):
            texts[field] = st.text_area(
                words(f"review.plan.{field}"), getattr(plan, field), height=134, max_chars=600,
                placeholder=words(f"review.plan.{field}_hint"), key=f"{field}_{name}") or ""
    actions = plan.actions or first_actions(session.today(), account.text("owner"))
    st.markdown(f"**{words('review.plan.actions')}**")
    rows = pd.DataFrame([vars(action) for action in actions])
    edited = st.data_editor(
        rows.assign(due=pd.to_datetime(rows["due"]).dt.date), num_rows="dynamic", hide_index=True,
        key=f"actions_{name}", row_height=TWO_LINES_PX,
        height=HEAD_PX + TWO_LINES_PX * min(len(rows) + 1, MOST_ROWS_SEEN), column_config=_columns(words),
        column_order=("horizon_days", "what", "owner", "due", "measure", "state", "shared"),
        alt=words("review.plan.actions"))
    records = [{str(k): v for k, v in row.items()} for row in edited.to_dict("records")]
    return Plan(texts["goal"].strip(), texts["problem"].strip(), texts["need"].strip(), plan.services,
                kept_actions(records), aim=texts["aim"].strip())


def _columns(words: Words) -> dict[str, Any]:
    config = st.column_config
    return {
        "horizon_days": config.SelectboxColumn(
            words("review.plan.horizon"), options=list(HORIZONS), default=HORIZONS[0], required=True, width=76,
            format_func=lambda days: words("review.plan.days", days=days)),
        "what": config.TextColumn(words("review.plan.what"), max_chars=300, width=330),
        "owner": config.TextColumn(words("review.plan.owner"), max_chars=80, width=92),
        "due": config.DateColumn(words("review.plan.due"), width=92),
        "measure": config.TextColumn(words("review.plan.measure"), max_chars=200, width=230),
        "state": config.SelectboxColumn(
            words("review.plan.state"), options=list(STATES), default=STATES[0], required=True, width=76,
            format_func=lambda state: words(f"review.state.{state}")),
        "shared": config.CheckboxColumn(words("review.plan.shared"), help=words("review.plan.shared_help"), width=100),
    }
