"""The account table: names, trend, money, flags in words, next step; a click opens the review; taken away as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers.review import service_name
from kadash.charts.room import text_px
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.ui import address, links
from kadash.ui.taken import taken_table
from kadash.vocabulary import FLAGS, Severity

ROW_PX, HEAD_PX, MOST_ROWS_SEEN, TEXT_SIZE_PX = 35, 36, 14, 13
TWO_LINES_PX = 61
"""A row in which texts take two lines: Streamlit wraps them from above four times the size of its type."""

TREND_PX, CHIP_PX, CELL_PX = 90, 24, 18
"""Widths of a trend, of what a flag has around its word, and of what a cell has around its text."""

LEAST_TEXT_PX, MOST_FLAGS_PX = 60, 240
MOST_TEXT_PX = {"account": 222, "next_step": 205}
OTHER_TEXT_PX = 140
"""Widest columns of text: name, trend, figures, flags and next step fit side by side on a laptop."""

LAPTOP_PX = 1058
"""Room for a table on a screen 1366 pixels wide."""

COLUMNS = {
    "account": "text", "layer": "text", "trend": "trend", "revenue_12m": "money", "change": "change",
    "contribution_12m": "money", "contribution_rate_12m": "percent", "current_value": "money", "key_score": "number",
    "flags": "flags", "next_step": "text", "owner": "text", "days_since_order": "number", "mean_days_late": "number",
}
"""Column to how it is written; its head is the catalogues' `tables.<column>`, what it means `tables.<column>.about`."""


def account_table(
    words: Words, rows: pd.DataFrame, scheme: str, *, key: str, dark: bool, columns: Sequence[str] = tuple(COLUMNS),
) -> list[str]:
    """Accounts as a table; a click anywhere in a row opens its review. Columns that nobody has a value for stay away.

    Gives the columns that a laptop shows only when the table is moved sideways.

    rows: the rows of an AccountsAnswer, in the order to show them.
    """
    shown = account_columns(words, rows, scheme)
    kept = [name for name in columns if name in shown and not _is_empty(shown[name])]
    scales = {name: money_scale(shown[name], words) for name in kept if COLUMNS[name] == "money"}
    scaled = shown[kept].assign(**{name: shown[name] / size for name, (size, _) in scales.items()})
    scaled = scaled.assign(**{
        name: unsigned_nought(scaled[name]) for name in kept if COLUMNS[name] in ("change", "number")})
    if "flags" in kept:
        scaled = scaled.assign(flags=scaled["flags"].map(fitting))
    event = st.dataframe(
        scaled, hide_index=True, key=key, on_select="rerun", selection_mode="single-cell", placeholder="–",
        height=HEAD_PX + ROW_PX * min(len(scaled), MOST_ROWS_SEEN), alt=words("tables.alt"),
        column_config={name: _config(scaled[name], words, scales, dark) for name in kept})
    for row, _ in event.selection.cells[:1]:
        links.go("review", **{**address.held(), "account": str(rows["account_id"].iloc[row])})
    return beyond_a_laptop({name: _column_px(scaled[name], words) for name in kept})


def beyond_a_laptop(widths_px: Mapping[str, int]) -> list[str]:
    """The columns that end beyond the edge of a laptop's screen, of columns in a row.

    >>> beyond_a_laptop({"account": 900, "owner": 158}), beyond_a_laptop({"account": 900, "owner": 159})
    ([], ['owner'])
    """
    ends = dict(zip(widths_px, accumulate(widths_px.values()), strict=True))
    return [name for name, end in ends.items() if end > LAPTOP_PX]


def account_columns(words: Words, rows: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """The accounts with what the table shows: one row an account, columns of COLUMNS; flags a list of words.

    Numbers stay numbers: money in the reporting currency, change and rates in per cent.
    """
    services = {one: service_name(str(one), words) for one in rows["service_id"].dropna().unique()}
    before = rows["revenue_prev_12m"]
    return pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]),
        "layer": [words(f"layer.{scheme}.{layer}") for layer in rows["layer"]],
        "trend": rows["trend"],
        "revenue_12m": rows["revenue_12m"],
        "change": ((rows["revenue_12m"] - before) / before).where(before > 0) * 100,
        "contribution_12m": rows["contribution_12m"],
        "contribution_rate_12m": rows["contribution_rate_12m"] * 100,
        "current_value": rows["current_value"],
        "key_score": rows["key_score"],
        "flags": [[words(f"flag.{flag}") for flag in flags.split(",") if flag] for flags in rows["flags"]],
        "next_step": rows["service_id"].map(services),
        "owner": rows["owner"],
        "days_since_order": rows["days_since_order"],
        "mean_days_late": rows["mean_days_late"],
    })


def money_scale(amounts: pd.Series[float], words: Words) -> tuple[float, str]:
    """The unit that a column of money is read in, and how a cell of it is written: sorted as the numbers they are."""
    return money_scale_of(float(amounts[amounts != 0].abs().median()), words)


def money_scale_of(typical: float, words: Words) -> tuple[float, str]:
    """The same where the typical amount, the middle of those that are not nought, is known; NaN where there is none."""
    fixed = words.money_unit()
    if fixed is not None:
        size, unit = fixed
        digits = {1.0: 0, 1e3: 0, 1e4: 1}.get(size, 2)
        return size, f"%,.{digits}f{unit}"
    size = 10_000.0 if words.language == "zh" else 1_000.0
    if not typical >= size / 2:
        return 1.0, "%,.0f"
    return size, "%,.1f万" if words.language == "zh" else "%,.0fK"


def unsigned_nought(figures: pd.Series[float], digits: int = 0) -> pd.Series[float]:
    """Figures for a column written with so many digits: what rounds to nought is nought and reads 0, not -0.

    >>> unsigned_nought(pd.Series([-0.4, -0.5])).tolist()
    [0.0, -0.5]
    """
    return figures.mask(figures.abs() < 0.5 * 10**-digits, 0.0)


def download(words: Words, table: Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """A quiet button that makes a CSV file of a table when it is asked for."""
    file = f"{name}.csv"
    st.download_button(words("tables.download"), data=taken_table(table, file), file_name=file, mime="text/csv",
                       type="tertiary", on_click="ignore", key=key)


def account_export(words: Words, rows: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """The accounts for a file: every column in full, heads in words, the flags in one cell."""
    shown = account_columns(words, rows, scheme).drop(columns="trend")
    shown = shown.assign(flags=[words.listed(flags) for flags in shown["flags"]])
    shown.insert(0, "account_id", rows["account_id"])
    return shown.rename(columns=lambda name: words(f"tables.{name}"))


def fitting(flags: list[str]) -> list[str]:
    """As many flags as a cell shows whole, and how many more there are.

    >>> fitting(["Margin erosion", "Service burden"]), fitting(["Margin erosion", "Service burden", "Late payer"])
    (['Margin erosion', 'Service burden'], ['Margin erosion', '+2'])
    """
    fewer = ([*flags[:shown], f"+{len(flags) - shown}"] for shown in range(len(flags) - 1, 0, -1))
    return next((told for told in (flags, *fewer) if _pills_px(told) <= MOST_FLAGS_PX - CELL_PX), flags[:1])


def _pills_px(flags: list[str]) -> int:
    return sum(text_px(flag, TEXT_SIZE_PX) + CHIP_PX for flag in flags)


def _is_empty(column: pd.Series[Any]) -> bool:
    if column.name == "flags":
        return not any(column)
    return bool(column.isna().all())


def _flags_width(flags: pd.Series[Any]) -> int:
    longest = max((_pills_px(row) for row in flags), default=0)
    return min(max(longest + CELL_PX, LEAST_TEXT_PX), MOST_FLAGS_PX)


def text_column_px(texts: Sequence[str], most_px: int) -> int:
    """How wide a column of texts is, its head among them; the browser looks at the first rows alone.

    >>> text_column_px(["A"], 240), text_column_px(["A", "Moulded-case breakers"], 240) > 120
    (60, True)
    """
    longest = max((text_px(text, TEXT_SIZE_PX) for text in texts), default=0)
    return min(max(longest + CELL_PX, LEAST_TEXT_PX), most_px)


def _column_px(column: pd.Series[Any], words: Words) -> int:
    """About how wide a column is; its figures those that are seen before the table is moved."""
    name = str(column.name)
    head = words(f"tables.{name}")
    decimals = {"percent": ".1f", "money": ".1f" if words.language == "zh" else ".0f"}.get(COLUMNS[name], ".0f")
    match COLUMNS[name]:
        case "trend":
            return TREND_PX
        case "flags":
            return _flags_width(column)
        case "text":
            return text_column_px([head, *column.dropna()], MOST_TEXT_PX.get(name, OTHER_TEXT_PX))
        case _:
            largest = f"{column.head(MOST_ROWS_SEEN).abs().max():,{decimals}}%"
            return max(text_px(one, TEXT_SIZE_PX) for one in (head, largest)) + CELL_PX


def _config(column: pd.Series[Any], words: Words, scales: dict[str, tuple[float, str]], dark: bool) -> Any:
    name = str(column.name)
    head, about = words(f"tables.{name}"), words(f"tables.{name}.about")
    match COLUMNS[name]:
        case "trend":
            return st.column_config.LineChartColumn(head, help=about, width=TREND_PX, y_min=0, color=theme(dark).earned)
        case "money":
            return st.column_config.NumberColumn(head, help=about, format=scales[name][1])
        case "change":
            return st.column_config.NumberColumn(head, help=about, format="%+,.0f%%")
        case "percent":
            return st.column_config.NumberColumn(head, help=about, format="%.1f%%")
        case "number":
            return st.column_config.NumberColumn(head, help=about, format="%,.0f")
        case "flags":
            return st.column_config.MultiselectColumn(
                head, help=about, width=_flags_width(column),
                options=[*(words(f"flag.{flag}") for flag in FLAGS), *(f"+{more}" for more in range(1, len(FLAGS)))],
                color=["orange" if severity == Severity.ACT else "gray" for severity in FLAGS.values()] + ["gray"] * (
                    len(FLAGS) - 1))
        case _:
            return st.column_config.TextColumn(head, help=about, pinned=name == "account" or None,
                                               width=_column_px(column, words))
