"""Predictions by account: what was said of whom and when, with which chance, and what came; grouped and openable."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan.said import MOST_ACCOUNTS, accounts_in_sight, by_account, said_of
from kadash.language import Words
from kadash.store import Home
from kadash.ui import address, links
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.service_plan.who import service_word

COUNTS = ("offers", "alarms", "forecasts", "judged", "true")


def said_panel(page: Page, asked: Asked) -> None:
    """An account a row with how often what was said of it came true; below, all that was said of the one chosen."""
    words, every = page.words, kept(accounts_in_sight, asked)
    place = _page_of(words, every) if every > MOST_ACCOUNTS else 0
    rows = kept(_said, asked, page.home.path, page.home.journal().revision(), None, place)
    if rows.empty:
        if every > MOST_ACCOUNTS:
            st.caption(words("outcomes.said.none"))
        return
    accounts = by_account(rows)
    shown = pd.DataFrame({words("outcomes.column.account_name"): accounts["account_name"].fillna(
        accounts["account_id"])} | {words(f"outcomes.said.{name}"): accounts[name] for name in COUNTS} | {
        words("outcomes.said.last"): [words.date(day) for day in accounts["last_said"]]})
    read_table(words, words("outcomes.said", len(accounts), judged=words.number(int(accounts["judged"].sum())),
                            true=words.number(int(accounts["true"].sum()))),
               shown, shown.columns[1:6], key="outcomes_said", file=lambda: rows)
    names = dict(zip(accounts["account_id"], accounts["account_name"].fillna(accounts["account_id"]), strict=True))
    wanted = st.query_params.get("said")
    if wanted and wanted not in names:
        other = kept(_said, asked, page.home.path, page.home.journal().revision(), wanted)
        rows, names = pd.concat([rows, other]), names | dict(zip(other["account_id"], other["account_name"],
                                                                 strict=True))
    chosen = address.one_from_list(words("outcomes.said.open"), tuple(names), "said", names.__getitem__,
                                   next(iter(names)))
    _of_account(words, rows[rows["account_id"].eq(chosen)])
    links.to("review", words("outcomes.said.review"), account=chosen)


def _page_of(words: Words, accounts: int) -> int:
    """Which of the accounts are listed, so many at once by revenue; the address counts pages from 1."""
    last = (accounts - 1) // MOST_ACCOUNTS + 1
    chosen = address.one_from_list(
        words("outcomes.said.page"), [str(one + 1) for one in range(last)], "said_page", lambda one: words(
            "outcomes.said.page_of", None, first=words.number((int(one) - 1) * MOST_ACCOUNTS + 1),
            last=words.number(min(int(one) * MOST_ACCOUNTS, accounts)), of=words.number(accounts)), "1")
    return int(chosen) - 1


def _said(asked: Asked, folder: Path, revision: int, account: str | None = None, place: int = 0) -> pd.DataFrame:
    """What was said, at a revision of the journal: part of the key under which this is kept."""
    return said_of(asked, Home(folder), None if account is None else [account], place)


def _of_account(words: Words, rows: pd.DataFrame) -> None:
    shown = pd.DataFrame([{
        words("outcomes.column.made_on"): words.date(row["said_on"]),
        words("outcomes.said.what"): _what(words, row["kind"], row["code"]),
        words("outcomes.said.chance"): words.percent(row["chance"], 0),
        words("outcomes.said.said"): _range(words, row["said"], row["low"], row["high"], row["kind"] == "offer"),
        words("outcomes.column.came"): words.money(row["came"], sign=row["kind"] == "offer"),
        words("outcomes.column.verdict"): _verdict(words, row["verdict"]),
    } for row in rows.to_dict("records")])
    if shown.empty:
        return
    read_table(words, words("outcomes.said.of", len(shown)), shown, shown.columns[2:5], key="outcomes_said_of",
               file=lambda: rows)
    st.caption(words("outcomes.said.about"))


def _what(words: Words, kind: str, code: str) -> str:
    said = service_word(words, code) if kind == "offer" else words(f"flag.{code}") if kind == "alarm" else words(
        f"outcomes.said.forecast_of.{code}")
    return words(f"outcomes.said.{kind}", None, what=said)


def _range(words: Words, said: float, low: float, high: float, sign: bool) -> str:
    if low != low:
        return words.money(said, sign=True)
    told = {name: words.money(one, sign=sign) for name, one in (("said", said), ("low", low), ("high", high))}
    return words("outcomes.said.range", None, **told)


def _verdict(words: Words, verdict: str) -> str:
    return words(f"outcomes.forecast.{verdict}" if verdict in ("within", "outside") else f"outcomes.verdict.{verdict}")
