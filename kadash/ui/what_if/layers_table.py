"""Layer by layer as a table, and the years as a file: what the charts show, to read exactly and take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers.what_if import WhatIfAnswer
from kadash.language import Words
from kadash.ui.read_table import read_table
from kadash.ui.tables import download

MONEY = ("base_equity", "scenario_equity", "change", "point", "most")
COLUMNS = {
    "accounts": "accounts", "observed": "observed", "model": "retention", "scenario": "scenario_retention",
    "base_equity": "base_equity", "scenario_equity": "scenario_equity", "change": "change", "point": "point_value",
    "most": "spend_limit_per_account",
}
"""Head of a column (wording `what_if.table.<name>`) to the column of the answer."""


def layers_table(words: Words, answer: WhatIfAnswer) -> None:
    """The table with its download, and the download of the years."""
    shown = _texts(words, answer)
    read_table(words, words("what_if.table.title"), shown, shown.columns[1:], key="what_if_layers",
               file=lambda: _numbers(words, answer))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("what_if.table.most_about"), width="stretch")
        st.caption(words("what_if.yearly.file"), width="content")
        download(words, lambda: _years(words, answer), "what-if-years", "what_if_years_file")


def _texts(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    """One row a layer, as texts: money in its short form and shares are read, not sorted."""
    rows = []
    for row in answer.layers.to_dict("records"):
        texts = {words(f"what_if.table.{name}"): _text(words, name, row[column]) for name, column in COLUMNS.items()}
        counted = words("what_if.table.of", None, again=words.number(row["bought_again"]),
                        before=words.number(row["bought_before"]))
        rows.append({words("what_if.table.layer"): answer.of.name(row["segment"], words),
                     words("what_if.table.counted"): counted, **texts})
    return pd.DataFrame(rows)


def _text(words: Words, name: str, value: float) -> str:
    if name in MONEY:
        return words.money(value, sign=name == "change")
    return words.number(value) if name == "accounts" else words.percent(value)


def _numbers(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    """One row a layer, numbers as numbers: money in the reporting currency, shares from 0 to 1."""
    rows = answer.layers
    return pd.DataFrame({
        words("what_if.table.layer"): [answer.of.name(segment, words) for segment in rows["segment"]],
        **{words(f"what_if.table.{name}"): rows[column] for name, column in COLUMNS.items()}})


def _years(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    """One row a year ahead: profit now and in the scenario."""
    return answer.outcome.yearly[["year", "base_profit", "scenario_profit"]].rename(columns={
        "year": words("what_if.yearly.year"), "base_profit": words("what_if.yearly.base"),
        "scenario_profit": words("what_if.yearly.scenario")})
