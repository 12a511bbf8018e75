"""How much hangs on few accounts: the whale curve, and what would be left if the largest left."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.pyramid import LeavingAnswer, leaving
from kadash.charts.theme import theme
from kadash.charts.whale import whale_curve
from kadash.language import Words
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.pyramid.money_table import go_to, money_table
from kadash.ui.read_table import figures_right, table_title
from kadash.ui.tables import download


def concentration_view(page: Page, asked: Asked) -> None:
    """The whale curve beside what the largest take with them; below, who they are."""
    words = page.words
    headline = st.container()
    whose = among(words, asked)
    answer = kept(leaving, asked, whose)
    headline.markdown(f"**{answer.headline(words)}**")
    if answer.few and answer.concentration.accounts:
        st.caption(words("concentration.few", answer.concentration.accounts))
    if answer.steps.empty:
        return
    whale, gone = st.columns([1, 1.35], gap="medium")
    with whale:
        _whale(page, answer)
    with gone:
        _gone(words, answer)


def _whale(page: Page, answer: LeavingAnswer) -> None:
    words, found = page.words, answer.concentration
    st.markdown(f"**{words(f'concentration.whale.{answer.measure}')}**")
    picture(drawn(whale_curve, answer.steps, found.half_accounts, words, theme(page.dark)), "concentration_whale",
            answer.headline(words))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words(f"overview.whale.about_{answer.measure}"), width="stretch")
        download(words, lambda: answer.steps.rename(columns={
            "accounts": words("overview.file.accounts"), "amount": words(f"overview.{answer.measure}")}), "whale",
            "concentration_whale_file")


def _gone(words: Words, answer: LeavingAnswer) -> None:
    """What is lost if the largest leave: in words for the number chosen, for all as a table; and who they are."""
    counts = {str(left.leavers): left.leavers for left in answer.left}
    if not counts:
        st.caption(words("concentration.nobody_left"))
        return
    st.markdown(f"**{words('concentration.what_if')}**")
    chosen = address.one_of(words("concentration.what_if"), tuple(counts), "leave",
                            lambda code: words("concentration.largest", counts[code]), next(iter(counts)))
    st.markdown(answer.if_gone(counts[chosen], words))
    _losses(words, answer)
    _who(words, answer, counts[chosen])


def _losses(words: Words, answer: LeavingAnswer) -> None:
    """One row a number of leavers: what they take, each with its share, and how many new accounts replace it."""
    shown = pd.DataFrame([{
        "leavers": words("concentration.largest", left.leavers),
        "contribution": _with_share(words, left.contribution, left.contribution_share),
        "revenue": _with_share(words, left.revenue, left.revenue_share),
        "equity": _with_share(words, left.equity, left.equity_share),
        "remains": words.money(left.remains),
        "replaced_by": "–" if left.replaced_by is None else words("concentration.new_accounts", left.replaced_by),
    } for left in answer.left])
    if answer.measure == "revenue":
        shown = shown.drop(columns=["contribution", "equity"])
    heads = {name: words(f"concentration.{name}.{answer.measure}" if name == "remains" else f"concentration.{name}")
             for name in shown}
    file = pd.DataFrame(answer.left)[["leavers", *(name for name in (
        "contribution", "contribution_share", "revenue", "revenue_share", "equity", "equity_share", "remains",
        "replaced_by") if answer.measure == "contribution" or not name.startswith(("contribution", "equity")))]]
    table_title(words, words("concentration.losses"), "concentration_losses",
                lambda: file.rename(columns=lambda name: words(f"concentration.file.{name}")))
    st.dataframe(shown.rename(columns=heads), hide_index=True, key="concentration_losses_table",
                 column_config=figures_right(list(heads.values())[1:]), alt=words("concentration.losses"))
    st.caption(words("concentration.new.none") if not answer.new_accounts else words(
        f"concentration.new.{answer.measure}", answer.new_accounts, each=words.money(answer.new_amount)))


def _with_share(words: Words, amount: float, share: float) -> str:
    return words("concentration.with_share", None, money=words.money(amount), share=words.percent(share))


def _who(words: Words, answer: LeavingAnswer, leavers: int) -> None:
    rows = answer.largest.head(leavers)
    heads = {"account": words("tables.account"), "revenue": words("tables.revenue_12m"),
             "contribution": words("tables.contribution_12m"), "value": words("tables.current_value"),
             "owner": words("tables.owner")}
    shown = pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]), "revenue": rows["revenue_12m"],
        "contribution": rows["contribution_12m"], "value": rows["current_value"], "owner": rows["owner"]})
    if answer.measure == "revenue":
        shown = shown.drop(columns=["contribution", "value"])
    table_title(words, words("concentration.who"), "concentration_who", lambda: shown.rename(columns=heads))
    go_to(rows, money_table(words, shown, heads, f"concentration_who_{leavers}"))
    st.caption(words("tables.click"))
