"""Step 2, what moved: three years by month, the bridge from one year to the next, figures and products."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import Moved, ReviewHead
from kadash.charts.bridge import margin_bridge_chart
from kadash.charts.history import revenue_and_contribution
from kadash.charts.theme import CONFIG, theme
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.review.figures import then_and_now

FIGURES = ("revenue", "contribution", "margin_rate", "discount_rate", "price_to_list", "purchases")
MOST_PRODUCTS = 8


def moved(page: Page, asked: Asked, account: ReviewHead) -> None:
    """History and bridge side by side, then the figures and the products behind them."""
    words, look = page.words, theme(page.dark)
    found = answers.moved(asked, account.account_id)
    st.markdown(f"**{found.sentence(words)}**")
    history, bridge = st.columns(2, gap="medium")
    with history:
        st.markdown(f"**{words('review.history.title')}**")
        st.plotly_chart(revenue_and_contribution(found.months, words, look), key="review_history",
                        config=CONFIG, alt=words("review.history.alt"))
    with bridge:
        st.markdown(f"**{words(f'review.bridge.title.{found.bridge.measure}')}**")
        st.plotly_chart(margin_bridge_chart(found.bridge, words, look), key="review_bridge", config=CONFIG,
                        alt=words("review.bridge.alt", before=words.money(found.bridge.before),
                                  now=words.money(found.bridge.now)))
    figures, products = st.columns([1, 1.2], gap="medium")
    with figures:
        _figures(words, account, found)
    with products:
        _products(words, found)


def _figures(words: Words, account: ReviewHead, found: Moved) -> None:
    st.markdown(f"**{words('review.moved.figures')}**")
    then = {name: account.figure(f"{name}_prev_12m") for name in FIGURES}
    now = {name: account.figure(f"{name}_12m") for name in FIGURES}
    table = then_and_now(FIGURES, then, now, words, words("review.column.year_before"),
                         words("review.column.this_year"))
    st.dataframe(table, hide_index=True, alt=words("review.moved.figures"))


def _products(words: Words, found: Moved) -> None:
    changes = found.product_changes().head(MOST_PRODUCTS)
    st.markdown(f"**{words('review.moved.products')}**")
    if changes.empty:
        st.caption(words("review.moved.no_products"))
        return
    st.dataframe(pd.DataFrame({
        words("review.column.product"): changes["product"],
        words("review.column.quantity"): [words.percent(x, 0, sign=True) for x in changes["quantity_change"]],
        words("review.column.price"): [words.percent(x, sign=True) for x in changes["price_change"]],
        words("review.column.effect"): [words.money(x, sign=True) for x in changes["change"]],
    }), hide_index=True, alt=words("review.moved.products"))
