"""Step 3, understood: what it is worth, how it pays, its rhythm, what it buys against its peers, what is flagged."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import ReviewHead, Understood
from kadash.charts.history import days_late
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.pictures import picture
from kadash.ui.read_table import read_table
from kadash.ui.review.facts import facts
from kadash.ui.review.flags import flags
from kadash.ui.review.rows import rows
from kadash.ui.review.score import score

CATEGORY_HEADS = {
    "category": "category", "revenue_12m": "this_year", "revenue_prev_12m": "year_before", "share": "share",
    "peer_share": "peer_share", "peers_buying": "peers_buying", "spend_per_year": "gap",
}
"""Column of the categories to its head, the catalogues' `review.column.<head>`."""

_MONEY, _SHARES = ("revenue_12m", "revenue_prev_12m", "spend_per_year"), ("share", "peer_share", "peers_buying")
VALUES = ("historical_value", "current_value", "potential_value", "lifetime_value")


def understood(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Value, flags with evidence, payment, rhythm, categories."""
    words = page.words
    found = answers.understood(asked, account.account_id)
    _value(words, account)
    flags(words, account)
    score(page, asked, account)
    pays, buys = st.columns([1, 1.9], gap="medium")
    with pays:
        _payment(page, account, found)
        st.markdown(f"**{words('review.rhythm.title')}**")
        st.markdown(account.rhythm_sentence(words))
    with buys:
        _categories(words, found)
    facts(page, asked, account)
    rows(page, asked, account)


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
        picture(days_late(found.payments, words, look), "review_payments", words("review.payment.alt"))


def _categories(words: Words, found: Understood) -> None:
    if found.categories.empty:
        st.markdown(f"**{words('review.categories.title')}**")
        st.caption(words("review.categories.none"))
        return
    rows = found.categories[list(CATEGORY_HEADS)]
    heads = {name: words(f"review.column.{head}") for name, head in CATEGORY_HEADS.items()}
    shown = pd.DataFrame({
        "category": rows["category"],
        **{name: [words.money(x or None) for x in rows[name]] for name in _MONEY},
        **{name: [words.percent(x, 0) for x in rows[name]] for name in _SHARES},
    })[list(CATEGORY_HEADS)].rename(columns=heads)
    read_table(words, words("review.categories.title"), shown, shown.columns[1:], key="review_categories",
               file=lambda: rows.rename(columns=heads))
    st.caption(words(f"review.categories.{found.peer_group}", found.peers))
