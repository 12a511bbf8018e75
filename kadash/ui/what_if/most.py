"""What moves most: every lever one step each way, and "+5 points double profit" put to the test with any number."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import MostAnswer, WhatIfBase
from kadash.charts import drawn, what_if
from kadash.charts.drawn import Bar
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import moves_most
from kadash.ui.what_if.cards import card, paragraphs, quiet_list
from kadash.ui.what_if.setting import Setting, number
from kadash.ui.what_if.whom import whom

USUAL_POINTS, MOST_POINTS = 5.0, 20.0


def most(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: what moves most at the left, the slogan at the right."""
    words = page.words
    points = number("slogan", 0.5, MOST_POINTS) or USUAL_POINTS
    found = moves_most(asked, now, points / 100.0)
    st.markdown(f"**{found.headline(words)}**")
    whom(words, asked, base, now, with_layers=False)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        st.html(card(words("what_if.most.title"), what_if.moves_most(found.named(words), words),
                     words("what_if.most.about")))
    with right:
        _slogan(words, found, points)


def _slogan(words: Words, found: MostAnswer, points: float) -> None:
    """Does it double profit here? The reader's own number of points, on the own accounts."""
    st.markdown(f"**{words('what_if.slogan.title')}**")
    st.session_state["slogan"] = points
    st.slider(words("what_if.slogan.points"), 0.5, MOST_POINTS, step=0.5, key="slogan", on_change=_write,
              format=words("what_if.format.points"))
    said, shares = found.slogan_sentence(words), {"equity": found.slogan.equity_share,
                                                  "profit": found.slogan.profit_share}
    if None in shares.values():
        st.markdown(said)
        return
    bars = [Bar(words(f"what_if.slogan.{name}"), 0.0, share or 0.0, words.percent(share, sign=True),
                "earned" if (share or 0.0) >= 0 else "lost") for name, share in shares.items()]
    doubled = Bar(words("what_if.slogan.doubled"), 0.0, 1.0, words.percent(1.0, 0, sign=True), "context")
    st.html(paragraphs([said]) + drawn.bars([*bars, doubled], said) + quiet_list(found.guards(words)))


def _write() -> None:
    value = st.session_state["slogan"]
    address.put(slogan=None if value == USUAL_POINTS else f"{value:g}")
