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
from kadash.ui.plain import plain
from kadash.ui.read_table import figures_right, table_title

MOST_URGENT = 10


def choose(page: Page, asked: Asked, missing: str = "") -> None:
    """A kind sentence, a search, and the most urgent accounts, each one click away.

    missing: the number that was asked for and is not there.
    """
    words = page.words
    if missing:
        st.info(words("review.unknown", account=plain(missing)))
    wanted = reviews_wanted(asked, MOST_URGENT)
    st.markdown(f"**{words('review.choose', wanted.urgent) if wanted.urgent else words('review.choose_none')}**")
    with st.container(width=420):
        find_account(words, asked, "review_find")
    table_title(words, words("review.urgent"), "review_urgent", lambda: _file(wanted.rows, words))
    st.caption(words("review.urgent_about"))
    table = _table(wanted.rows, words)
    picked = st.dataframe(table, hide_index=True, on_select="rerun", selection_mode="single-cell", key="review_urgent",
                          column_config=figures_right([words("review.column.at_stake")]), alt=words("review.urgent"))
    for row, _ in picked.selection.cells[:1]:
        links.go("review", account=str(wanted.rows["account_id"].iloc[row]))
    st.caption(words("review.urgent_click"))


def _table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    table = pd.DataFrame({
        words("review.column.account"): rows["account_name"],
        words("review.column.flags"): [
            words.listed([words(f"flag.{flag}") for flag in flags.split(",") if flag]) for flags in rows["flags"]],
        words("review.column.at_stake"): [words.money(money) for money in rows["at_stake"]],
        words("review.column.tier"): [words(f"layer.value_tier.{tier}") for tier in rows["value_tier"]],
    })
    return table if rows["owner"].isna().all() else table.assign(
        **{words("review.column.owner"): rows["owner"].fillna(words.number(None))})


def _file(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The same with the account's number, and money as a number."""
    shown = _table(rows, words).assign(**{words("review.column.at_stake"): list(rows["at_stake"])})
    shown.insert(0, words("tables.account_id"), list(rows["account_id"]))
    return shown
