"""Backwards: a wanted sum, and how far each lever alone would have to move to bring it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase, what_would_bring
from kadash.charts.drawn import Bar, bars
from kadash.language import Words
from kadash.scenarios.backwards import Wanted
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import today
from kadash.ui.what_if.cards import card, cards
from kadash.ui.what_if.dials import DIALS, said, size
from kadash.ui.what_if.setting import Setting, levers_of, name_of, number, put_setup, setup_now
from kadash.ui.what_if.whom import whom

OF: tuple[Wanted, ...] = ("equity", "profit")
FIRST_SHARE = 0.05
MOST = 1e13


def backwards(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: the sum, a sentence, the levers for all and retention layer by layer; one click tries one."""
    words = page.words
    head = st.container()
    whom(words, asked, base, now, with_layers=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        of: Wanted = "profit" if address.one_of(words("what_if.wanted.of"), OF, "of", lambda name: words(
            f"what_if.wanted.of.{name}"), OF[0]) == "profit" else "equity"
        wanted = _sum(words, asked, now)
    found = what_would_bring(
        asked, wanted, of, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
        assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None  # the page asks for a margin before it comes here
    each = _rows(found.segments)
    rows = sorted(_rows(found.levers), key=lambda row: (not row["reachable"], _effort(row["lever"], row)))
    head.markdown(f"**{_sentence(words, base, rows, each, wanted, of)}**")
    st.html(cards([
        card(words("what_if.wanted.levers"), _chart(words, [(words(f"lever.{row['lever']}"), row["lever"], row)
                                                            for row in rows]), words("what_if.wanted.levers_about")),
        card(words("what_if.wanted.layers"), _chart(words, [(base.name(row["segment"], words), "retention", row)
                                                            for row in each]), words("what_if.wanted.layers_about")),
    ]))
    _try(words, base, now, rows, each)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _sum(words: Words, asked: Asked, now: Setting) -> float:
    """The wanted sum: what the address says, else a twentieth of customer equity, rounded."""
    equity = today(asked, now).outcome.base.customer_equity
    digits = -max(0, int(math.log10(abs(equity) * FIRST_SHARE))) if abs(equity) * FIRST_SHARE >= 1 else 0
    usual = max(round(abs(equity) * FIRST_SHARE, digits), 1.0)
    wanted = number("wanted", 1, MOST) or usual
    st.session_state["wanted"] = wanted
    st.number_input(words("what_if.wanted.sum"), min_value=1.0, max_value=MOST, key="wanted", step=10.0 ** -digits,
                    format="%.10g", width=220, on_change=_write)
    return wanted


def _write() -> None:
    address.put(wanted=f"{st.session_state['wanted']:.10g}")


def _sentence(words: Words, base: WhatIfBase, rows: list[dict[str, Any]], each: list[dict[str, Any]], wanted: float,
              of: str) -> str:
    facts = {"sum": words.money(wanted), "of": words(f"what_if.wanted.of.{of}")}
    ways = [row for row in rows if row["reachable"]]
    if not ways:
        return words("what_if.wanted.nothing", None, **facts)
    levers = words.listed([words("what_if.wanted.way", None, lever=words(f"lever.{row['lever']}"),
                                 value=_needed(words, row["lever"], row)) for row in ways[:3]])
    layers = [row for row in each if row["reachable"]]
    if not layers or base.account_id:
        return words("what_if.wanted.sentence", None, levers=levers, **facts)
    nearest = min(layers, key=lambda row: row["needed"])
    return words("what_if.wanted.sentence_layer", None, levers=levers, layer=base.name(nearest["segment"], words),
                 points=_needed(words, "retention", nearest), **facts)


def _chart(words: Words, rows: list[tuple[str, str, dict[str, Any]]]) -> str:
    """How far each must go, as a part of what its slider holds; grey and said why where it cannot."""
    drawn = [
        Bar(name, 0.0, min(_effort(lever, row), 1.5), _needed(words, lever, row), "earned") if row["reachable"] else
        Bar(name, 0.0, 0.0, words(f"what_if.why_not.{row['why_not']}", None, most=words.money(row["most"], sign=True)),
            "context")
        for name, lever, row in rows]
    return bars(drawn, words("what_if.wanted.alt"), text_room=13.0)


def _effort(lever: str, row: Mapping[str, Any]) -> float:
    """How far a lever must go, in turns of its slider."""
    if not row["reachable"] or lever not in DIALS:
        return 9.0
    return abs(float(row["needed"])) / size(lever) / DIALS[lever].high


def _needed(words: Words, lever: str, row: Mapping[str, Any]) -> str:
    return said(words, lever, float(row["needed"]) / size(lever))


def _try(words: Words, base: WhatIfBase, now: Setting, rows: list[dict[str, Any]], each: list[dict[str, Any]]) -> None:
    """One click sets a lever to what is needed and shows what else it does."""
    st.caption(words("what_if.wanted.try"))
    with st.container(horizontal=True, gap="xsmall", key="what_if_chips"):
        for row in rows:
            if row["reachable"]:
                label = words("what_if.wanted.way", None, lever=words(f"lever.{row['lever']}"),
                              value=_needed(words, row["lever"], row))
                st.button(label, key=f"try_{row['lever']}", on_click=_take, args=(row["lever"], row["needed"]))
        for row in each if not base.account_id else ():
            if row["reachable"]:
                name = name_of("retention", row["segment"])
                label = words("what_if.wanted.way", None, lever=base.name(row["segment"], words),
                              value=_needed(words, "retention", row))
                st.button(label, key=f"try_{name}", on_click=_take, args=(name, row["needed"]))


def _take(name: str, needed: float) -> None:
    value = float(f"{needed / size(name.partition('.')[0]):.5g}")
    put_setup(replace(setup_now(), levers=levers_of({name: value})), view=None)
