"""Who moved between two days: from layer to layer as a flow, account by account below, with what it did to money."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.pyramid import MovementAnswer, month_ends, movement, why_now, year_before
from kadash.charts.flow import flow_chart
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.pyramid.money_table import go_to, money_table
from kadash.ui.read_table import figures_right, table_title

PRESENT = "now"
MOST_SHOWN, DAY_PX = 300, 200


def movement_view(page: Page, asked: Asked) -> None:
    """Scheme and two days, the flow between them, and who moved."""
    words, ends = page.words, kept(month_ends, asked)
    if not ends:
        st.info(words("movement.no_history"))
        return
    headline = st.container()
    scheme = address.one_of(words("pyramid.scheme"), tuple(layers_of(asked.policy)), "scheme",
                            lambda s: words(f"scheme.{s}"), "value_tier", drops=("layer", "cell"))
    chosen = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with chosen:
        before, now = _days(words, asked, ends)
        whose = among(words, asked)
    answer = kept(movement, asked, scheme, before, now, whose)
    headline.markdown(f"**{answer.headline(words)}**")
    if answer.accounts.empty:
        return
    flow, sums = st.columns([1.1, 1], gap="medium")
    with flow:
        _flow(page, answer)
    with sums:
        _sums(words, answer)
    _moved(words, asked, answer, now is None)


def _days(words: Words, asked: Asked, ends: tuple[dt.date, ...]) -> tuple[dt.date, dt.date | None]:
    """The day before and the day after, None for the present; the later one is among those after the earlier one."""
    days = {day.isoformat(): day for day in ends}
    names = {**{code: words.date(day) for code, day in days.items()},
             PRESENT: words("movement.present", None, date=words.date(asked.as_of))}
    with st.container(width=DAY_PX):
        before = days[address.one_from_list(words("movement.from"), tuple(days), "from", names.__getitem__,
                                            year_before(asked, ends).isoformat())]
    later = (PRESENT, *(code for code, day in days.items() if day > before))
    with st.container(width=DAY_PX):
        now = address.one_from_list(words("movement.to"), later, "to", names.__getitem__, PRESENT)
    return before, days.get(now)


def _flow(page: Page, answer: MovementAnswer) -> None:
    words = page.words
    names = {layer: words(f"layer.{answer.scheme}.{layer}") for layer in answer.order}
    picture(drawn(flow_chart, answer.moves, names, words, theme(page.dark)), f"movement_{answer.scheme}",
            answer.headline(words))
    st.caption(words("movement.legend", answer.stayed))


def _sums(words: Words, answer: MovementAnswer) -> None:
    """One row a way: how many moved, and what they brought then and after."""
    money = {way: answer.money(way) for way in answer.ways}
    heads = {"way": words("movement.way"), "accounts": words("movement.accounts"), **_money_heads(words, answer),
             "change": words("movement.change")}
    sums = pd.DataFrame([
        {"way": words(f"movement.sums.{way}"), "accounts": answer.moved(way), "then": then, "now": now,
         "change": now - then} for way, (then, now) in money.items()])
    shown = sums.assign(
        accounts=[words.number(count) for count in sums["accounts"]],
        change=[words.money(amount, sign=True) for amount in sums["change"]],
        **{end: [words.money(amount) for amount in sums[end]] for end in ("then", "now")})
    table_title(words, words("movement.sums"), "movement_sums", lambda: sums.rename(columns=heads))
    st.dataframe(shown.rename(columns=heads), hide_index=True, key="movement_sums_table",
                 column_config=figures_right(list(heads.values())[1:]), alt=words("movement.sums"))
    st.caption(words("movement.sums.about"))


def _money_heads(words: Words, answer: MovementAnswer) -> dict[str, str]:
    measure = words(f"overview.{answer.measure}")
    return {"then": words("movement.then", None, measure=measure), "now": words("movement.now", None, measure=measure)}


def _moved(words: Words, asked: Asked, answer: MovementAnswer, is_present: bool) -> None:
    """The accounts that moved, one way or all; why they stand where they stand, where that is today."""
    way = address.one_or_none(words("movement.way"), answer.ways, "way", lambda code: _way(words, answer, code))
    rows = answer.of_way(way)
    heads = _heads(words, answer)
    table_title(words, words("movement.who"), "movement_who",
                lambda: _shown(words, asked, answer, rows, is_present).rename(columns=heads))
    first = rows.head(MOST_SHOWN)
    shown = _shown(words, asked, answer, first, is_present)
    go_to(first, money_table(words, shown, heads, f"movement_table_{answer.scheme}_{way}"))
    st.caption(words("tables.click") if len(first) == len(rows) else words(
        "pyramid.accounts.first", None, shown=words.number(len(first)), of=words.number(len(rows))))


def _way(words: Words, answer: MovementAnswer, way: str) -> str:
    return words(f"movement.way.{way}", None, accounts=words.number(answer.moved(way)))


def _heads(words: Words, answer: MovementAnswer) -> dict[str, str]:
    return {"account": words("tables.account"), "from": words("movement.from"), "to": words("movement.to"),
            **_money_heads(words, answer),
            "owner": words("tables.owner"), "why": words("tables.why")}


def _shown(words: Words, asked: Asked, answer: MovementAnswer, rows: pd.DataFrame, is_present: bool) -> pd.DataFrame:
    shown = pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]),
        "from": [words(f"layer.{answer.scheme}.{layer}") for layer in rows["from_layer"]],
        "to": [words(f"layer.{answer.scheme}.{layer}") for layer in rows["to_layer"]],
        "then": rows[f"{answer.measure}_then"].astype("float64"),
        "now": rows[f"{answer.measure}_now"].astype("float64"),
        "owner": rows["owner"],
    })
    if is_present:
        shown["why"] = why_now(asked, answer.scheme, tuple(rows["account_id"]), words)
    return shown
