"""No account chosen, or none that may be seen: how to find one, and those that want a review most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import reviews_wanted
from kadash.language import Words
from kadash.ui import links
from kadash.ui.find_account import find_account
from kadash.ui.frame import Page

MOST_URGENT = 10


def choose(page: Page, asked: Asked) -> None:
    """A kind sentence, a search, and the most urgent accounts, each one click away."""
    words = page.words
    wanted = reviews_wanted(asked)
    st.markdown(f"**{words('review.choose', int(wanted['urgency'].eq(1).sum()))}**")
    with st.container(width=420):
        find_account(words, asked, "review_find")
    st.subheader(words("review.urgent"), anchor=False)
    st.caption(words("review.urgent_about"))
    table = _table(wanted.head(MOST_URGENT), words)
    picked = st.dataframe(table, hide_index=True, on_select="rerun", selection_mode="single-cell", key="review_urgent",
                          alt=words("review.urgent"))
    for row, _ in picked.selection.cells[:1]:
        links.go("review", account=str(wanted["account_id"].iloc[row]))
    st.caption(words("review.urgent_click"))


def _table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame({
        words("review.column.account"): rows["account_name"],
        words("review.column.flags"): [
            words.listed([words(f"flag.{flag}") for flag in flags.split(",") if flag]) for flags in rows["flags"]],
        words("review.column.at_stake"): [words.money(money) for money in rows["at_stake"]],
        words("review.column.tier"): [words(f"layer.value_tier.{tier}") for tier in rows["value_tier"]],
        words("review.column.owner"): rows["owner"].fillna(words.number(None)),
    })
