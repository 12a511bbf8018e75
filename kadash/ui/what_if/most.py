"""What moves most: every lever one step each way, and "+5 points double profit" put to the test with any number."""

from __future__ import annotations

from html import escape

import streamlit as st

from kadash import scenarios
from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase
from kadash.charts import drawn, what_if
from kadash.charts.drawn import Bar
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import if_kept_better
from kadash.ui.what_if.cards import card
from kadash.ui.what_if.dials import step_said
from kadash.ui.what_if.setting import Setting, number
from kadash.ui.what_if.whom import whom

USUAL_POINTS, MOST_POINTS = 5.0, 20.0


def most(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: what moves most at the left, the slogan at the right."""
    words = page.words
    rows = scenarios.tornado(base.base, now.discount, now.years).to_dict("records")
    widest = [row for row in rows if row["lever"] != "discount"][0]
    st.markdown("**" + words("what_if.most.sentence", None, lever=words(f"lever.{widest['lever']}"),
                             step=step_said(words, widest["lever"], widest["step"]),
                             better=words.money(widest["better"], sign=True)) + "**")
    whom(words, asked, base, now, with_layers=False)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        named = [(words("what_if.most.row", None, lever=words(f"lever.{row['lever']}"),
                        step=step_said(words, row["lever"], row["step"])), row["worse"], row["better"]) for row in rows]
        st.html(card(words("what_if.most.title"), what_if.moves_most(named, words), words("what_if.most.about")))
    with right:
        _slogan(words, asked, now)


def _slogan(words: Words, asked: Asked, now: Setting) -> None:
    """Does it double profit here? The reader's own number of points, on the own accounts."""
    st.markdown(f"**{words('what_if.slogan.title')}**")
    points = number("slogan", 0.5, MOST_POINTS) or USUAL_POINTS
    st.session_state["slogan"] = points
    st.slider(words("what_if.slogan.points"), 0.5, MOST_POINTS, step=0.5, key="slogan", on_change=_write,
              format=words("what_if.format.points"))
    found = if_kept_better(asked, now, points / 100.0)
    shares = {"equity": found.equity_share, "profit": found.profit_share}
    if None in shares.values():
        st.markdown(words("what_if.slogan_unknown"))
        return
    bars = [Bar(words(f"what_if.slogan.{name}"), 0.0, share or 0.0, words.percent(share, sign=True),
                "earned" if (share or 0.0) >= 0 else "lost") for name, share in shares.items()]
    doubled = Bar(words("what_if.slogan.doubled"), 0.0, 1.0, words.percent(1.0, 0, sign=True), "context")
    doubles = max(share or 0.0 for share in shares.values()) >= 1.0
    said = words("what_if.slogan.yes" if doubles else "what_if.slogan.no", None, points=words.points(points / 100.0, 1),
                 equity=words.percent(shares["equity"], sign=True), profit=words.percent(shares["profit"], sign=True))
    capped = found.outcome.assumptions.truncated_accounts
    foot = f"<small>{escape(words('what_if.guard.truncated', capped))}</small>" if capped else ""
    st.html(f"<p>{escape(said)}</p>{drawn.bars([*bars, doubled], said)}<div class='kdg'>{foot}</div>")


def _write() -> None:
    value = st.session_state["slogan"]
    address.put(slogan=None if value == USUAL_POINTS else f"{value:g}")
