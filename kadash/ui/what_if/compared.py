"""Up to four kept scenarios side by side, all reckoned on the data that are there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if.kept import Kept
from kadash.answers.what_if.saved import MOST_COMPARED, compare
from kadash.charts.drawn import Bar, bars
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Journal
from kadash.ui import address
from kadash.ui.read_table import figures_right, table_title
from kadash.ui.what_if.cards import card

MONEY = ("base_equity", "equity", "equity_change", "base_profit", "profit", "profit_change", "then_equity_change")
SIGNED = ("equity_change", "profit_change", "then_equity_change")


def compared(words: Words, asked: Asked, journal: Journal, kept: Sequence[Kept]) -> None:
    """The choice and the table: a row a figure, a column a scenario."""
    names = {one.scenario_id: one.scenario.name for one in kept}
    chosen = address.some_of(words("what_if.saved.compare", None, most=words.number(MOST_COMPARED)), tuple(names),
                             "compare", names.__getitem__, words("what_if.saved.choose"))[:MOST_COMPARED]
    if len(chosen) < 2:
        return
    found = compare(asked, journal, chosen)
    st.html(card(words("what_if.saved.changes"), bars([
        Bar(row["name"], 0.0, row["equity_change"], words.money(row["equity_change"], sign=True),
            "earned" if row["equity_change"] >= 0 else "lost")
        for row in found.to_dict("records") if row["why"] == ""], words("what_if.saved.changes"))))
    heads = [f"{name} ({place})" if list(found["name"]).count(name) > 1 else name
             for place, name in enumerate(found["name"], 1)]
    shown = pd.DataFrame({words("what_if.saved.figure"): _figures(words), **{
        head: _column(words, row) for head, row in zip(heads, found.to_dict("records"), strict=True)}})
    table_title(words, words("what_if.saved.table"), "what_if_compared", lambda: found)
    st.dataframe(shown, hide_index=True, key="what_if_compared", height="content", column_config=figures_right(heads),
                 alt=words("what_if.saved.table"))


def side_by_side(named: Sequence[str], kept: Sequence[Kept]) -> tuple[str, ...]:
    """Those of the scenarios named in the address bar that are kept; none where there are not two."""
    known = {one.scenario_id for one in kept}
    chosen = tuple(one for one in named if one in known)[:MOST_COMPARED]
    return chosen if len(chosen) > 1 else ()


def _figures(words: Words) -> list[str]:
    return [words(f"what_if.saved.{name}") for name in (*MONEY, "range", "payback_months", "terms", "data")]


def _column(words: Words, row: Mapping[Any, Any]) -> list[str]:
    if row["why"]:
        return [words.of_error(KadashError(str(row["why"]))), *[""] * (len(MONEY) + 3)]
    months = row["payback_months"]
    payback = words("what_if.saved.never") if pd.isna(months) else words.number(months)
    return [
        *(words.money(row[name], sign=name in SIGNED) for name in MONEY),
        words("what_if.range", low=words.money(row["equity_low"], sign=True),
              high=words.money(row["equity_high"], sign=True)),
        payback if months != 0 else words("what_if.saved.nothing_spent"),
        words("what_if.saved.on_terms", None, years=words.number(row["years"]),
              discount=words.percent(row["discount_per_year"])),
        words("what_if.saved.changed" if row["data_changed"] else "what_if.saved.same")]
