"""The accounts that answered, the most contribution first; a click opens the review."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers.voice import Voice
from kadash.answers.voice.told import driver_name
from kadash.language import Words
from kadash.ui import address, links
from kadash.ui.read_table import table_title
from kadash.ui.tables import HEAD_PX, MOST_ROWS_SEEN, ROW_PX, money_scale


def accounts_part(words: Words, found: Voice) -> None:
    """The table; sorted by a click on a head."""
    rows = found.by_account
    if rows.empty:
        return
    size, money = money_scale(rows["contribution_12m"], words)
    head = {name: words(f"voice.accounts.{name}") for name in (
        "account", "layer", "contribution", "score", "gap", "lowest", "recommend", "day", "low")}
    shown = pd.DataFrame({
        head["account"]: rows["account_name"],
        head["layer"]: ["–" if pd.isna(one) else words(f"layer.{found.scheme}.{one}") for one in rows["layer"]],
        head["contribution"]: rows["contribution_12m"] / size, head["score"]: 100 * rows["score"],
        head["gap"]: 100 * rows["gap"],
        head["lowest"]: [_lowest(words, driver, score) for driver, score in zip(
            rows["lowest"], rows["lowest_score"], strict=True)],
        head["recommend"]: 100 * rows["recommend"], head["day"]: rows["day"].dt.date, head["low"]: rows["low"]})
    shown = shown.drop(columns=[name for name in shown if shown[name].isna().all()])
    table_title(words, words("voice.accounts.title", len(rows)), "voice_accounts", lambda: rows)
    points = st.column_config.NumberColumn(format="%.0f")
    event = st.dataframe(
        shown, hide_index=True, key=f"voice_accounts_{found.scheme}", on_select="rerun", selection_mode="single-cell",
        placeholder="–", height=HEAD_PX + ROW_PX * min(len(shown), MOST_ROWS_SEEN),
        alt=words("voice.accounts.title", len(rows)),
        column_config={head["account"]: st.column_config.TextColumn(pinned=True),
                       head["contribution"]: st.column_config.NumberColumn(format=money),
                       **{head[name]: points for name in ("score", "gap", "recommend")},
                       head["low"]: st.column_config.CheckboxColumn(help=words("voice.figure.low.why"))})
    for row, _ in event.selection.cells[:1]:
        links.go("review", **{**address.held(), "account": str(rows["account_id"].iloc[row])})


def _lowest(words: Words, driver: str | None, score: float) -> str | None:
    if pd.isna(driver):
        return None
    return words("voice.accounts.lowest_one", None, driver=driver_name(driver, words),
                 score=words.number(100.0 * score))
