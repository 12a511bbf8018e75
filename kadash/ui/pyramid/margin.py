"""Where the margin went: a quarter against another, account by account; who melts, who costs more than they bring."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kadash.answers import Asked
from kadash.answers.among import Among
from kadash.answers.margin import (
    BelowZero,
    MarginWent,
    Melting,
    Quarter,
    below_zero,
    margin_went,
    melting,
    quarters,
)
from kadash.answers.margin.melting import WAYS
from kadash.charts.bridge import margin_bridge_chart
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.reviews.bridges import CAUSES
from kadash.segments.wording import flag_why
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.pyramid.money_table import go_to, money_table
from kadash.ui.read_table import table_title

MOST_SHOWN = 200


def margin(page: Page, asked: Asked) -> None:
    """Two quarters, the bridge between them beside the accounts that lost most; below, the two lists to act on."""
    words = page.words
    every = kept(quarters, asked, page.words.company.fiscal_year)
    headline, whose = st.container(), among(words, asked)
    if not every:
        st.info(words("margin.too_short"))
    else:
        _went(page, asked, every, whose, headline)
    melts, costs = st.columns(2, gap="medium")
    with melts:
        _melting(words, kept(melting, asked, whose), asked.cost_known)
    with costs:
        _below_zero(words, kept(below_zero, asked, whose), asked.cost_known)


def _went(page: Page, asked: Asked, every: Mapping[Quarter, Sequence[str]], whose: Among,
          headline: DeltaGenerator) -> None:
    words = page.words
    codes = {quarter.code: quarter for quarter in every}
    choice, other = st.columns([1, 4], gap="medium", vertical_alignment="bottom")
    with choice:
        chosen = address.one_from_list(words("margin.quarter"), tuple(codes), "quarter",
                                       lambda code: words.quarter(codes[code].first_day), next(iter(codes)))
    now = codes[chosen]
    with other:
        against = address.one_of(words("margin.against"), every[now], "against",
                                 lambda code: words(f"margin.against.{code}"), every[now][0])
    found = kept(margin_went, asked, now, now.before(against), whose, MOST_SHOWN)
    headline.markdown("**" + words("margin.headline", None, now=words.quarter(now.first_day),
                                   before=words.quarter(found.against.first_day),
                                   sentence=found.headline(words)) + "**")
    _accounts_and_bridge(page, found, lambda: margin_went(asked, now, now.before(against), whose).accounts)


def _accounts_and_bridge(page: Page, found: MarginWent, every: Callable[[], pd.DataFrame]) -> None:
    """The bridge beside the accounts of it; `every` gives all accounts, for the file."""
    words = page.words
    bridge, accounts = st.columns([1, 1.35], gap="medium")
    with bridge:
        st.markdown(f"**{words(f'margin.bridge.{found.whole.measure}')}**")
        ends = words.quarter(found.against.first_day), words.quarter(found.quarter.first_day)
        picture(drawn(margin_bridge_chart, found.whole, words, theme(page.dark), ends), "margin_bridge",
                found.headline(words))
        if found.left_out:
            st.caption(words("margin.left_out", found.left_out))
    with accounts:
        rows = found.accounts
        heads = {"account": words("tables.account"), "eroded": words("margin.eroded"),
                 **{cause: words(f"margin.cause.{cause}") for cause in CAUSES}, "change": words("margin.change"),
                 "before": ends[0], "now": ends[1]}
        table_title(words, words("margin.accounts"), "margin_accounts",
                    lambda: _named(every())[list(heads)].rename(columns=heads))
        clicked = money_table(words, _named(rows)[list(heads)], heads, "margin_accounts_table")
        st.caption(words("margin.accounts.about"))
    go_to(rows, clicked)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(account=rows["account_name"].fillna(rows["account_id"]))


def _melting(words: Words, found: Melting, cost_known: bool) -> None:
    rows = found.rows
    if rows.empty and not cost_known:
        st.caption(words("margin.melting.unknown"))
        return
    st.markdown(f"**{found.headline(words)}**")
    if rows.empty:
        return
    heads = {"account": words("tables.account"), "flag": words("tables.flags"), "owner": words("tables.owner"),
             "why": words("tables.why"), **{name: words(f"margin.{name}") for name in ("rate_before", "rate", "lost")}}
    shown = pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]),
        "flag": [words(f"flag.{flag}") for flag in rows["flag"]],
        "lost": rows["contribution_12m"] - rows["contribution_prev_12m"],
        "rate_before": rows["margin_rate_prev_12m"] * 100,
        "rate": rows["margin_rate_12m"] * 100,
        "owner": rows["owner"],
    })
    table_title(words, words("margin.melting"), "margin_melting",
                lambda: shown.assign(why=_why(words, rows)).rename(columns=heads))
    rates = {name: st.column_config.NumberColumn(heads[name], format="%.1f%%") for name in ("rate_before", "rate")}
    go_to(rows, money_table(words, shown, heads, "margin_melting_table", money=("lost",), others=rates))


def _why(words: Words, rows: pd.DataFrame) -> list[str]:
    """What was measured at each account, in words."""
    return [flag_why(flag, json.loads(evidence), words)
            for flag, evidence in zip(rows["flag"], rows["evidence"], strict=True)]


def _below_zero(words: Words, found: BelowZero, cost_known: bool) -> None:
    rows = found.rows
    if rows.empty and not cost_known:
        st.caption(words("margin.below_zero.unknown"))
        return
    st.markdown(f"**{found.headline(words)}**")
    if rows.empty:
        return
    heads = {"account": words("tables.account"), "contribution": words("tables.contribution_12m"),
             **{way: words(f"margin.way.{way}") for way in WAYS}}
    shown = pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]), "contribution": rows["contribution_12m"],
        "price_rise": rows["price_rise"] * 100, "minimum_order": rows["minimum_order"],
        "service_cut": rows["service_cut"] * 100})
    table_title(words, words("margin.below_zero"), "margin_below_zero", lambda: shown.rename(columns=heads))
    ways = {
        "price_rise": st.column_config.NumberColumn(heads["price_rise"], format="+%.1f%%",
                                                    help=_way_help(words, found, "price_rise")),
        "service_cut": st.column_config.NumberColumn(heads["service_cut"], format="−%.0f%%",
                                                     help=_way_help(words, found, "service_cut")),
    }
    go_to(rows, money_table(words, shown, heads, "margin_below_zero_table", money=("contribution", "minimum_order"),
                              others=ways))
    st.caption(words("margin.below_zero.about"))


def _way_help(words: Words, found: BelowZero, way: str) -> str:
    return words(f"margin.way.{way}.about", None, points=words.points(found.costs.get(way, 0.0)))
