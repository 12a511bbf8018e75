"""A table of accounts whose figures are money: read in one unit, sorted as numbers, a click opens the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from kadash.language import Words
from kadash.ui import address, links
from kadash.ui.tables import HEAD_PX, MOST_ROWS_SEEN, ROW_PX, money_scale


def money_table(words: Words, shown: pd.DataFrame, heads: dict[str, str], key: str, money: Sequence[str] | None = None,
                others: dict[str, Any] | None = None) -> int | None:
    """A table whose figures are money unless said otherwise; gives the place of the row that was clicked."""
    names = [str(name) for name in shown]
    figures = [name for name in names if shown[name].dtype.kind == "f"] if money is None else list(money)
    size, written = money_scale(pd.concat([shown[name] for name in figures]), words)
    scaled = shown.assign(**{name: shown[name] / size for name in figures})
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(heads[name], pinned=name == "account" or None) for name in names}
    config |= {name: st.column_config.NumberColumn(heads[name], format=written) for name in figures}
    return to_click(scaled, len(scaled), key, {**config, **(others or {})})


def to_click(shown: pd.DataFrame | pa.Table, rows: int, key: str, config: dict[str, Any],
             row_px: int = ROW_PX) -> int | None:
    """A table of so many rows; gives the place of the one that was clicked. Texts wrap in rows of more than a line."""
    event = st.dataframe(
        shown, hide_index=True, key=key, on_select="rerun", selection_mode="single-cell", placeholder="–",
        height=HEAD_PX + row_px * min(rows, MOST_ROWS_SEEN * ROW_PX // row_px), row_height=row_px, column_config=config)
    return next((int(row) for row, _ in event.selection.cells[:1]), None)


def go_to(rows: pd.DataFrame | Mapping[str, Any], clicked: int | None) -> None:
    """Open the review of the account that was clicked, if any; the way back finds the page as it was.

    rows: `account_id`, in the order shown.
    """
    if clicked is not None:
        links.go("review", **{**address.held(), "account": str(list(rows["account_id"])[clicked])})
