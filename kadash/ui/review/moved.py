"""Step 2, what moved: three years by month, the bridge from one year to the next, figures and products."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import Moved, ReviewHead
from kadash.charts.bridge import margin_bridge_chart
from kadash.charts.history import revenue_and_contribution
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.read_table import read_table
from kadash.ui.review.figures import then_and_now, then_and_now_file
from kadash.ui.review.rows import rows

FIGURES = ("revenue", "contribution", "margin_rate", "discount_rate", "price_to_list", "purchases")
MOST_PRODUCTS = 8


def moved(page: Page, asked: Asked, account: ReviewHead) -> None:
    """History and bridge side by side, then the figures and the products behind them."""
    words, look = page.words, theme(page.dark)
    found = answers.moved(asked, account.account_id)
    st.markdown(f"**{found.sentence(words)}**")
    history, bridge = st.columns(2, gap="medium")
    with history:
        shown = "contribution" if found.months["contribution"].notna().any() else "revenue"
        st.markdown(f"**{words(f'review.history.title.{shown}')}**")
        picture(drawn(revenue_and_contribution, found.months, words, look), "review_history",
                words(f"review.history.alt.{shown}"))
    with bridge:
        st.markdown(f"**{words(f'review.bridge.title.{found.bridge.measure}')}**")
        picture(drawn(margin_bridge_chart, found.bridge, words, look), "review_bridge",
                words("review.bridge.alt", before=words.money(found.bridge.before), now=words.money(found.bridge.now)))
    figures, products = st.columns([1, 1.2], gap="medium")
    with figures:
        _figures(words, account, found)
    with products:
        _products(words, found)
    rows(page, asked, account)


def _figures(words: Words, account: ReviewHead, found: Moved) -> None:
    then = {name: account.figure(f"{name}_prev_12m") for name in FIGURES}
    now = {name: account.figure(f"{name}_12m") for name in FIGURES}
    names = (words("review.column.year_before"), words("review.column.this_year"))
    shown = then_and_now(FIGURES, then, now, words, *names)
    read_table(words, words("review.moved.figures"), shown, shown.columns[1:], key="review_years",
               file=lambda: then_and_now_file(FIGURES, then, now, words, *names))


def _products(words: Words, found: Moved) -> None:
    changes = found.product_changes()
    if changes.empty:
        st.markdown(f"**{words('review.moved.products')}**")
        st.caption(words("review.moved.no_products"))
        return
    heads = {"product": words("review.column.product"), "quantity_change": words("review.column.quantity"),
             "price_change": words("review.column.price"), "change": words("review.column.effect")}
    most = changes.head(MOST_PRODUCTS)
    shown = pd.DataFrame({
        heads["product"]: most["product"],
        heads["quantity_change"]: [words.percent(x, 0, sign=True) for x in most["quantity_change"]],
        heads["price_change"]: [words.percent(x, sign=True) for x in most["price_change"]],
        heads["change"]: [words.money(x, sign=True) for x in most["change"]],
    })
    read_table(words, words("review.moved.products"), shown, shown.columns[1:], key="review_products",
               file=lambda: changes[list(heads)].rename(columns=heads))
