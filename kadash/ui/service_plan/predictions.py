"""The ledger of predictions on the page: offers of saved plans, alarms, forecasts, and whether each came true."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.models import KeptForecast
from kadash.answers.service_plan.ledger import Ledger, ledger
from kadash.language import Words
from kadash.store import Home
from kadash.ui import links
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.service_plan.said import said_panel
from kadash.ui.service_plan.who import service_word
from kadash.ui.style import LINES

JUDGED = ("came_true", "partly", "not")


def predictions_panel(page: Page, asked: Asked) -> None:
    """Three tables, each with its sentence, and all of it by account; a kind sentence where nothing was predicted."""
    words, found = page.words, kept(_ledger, asked, page.home.path, page.home.journal().revision())
    st.subheader(words("outcomes.ledger"), anchor=False)
    if len(found.offers):
        _offers(words, found.offers)
    else:
        st.caption(words("outcomes.ledger.no_offers"))
    if len(found.alarms):
        _alarms(words, found.alarms)
    if found.forecasts:
        _forecasts(words, found.forecasts)
    said_panel(page, asked)
    with st.container(key=LINES):
        links.to("models", words("outcomes.ledger.more"))


def _ledger(asked: Asked, folder: Path, revision: int) -> Ledger:
    """The ledger at a revision of the journal: part of the key under which this is kept."""
    return ledger(asked, Home(folder))


def _offers(words: Words, rows: pd.DataFrame) -> None:
    counts = rows["verdict"].value_counts()
    facts = {name: words.number(int(counts.get(code, 0))) for name, code in (
        ("true", "came_true"), ("early", "early"), ("not_given", "not_given"))}
    st.markdown(words("outcomes.ledger.sentence", int(sum(counts.get(code, 0) for code in JUDGED)), **facts))
    rows = rows.sort_values("verdict", key=lambda one: one.eq("early"), kind="stable")
    shown = pd.DataFrame({
        words("outcomes.column.account_name"): rows["account_name"],
        words("outcomes.column.service"): [service_word(words, one) for one in rows["service_id"]],
        words("outcomes.column.plan"): rows["plan"],
        words("outcomes.column.made_on"): [words.date(day) for day in rows["made_on"]],
        words("outcomes.column.promised"): [words.money(one, sign=True) for one in rows["promised"]],
        words("outcomes.said.chance"): [words.percent(one, 0) for one in rows["chance"]],
        words("outcomes.column.came"): [words.money(one, sign=True) for one in rows["came"]],
        words("outcomes.column.verdict"): [words(f"outcomes.verdict.{one}") for one in rows["verdict"]]})
    read_table(words, words("outcomes.ledger.table"), shown, shown.columns[4:7], key="outcomes_ledger",
               file=lambda: rows)
    st.caption(words("outcomes.ledger.about"))


def _alarms(words: Words, rows: pd.DataFrame) -> None:
    raised, true = int(rows["raised"].sum()), int(rows["came_true"].sum())
    shown = pd.DataFrame({
        words("outcomes.alarm"): [words(f"flag.{one}") for one in rows["flag"]],
        words("outcomes.raised"): [words.number(one) for one in rows["raised"]],
        words("outcomes.alarm.true"): [words.percent(one, 0) for one in rows["precision"]],
        words("outcomes.alarm.anyway"): [words.percent(one, 0) for one in rows["base_rate"]]})
    read_table(words, words("outcomes.alarms", raised, true=words.number(true)), shown, shown.columns[1:],
               key="outcomes_alarms", file=lambda: rows)


def _forecasts(words: Words, kept: list[KeptForecast]) -> None:
    over = [one for one in kept if one.came is not None]
    shown = pd.DataFrame([{
        words("outcomes.column.made_on"): words.date(one.as_of),
        words("outcomes.forecast.until"): words.date(one.horizon_end),
        words("outcomes.forecast.total"): words.money(one.total),
        words("outcomes.forecast.range"): words("outcomes.forecast.from_to", None, low=words.money(one.low),
                                                high=words.money(one.high)),
        words("outcomes.column.came"): words.money(one.came) if one.came is not None else "–",
        words("outcomes.column.verdict"): words(
            "outcomes.verdict.early" if one.held is None
            else "outcomes.forecast.within" if one.held else "outcomes.forecast.outside"),
    } for one in kept])
    read_table(words, words("outcomes.forecasts", len(over), held=words.number(sum(bool(one.held) for one in over)),
                            early=words.number(len(kept) - len(over))),
               shown, shown.columns[2:5], key="outcomes_forecasts", file=lambda: shown)
