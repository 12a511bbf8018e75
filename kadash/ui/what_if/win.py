"""The same money on keeping or on winning: what each brings under what it is assumed to buy."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import Bought, KeepOrWinAnswer, WhatIfBase
from kadash.charts.drawn import Bar, bars
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import kept_or_won
from kadash.ui.what_if.cards import card, cards, paragraphs
from kadash.ui.what_if.dials import DIALS
from kadash.ui.what_if.setting import EVERYBODY, Setting, number
from kadash.ui.what_if.whom import whom

MOST = 1e12
POINTS = "kept_points"
FIELDS = {"money": "money_per_year", POINTS: "retention", "each": "acquisition_cost", "new_value": "account_value",
          "most_won": "most_won_per_year"}
"""What is assumed, as the address names it, and in the answer."""


def win(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: what the money is assumed to buy, a sentence, and both ways side by side."""
    words = page.words
    head = st.container()
    whom(words, asked, base, now)
    found = kept_or_won(asked, now, _typed(), base.account_id or (None if now.target == EVERYBODY else now.target))
    _fields(words, found)
    head.markdown(f"**{found.headline(words)}**")
    ways = (("keeping", found.found.keep), ("winning", found.found.win))
    drawn = [Bar(words(f"what_if.win.{name}"), 0.0, way.change.customer_equity,
                 words.money(way.change.customer_equity, sign=True),
                 "earned" if way.change.customer_equity >= 0 else "lost") for name, way in ways]
    st.html(cards([
        card(words("what_if.win.title"), bars(drawn, words("what_if.win.title")), words("what_if.win.about")),
        f"<section>{paragraphs([*found.facts(words), words('what_if.assumptions')])}</section>"]))


def _typed() -> Bought:
    """What the address bar assumes."""
    given = {name: number(name, 0.01, MOST) for name in FIELDS}
    dial, points = DIALS["retention"], given[POINTS]
    if points is not None:
        given[POINTS] = min(max(points, dial.step), dial.high) / 100.0
    return Bought(**{FIELDS[name]: value for name, value in given.items()})


def _fields(words: Words, found: KeepOrWinAnswer) -> None:
    """The assumptions, the usual ones filled in; each says where its first value comes from."""
    with st.grid(len(FIELDS), min_column_width=150, gap="small"):
        for name, part in FIELDS.items():
            value = getattr(found.bought, part)
            if name == POINTS:
                dial = DIALS["retention"]
                st.session_state[name] = round((value or 0.0) * 100.0, 6)
                st.slider(words("what_if.win.kept_points"), dial.step, dial.high, step=dial.step, key=name,
                          format=words("what_if.format.points"), on_change=_write, args=(name,))
            else:
                st.session_state[name] = value
                st.number_input(words(f"what_if.win.{name}"), min_value=0.01, max_value=MOST, value=None, key=name,
                                format="%.10g", on_change=_write, args=(name,), help=_help(words, name, found),
                                placeholder=words(f"what_if.win.{name}_placeholder"))


def _help(words: Words, name: str, found: KeepOrWinAnswer) -> str:
    if name == "each" and found.lately.cost is not None:
        return words("what_if.win.each_own", None, own=words.money(found.lately.cost))
    return words(f"what_if.win.{name}_help")


def _write(name: str) -> None:
    value = st.session_state.get(name)
    address.put(**{name: None if value is None else f"{value:.10g}"})
