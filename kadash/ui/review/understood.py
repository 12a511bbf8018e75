"""Step 3, understood: what it is worth, how it pays, its rhythm, what it buys against its peers, what is flagged."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import ReviewHead, Understood
from kadash.charts.history import days_late
from kadash.charts.theme import CONFIG, theme
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.review.flags import flags

VALUES = ("historical_value", "current_value", "potential_value", "lifetime_value")


def understood(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Value, flags with evidence, payment, rhythm, categories."""
    words = page.words
    found = answers.understood(asked, account.account_id)
    _value(words, account)
    flags(words, account)
    pays, buys = st.columns([1, 1.9], gap="medium")
    with pays:
        _payment(page, account, found)
        st.markdown(f"**{words('review.rhythm.title')}**")
        st.markdown(account.rhythm_sentence(words))
    with buys:
        _categories(words, found)


def _value(words: Words, account: ReviewHead) -> None:
    st.markdown(f"**{words('review.value.title')}**")
    with st.grid(len(VALUES), min_column_width=130, gap="small"):
        for name in VALUES:
            st.metric(words(f"review.value.{name}"), words.money(account.figure(name)),
                      help=words(f"review.value.{name}_help"))


def _payment(page: Page, account: ReviewHead, found: Understood) -> None:
    words, look = page.words, theme(page.dark)
    st.markdown(f"**{words('review.payment.title')}**")
    st.markdown(found.payment_sentence(account, words))
    if len(found.payments):
        st.plotly_chart(days_late(found.payments, words, look), key="review_payments", config=CONFIG,
                        alt=words("review.payment.alt"))


def _categories(words: Words, found: Understood) -> None:
    st.markdown(f"**{words('review.categories.title')}**")
    if found.categories.empty:
        st.caption(words("review.categories.none"))
        return
    rows = found.categories
    st.dataframe(pd.DataFrame({
        words("review.column.category"): rows["category"],
        words("review.column.this_year"): [words.money(x) if x else words.number(None) for x in rows["revenue_12m"]],
        words("review.column.year_before"): [
            words.money(x) if x else words.number(None) for x in rows["revenue_prev_12m"]],
        words("review.column.share"): [words.percent(x, 0) for x in rows["share"]],
        words("review.column.peer_share"): [words.percent(x, 0) for x in rows["peer_share"]],
        words("review.column.peers_buying"): [words.percent(x, 0) for x in rows["peers_buying"]],
        words("review.column.gap"): [words.money(x) for x in rows["spend_per_year"]],
    }), hide_index=True, alt=words("review.categories.title"))
    st.caption(words(f"review.categories.{found.peer_group}", found.peers))
