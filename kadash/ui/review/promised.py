"""Step 1, last time: what was promised, what came of it, and the figures of then against now."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import FIGURES_SEEN, ReviewHead, service_name
from kadash.language import Words
from kadash.reviews.plan import Plan, plan_from_body
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.read_table import read_table
from kadash.ui.review.figures import then_and_now, then_and_now_file
from kadash.ui.review.last_closed import last_closed


def promised(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The plan that holds, with its actions, and how the account stood when it was made."""
    words = page.words
    closed = last_closed(page, asked, account)
    entry = page.home.journal().get("plan", account.account_id)
    if entry is None:
        if closed:
            return
        st.info(words("review.promised.nothing"))
        return
    plan, today = plan_from_body(entry.body), session.today()
    st.markdown(f"**{plan_sentence(plan, today, words)}**")
    st.caption(words("review.entered_by", author=plain(entry.author), at=words.moment(entry.entered_at.astimezone())))
    _thoughts(plan, words)
    if plan.actions:
        actions = _actions(plan, today, words)
        read_table(words, words("review.promised.actions"), actions, (), key="review_promised", file=lambda: actions)
    if plan.services:
        services = [plain(service_name(service, words)) for service in plan.services]
        st.markdown(words("review.promised.services", services=words.listed(services)))
    _figures(plan, account, words)


def plan_sentence(plan: Plan, today: dt.date, words: Words) -> str:
    """How the plan's actions stand, in one sentence."""
    if not plan.actions:
        return words("review.promised.no_actions")
    late = plan.overdue(today)
    facts = {"done": words.number(plan.count("done")), "late": words.number(late)}
    return words("review.promised.late" if late else "review.promised.on_time", len(plan.actions), **facts)


def _thoughts(plan: Plan, words: Words) -> None:
    with st.grid(4, min_column_width=220):
        for name, text in (("aim", plan.aim), ("goal", plan.goal), ("problem", plan.problem), ("need", plan.need)):
            with st.container():
                st.caption(words(f"review.plan.{name}"))
                st.text(text or words.number(None))


def _actions(plan: Plan, today: dt.date, words: Words) -> pd.DataFrame:
    return pd.DataFrame([
        {words("review.plan.horizon"): words("review.plan.days", days=action.horizon_days),
         words("review.plan.what"): action.what, words("review.plan.owner"): action.owner,
         words("review.plan.due"): words.date(action.due), words("review.plan.measure"): action.measure,
         words("review.plan.state"): words(
             "review.state.overdue" if action.is_overdue(today) else f"review.state.{action.state}")}
        for action in plan.actions
    ])


def _figures(plan: Plan, account: ReviewHead, words: Words) -> None:
    seen = plan.seen or {}
    if not seen:
        return
    then = {_short(name): value if isinstance(value := seen.get(name), int | float) else None for name in FIGURES_SEEN}
    now = {_short(name): account.figure(name) for name in FIGURES_SEEN}
    on = words.date(dt.date.fromisoformat(str(seen["as_of"])))
    names = (words("review.column.then", date=on), words("review.column.now"))
    figures = [_short(name) for name in FIGURES_SEEN]
    shown = then_and_now(figures, then, now, words, *names)
    read_table(words, words("review.promised.figures"), shown, shown.columns[1:], key="review_then_and_now",
               file=lambda: then_and_now_file(figures, then, now, words, *names))


def _short(name: str) -> str:
    return name.removesuffix("_12m")
