"""Move: the sliders on the left, on the right what they bring, from whom, how sure, and when it pays."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfAnswer, WhatIfBase
from kadash.charts import drawn, what_if
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.sticky import stay_in_sight
from kadash.ui.what_if.answer import best_sentence, figures
from kadash.ui.what_if.ask import scenario, today
from kadash.ui.what_if.cards import card, cards, paragraphs, quiet_list
from kadash.ui.what_if.layers_table import layers_table
from kadash.ui.what_if.levers import levers
from kadash.ui.what_if.setting import Setting
from kadash.ui.what_if.whom import whom

BRIDGES = ("segment", "lever")


def move(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: sentences, figures, sliders and charts; the figures stay in sight on a phone."""
    words = page.words
    answer, unmoved = scenario(asked, now), today(asked, now)
    st.markdown(f"**{best_sentence(words, unmoved)}**")
    whom(words, asked, base, now)
    with st.container(gap="small"):
        with st.container(key="what_if_answer", gap="xsmall"):
            figures(words, answer)
        stay_in_sight("what_if_answer", page.dark)
        left, right = st.columns([1, 1.9], gap="medium")
        with left:
            levers(words, base, now, asked.policy)
        with right, st.container(key="what_if_result", gap="xsmall"):
            if now.setup.programme.measures:
                st.caption(words("what_if.programme.beside", len(now.setup.programme.measures)))
            _result(words, answer, unmoved)
    more = st.expander(words("what_if.table.title"), key="what_if_layers_open", on_change="rerun")
    if more.open:
        with more:
            layers_table(words, answer)


def _result(words: Words, answer: WhatIfAnswer, unmoved: WhatIfAnswer) -> None:
    with st.container():  # there before and after the first move, or all below would be taken down and put up again
        by = _bridge_by(words) if answer.moves else "segment"
    st.markdown(plain(answer.headline(words)))
    shown = [
        card(words(f"what_if.bridge.title_{by}" if answer.moves else "what_if.bridge.title_now"),
              _bridge(words, answer, by)),
        card(words("what_if.points.title"), _points(words, unmoved), words("what_if.points.about")),
        card(words("what_if.yearly.title"), what_if.yearly_profit(answer.outcome.yearly, words) + drawn.key(
            [("context", words("what_if.yearly.base")), ("earned", words("what_if.yearly.scenario"))])),
        card(words("what_if.sure.title"), what_if.how_sure(
            answer.outcome.base, answer.outcome.scenario, answer.outcome.interval, words), words("what_if.sure.about")),
    ]
    st.html(cards(shown) + _facts(words, answer))


def _bridge_by(words: Words) -> str:
    return address.one_of(words("what_if.bridge.by"), BRIDGES, "bridge",
                          lambda name: words(f"what_if.bridge.by.{name}"), "segment")


def _bridge(words: Words, answer: WhatIfAnswer, by: str) -> str:
    found, layers = answer.outcome, answer.layers
    if not answer.moves:
        now = [(answer.of.name(row["segment"], words), row["base_equity"]) for row in layers.to_dict("records")]
        return what_if.equity_now(now, found.base.customer_equity, words)
    if by == "lever":
        parts = [(_part(words, row["lever"]), row["equity"]) for row in found.by_lever.to_dict("records")]
    else:
        parts = [(answer.of.name(row["segment"], words), row["change"]) for row in layers.to_dict("records")]
        beside = found.change.customer_equity - float(layers["change"].sum())
        if abs(beside) >= 0.005:
            parts.append((words("what_if.bridge.beside"), beside))
    return what_if.equity_bridge(parts, found.base.customer_equity, found.scenario.customer_equity, words)


def _part(words: Words, lever: str) -> str:
    """A lever as a part of the bridge; winning and programmes go together as one each."""
    return words(f"what_if.part.{lever}" if lever in ("new_accounts", "programme_cost") else f"lever.{lever}")


def _points(words: Words, answer: WhatIfAnswer) -> str:
    return what_if.point_values([
        (answer.of.name(row["segment"], words), row["point_value"],
         words("what_if.points.beside", None, point=words.money(row["point_value"]),
               most=words.money(row["spend_limit_per_account"])))
        for row in answer.layers.to_dict("records")], words)


def _facts(words: Words, answer: WhatIfAnswer) -> str:
    """Break-even, payback, the slogan and what the guards met, a line each."""
    found, given = answer.outcome, answer.outcome.assumptions.levers
    lines = [answer.slogan_sentence(words)]
    if given.costs_money:
        months, lift = found.payback_months, found.break_even_retention
        lines.insert(0, words("what_if.payback.never") if months is None else words("what_if.payback", months))
        lines.insert(1, words("what_if.break_even.never") if lift is None else words(
            "what_if.break_even", None, points=words.points(lift, 2)))
    return paragraphs(lines) + quiet_list(answer.guards(words))
