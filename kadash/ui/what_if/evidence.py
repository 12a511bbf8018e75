"""Where the observed retention comes from: which accounts, which periods, how many, how sure; did it ever change so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase
from kadash.answers.what_if.evidence import RetentionEvidence, retention_evidence
from kadash.answers.what_if.happened import Happened, ever_happened
from kadash.charts import what_if
from kadash.language import Words
from kadash.ui import links
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.read_table import figures_right, table_title
from kadash.ui.what_if.cards import card, cards, paragraphs
from kadash.ui.what_if.setting import EVERYBODY, Setting
from kadash.ui.what_if.whom import whom

USUAL_CHANGE = 0.05
MOST_SHOWN = 300


def evidence(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: the sentence, observed beside expected, month by month, and the accounts that were counted."""
    words = page.words
    layer = None if now.target == EVERYBODY else now.target
    found = kept(retention_evidence, asked, now.scheme, layer, now.account_id)
    past = kept(ever_happened, asked, now.scheme, layer, now.account_id)
    head = st.container()
    head.markdown(f"**{found.sentence(words)}**")
    whom(words, asked, base, now)
    st.html(cards([
        card(words("what_if.evidence.title"), _beside(words, found), found.model_sentence(words)),
        card(words("what_if.evidence.months"), _months(words, past), words("what_if.evidence.months_about")),
        f'<section class="kds">{paragraphs(_happened(words, past, now))}</section>']))
    _accounts(words, found)


def _beside(words: Words, found: RetentionEvidence) -> str:
    rows = [(words(f"what_if.evidence.{name}_short"), one.share, one.low, one.high)
            for name, one in (("observed", found.observed), ("model", found.model))
            if one.share is not None and one.low is not None and one.high is not None]
    return what_if.shares([(name, share or 0.0, low or 0.0, high or 0.0) for name, share, low, high in rows], words,
                          words("what_if.evidence.title")) if rows else ""


def _months(words: Words, past: Happened) -> str:
    known = past.months[past.months["retention"].notna()]
    if known.empty:
        return ""
    return what_if.months_of_retention(known, words)


def _happened(words: Words, past: Happened, now: Setting) -> list[str]:
    """Whether what the sliders assume here was ever seen; where none is set, five points of retention."""
    moved = {name.partition(".")[0]: value for name, value in _moved(now).items()} or {"retention": USUAL_CHANGE}
    said = [(lever, past.sentence(words, lever, change)) for lever, change in moved.items()]
    return [words("what_if.evidence.happened", None, lever=words(f"lever.{lever}"), said=sentence)
            for lever, sentence in said if sentence]


def _moved(now: Setting) -> dict[str, float]:
    """What the sliders do to those who are looked at, as the engine has it."""
    one = now.levers.by_segment.get(now.target)
    names = ("retention", "margin", "price", "cost_to_serve")
    total = {name: getattr(now.levers, name) + (getattr(one, name) if one is not None else 0.0) for name in names}
    return {name: value for name, value in total.items() if value}


def _accounts(words: Words, found: RetentionEvidence) -> None:
    """One row an account that was counted, those that did not buy again first; a click opens its review."""
    if found.accounts.empty:
        return
    heads = {name: words(f"what_if.evidence.{name}") for name in (
        "account", "layer", "again", "purchases_before", "purchases", "revenue_before", "last", "alive", "stays")}
    table_title(words, words("what_if.evidence.accounts"), "what_if_counted",
                lambda: _shown(words, found, found.accounts).rename(columns=heads))
    rows = found.accounts.head(MOST_SHOWN)
    shown = _shown(words, found, rows)
    texts = shown.assign(
        revenue_before=[words.money(value) for value in shown["revenue_before"]],
        alive=[words.percent(value, 0) for value in shown["alive"]],
        stays=[words.percent(value, 0) for value in shown["stays"]])
    event = st.dataframe(texts.rename(columns=heads), hide_index=True, key="what_if_counted", on_select="rerun",
                         selection_mode="single-cell", alt=words("what_if.evidence.accounts"),
                         column_config=figures_right([heads[name] for name in (
                             "purchases_before", "purchases", "revenue_before", "alive", "stays")]))
    for row, _ in event.selection.cells[:1]:
        links.go("review", account=str(rows["account_id"].iloc[row]))
    st.caption(words("tables.click") if len(rows) == len(found.accounts) else words(
        "pyramid.accounts.first", None, shown=words.number(len(rows)), of=words.number(len(found.accounts))))


def _shown(words: Words, found: RetentionEvidence, rows: pd.DataFrame) -> pd.DataFrame:
    again = {True: words("what_if.evidence.yes"), False: words("what_if.evidence.no")}
    return pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]),
        "layer": [words(f"layer.{found.scheme}.{layer}") for layer in rows["layer"]],
        "again": [again[bool(one)] for one in rows["bought_again"]],
        "purchases_before": rows["purchases_prev_12m"],
        "purchases": rows["purchases_12m"],
        "revenue_before": rows["revenue_prev_12m"],
        "last": [words.date(day) if pd.notna(day) else "–" for day in rows["last_purchase"]],
        "alive": rows["p_alive"],
        "stays": rows["retention_12m"],
    })
