"""The same money on keeping or on winning: what each brings under what it is assumed to buy."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase
from kadash.answers.worth import winning
from kadash.charts.drawn import Bar, Kind, bars
from kadash.language import Words
from kadash.scenarios import Keeping, KeepOrWin, Winning, keep_or_win
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import today
from kadash.ui.what_if.cards import card, cards, paragraphs
from kadash.ui.what_if.dials import DIALS
from kadash.ui.what_if.setting import EVERYBODY, Setting, number
from kadash.ui.what_if.whom import whom

MOST = 1e12
FIELDS = ("money", "kept_points", "each", "new_value")
FIRST_POINTS, FIRST_SHARE = 1.0, 0.02


def win(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: four assumptions, a sentence, and both ways side by side."""
    words = page.words
    head = st.container()
    whom(words, asked, base, now)
    money, points, each, value = _assumed(words, asked, now)
    segment = base.account_id or (None if now.target == EVERYBODY else now.target)
    found = keep_or_win(base.base, money, Keeping(points / 100.0, segment), Winning(each, value), now.discount,
                        now.years)
    head.markdown(f"**{_sentence(words, found)}**")
    left = Bar(words("what_if.win.keeping"), 0.0, found.keep.change.customer_equity,
               words.money(found.keep.change.customer_equity, sign=True), _kind(found.keep.change.customer_equity))
    right = Bar(words("what_if.win.winning"), 0.0, found.win.change.customer_equity,
                words.money(found.win.change.customer_equity, sign=True), _kind(found.win.change.customer_equity))
    st.html(cards([
        card(words("what_if.win.title"), bars([left, right], words("what_if.win.title")), words("what_if.win.about")),
        f"<section>{paragraphs(_even(words, found))}</section>"]))


def _kind(money: float) -> Kind:
    return "earned" if money >= 0 else "lost"


def _assumed(words: Words, asked: Asked, now: Setting) -> tuple[float, float, float, float | None]:
    """Money a year, the points of retention it buys, what winning one costs, and what a new one is worth."""
    found = today(asked, now).outcome
    average = max(found.base.customer_equity, 1.0) / max(found.assumptions.accounts, 1)
    own = None if now.account_id else kept(winning, asked).per_won
    usual = {"money": rounded(max(found.base.profit_12m * FIRST_SHARE, 1.0)), "kept_points": FIRST_POINTS,
             "each": rounded(own or average / 5.0)}
    given = {name: number(name, 0.01, MOST) or usual.get(name) for name in FIELDS}
    with st.grid(4, min_column_width=150, gap="small"):
        for name in FIELDS:
            st.session_state[name] = given[name]
            if name == "kept_points":
                dial = DIALS["retention"]
                st.session_state[name] = min(max(given[name] or 0.0, dial.step), dial.high)
                st.slider(words("what_if.win.kept_points"), dial.step, dial.high, step=dial.step, key=name,
                          format=words("what_if.format.points"), on_change=_write)
            else:
                st.number_input(words(f"what_if.win.{name}"), min_value=0.01, max_value=MOST, value=None, key=name,
                                format="%.10g", on_change=_write, help=_help(words, name, own),
                                placeholder=words("what_if.placeholder.new_account_value"))
    return (given["money"] or 1.0, st.session_state["kept_points"], given["each"] or 1.0, given["new_value"])


def _help(words: Words, name: str, own: float | None) -> str:
    if name == "each" and own is not None:
        return words("what_if.win.each_own", None, own=words.money(own))
    return words(f"what_if.win.{name}_help")


def rounded(money: float) -> float:
    """A sum of one or two figures, as a person would type it.

    >>> rounded(953_120.0), rounded(12_345.0)
    (950000.0, 12000.0)
    """
    return float(f"{money:.2g}")


def _write() -> None:
    address.put(**{name: None if st.session_state.get(name) is None else f"{st.session_state[name]:.10g}"
                   for name in FIELDS})


def _sentence(words: Words, found: KeepOrWin) -> str:
    facts = {"money": words.money(found.money_per_year),
             "keep": words.money(found.keep.change.customer_equity, sign=True),
             "win": words.money(found.win.change.customer_equity, sign=True)}
    return words("what_if.win.keep_better" if found.keeping_is_better else "what_if.win.win_better", None, **facts)


def _even(words: Words, found: KeepOrWin) -> list[str]:
    """What each way buys, and at which assumptions they would be even."""
    lines = [words("what_if.win.kept_each", None, kept=words.number(found.kept_per_year, 1),
                   each=words.money(found.cost_per_kept)),
             words("what_if.win.won_each", None, won=words.number(found.won_per_year, 1),
                   each=words.money(found.cost_per_won), value=words.money(found.account_value))]
    if found.retention_to_earn_its_cost is not None:
        lines.append(words("what_if.win.to_earn", None, points=words.points(found.retention_to_earn_its_cost, 2)))
    if found.retention_to_equal_winning is not None:
        lines.append(words("what_if.win.to_equal", None, points=words.points(found.retention_to_equal_winning, 2)))
    even = found.acquisition_cost_to_equal_keeping
    if even is not None:
        lines.append(words("what_if.win.cost_to_equal", None, cost=words.money(even)))
    return lines
