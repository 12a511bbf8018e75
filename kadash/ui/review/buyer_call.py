"""The rep's own call of the buyer type, with a reason, beside what is computed."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.review import BuyerView, ReviewHead
from kadash.reviews.called import call, called_to_body
from kadash.segments.buyer_opinion import TYPES
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import kept_entry


def buyer_call(page: Page, asked: Asked, account: ReviewHead, view: BuyerView) -> None:
    """The call that holds, or a form for one; taken back or undone at any time."""
    if not session.may(Right.EDIT_ENTRIES):
        return
    words, kept = page.words, kept_entry(page, "buyer_type", account.account_id)
    with st.container(border=True):
        st.markdown(f"**{words('review.call.title')}**")
        if view.called is not None:
            st.markdown(words("review.call.holds", None, type=words(f"layer.buyer_type.{view.called.called}"),
                              reason=plain(view.called.reason), day=words.date(view.called.review_on)))
            if st.button(words("review.call.take_back"), key=f"take_back_{kept.name}") and kept.save(None):
                st.rerun()
        else:
            _form(page, asked, view, kept.name, account)
        kept.line()


def _form(page: Page, asked: Asked, view: BuyerView, name: str, account: ReviewHead) -> None:
    words = page.words
    months = asked.policy.buyer_type.review_after_months
    with st.form(f"call_{name}", border=False):
        chosen = st.segmented_control(words("review.call.type"), TYPES, key=f"call_type_{name}",
                                      format_func=lambda one: words(f"layer.buyer_type.{one}"))
        reason = st.text_input(words("review.call.reason"), max_chars=300, key=f"call_reason_{name}") or ""
        st.caption(words("review.call.about", months))
        if not st.form_submit_button(words("review.call.save")):
            return
    if chosen is None or not reason.strip():
        st.warning(words("review.call.incomplete"))
        return
    body = called_to_body(call(str(chosen), reason, session.today(), months, view.computed))
    if kept_entry(page, "buyer_type", account.account_id).save(body):
        st.rerun()
