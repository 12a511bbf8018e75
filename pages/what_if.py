"""Retention what-if: move a lever, see the money, base and scenario together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers.what_if import WhatIfAnswer, WhatIfBase, what_if, what_if_base
from kadash.charts.bridge import equity_bridge, equity_now
from kadash.charts.points import point_values
from kadash.charts.theme import theme
from kadash.charts.yearly import yearly_profit
from kadash.language import Words
from kadash.policy import Policy
from kadash.scenarios import Levers, Move
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.frame import Page, open_page
from kadash.ui.last_door import last_door
from kadash.ui.pictures import picture
from kadash.ui.read_table import read_table
from kadash.ui.sticky import stay_in_sight
from kadash.ui.tables import download

FIRST_LAYERS = 4
"""Layers whose retention stands on the page; the one beside the pyramid stands under "more"."""

MOST_POINTS, MOST_MARGIN_POINTS, MOST_SERVICE_PERCENT, SERVICE_STEP = 10, 5.0, 50, 5


def render() -> None:
    """The page."""
    page = open_page("what-if")
    if page.asked is not None:
        _panel(page)


@st.fragment
def _panel(page: Page) -> None:
    """Everything that a lever moves, so that a move redraws this and nothing else."""
    with last_door(page.words):
        _levers_and_answer(page)


def _levers_and_answer(page: Page) -> None:
    words, asked = page.words, page.asked
    assert asked is not None
    margin = None if asked.cost_known else _assumed_margin(words)
    if margin is None and not asked.cost_known:
        return
    base = what_if_base(asked, assumed_margin=margin)
    if not base.live_layers:
        st.info(words("what_if.no_live"))
        return
    with st.container():
        answer_place = st.container(key="what_if_answer", gap="xsmall")
        levers, discount, years = _levers(words, base, asked.policy)
    answer = what_if(asked, levers, discount_per_year=discount, years=years, assumed_margin=margin)
    if answer is None:
        return
    with answer_place:
        stay_in_sight("what_if_answer", page.dark)
        _answer(words, answer)
    _pictures(page, answer)
    _detail(page, answer)


def _assumed_margin(words: Words) -> float | None:
    st.info(words("what_if.cost_unknown"))
    percent = st.number_input(words("what_if.lever.assumed_margin"), min_value=1, max_value=90, value=None, step=1,
                              placeholder="%", format="%d", key="assumed_margin", bind="query-params", width=320)
    return None if percent is None else percent / 100


def _levers(words: Words, base: WhatIfBase, policy: Policy) -> tuple[Levers, float, int]:
    """The levers, the discount rate and the years, as the sliders and the address bar have them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words("what_if.assumptions_long"), width="content")
        st.space("stretch")
        st.button(words("what_if.reset"), on_click=_reset, args=(base, policy), type="tertiary", key="what_if_reset")
        more = st.popover(words("what_if.more"), type="tertiary")
    first, beside = base.live_layers[:FIRST_LAYERS], base.live_layers[FIRST_LAYERS:]
    with st.grid(4, min_column_width=150, gap=("xsmall", "medium")):
        points = {layer: _retention(words, base, layer) for layer in first}
        margin = st.slider(
            words("what_if.lever.margin"), -MOST_MARGIN_POINTS, MOST_MARGIN_POINTS, 0.0, 0.5, key="margin",
            format=words("what_if.format.half_points"), help=words("what_if.lever.margin_help"), bind="query-params")
        serve = st.slider(
            words("what_if.lever.cost_to_serve"), -MOST_SERVICE_PERCENT, MOST_SERVICE_PERCENT, 0, SERVICE_STEP,
            key="cost_to_serve", format=words("what_if.format.percent"), bind="query-params",
            help=words("what_if.lever.cost_to_serve_help"))
        discount = st.slider(
            words("what_if.lever.discount"), 2, 30, _discount_percent(policy), key="discount", bind="query-params",
            format=words("what_if.format.percent_plain"), help=words("what_if.lever.discount_help"))
        years = st.slider(
            words("what_if.lever.years"), 1, 30, policy.value.horizon_years, key="years", bind="query-params",
            format=words("what_if.format.years"), help=words("what_if.lever.years_help"))
    with more:
        st.caption(words("what_if.more_about"))
        points |= {layer: _retention(words, base, layer) for layer in beside}
    moves = {layer: Move(retention=moved / 100) for layer, moved in points.items() if moved}
    return Levers(margin=margin / 100, cost_to_serve=serve / 100, by_segment=moves), discount / 100, years


def _retention(words: Words, base: WhatIfBase, layer: str) -> int:
    return int(st.slider(
        words("what_if.lever.retention", None, layer=words(f"layer.value_tier.{layer}"),
              observed=base.observed_text(layer, words)),
        -MOST_POINTS, MOST_POINTS, 0, key=f"keep_{layer}", format=words("what_if.format.points"),
        help=base.observed_help(layer, words), bind="query-params"))


def _reset(base: WhatIfBase, policy: Policy) -> None:
    for layer in base.live_layers:
        st.session_state[f"keep_{layer}"] = 0
    st.session_state.update(
        margin=0.0, cost_to_serve=0, discount=_discount_percent(policy), years=policy.value.horizon_years)


def _discount_percent(policy: Policy) -> int:
    return round(policy.value.discount_rate_per_year * 100)


def _answer(words: Words, answer: WhatIfAnswer) -> None:
    found = answer.outcome
    st.markdown(f"**{answer.headline(words)}**")
    low, high = found.interval.base
    figures([
        KeyFigure(words("what_if.equity_now"), words.money(found.base.customer_equity),
                  beside=_range(words, low.customer_equity, high.customer_equity), why=words("what_if.equity_why")),
        _scenario(words, "equity", found.scenario.customer_equity, answer.equity_share),
        KeyFigure(words("what_if.profit_now"), words.money(found.base.profit_12m),
                  beside=_range(words, low.profit_12m, high.profit_12m), why=words("what_if.profit_why")),
        _scenario(words, "profit", found.scenario.profit_12m, answer.profit_share),
    ])
    if answer.assumed_margin is not None:
        st.warning(words("what_if.rests_on_margin", rate=words.percent(answer.assumed_margin)))


def _scenario(words: Words, name: str, money: float, share: float | None) -> KeyFigure:
    return KeyFigure(words(f"what_if.{name}_then"), words.money(money),
                     words.percent(share, sign=True) if share else words("what_if.unchanged"))


def _range(words: Words, low: float, high: float) -> str:
    return words("what_if.range", low=words.money(low), high=words.money(high))


def _pictures(page: Page, answer: WhatIfAnswer) -> None:
    words, found, look = page.words, answer.outcome, theme(page.dark)
    named = answer.layers.assign(name=[words(f"layer.{answer.scheme}.{s}") for s in answer.layers["segment"]])
    bridge, points = st.columns([1.25, 1], gap="medium")
    with bridge:
        st.markdown(f"**{words('what_if.bridge.title' if answer.moves else 'what_if.bridge.title_now')}**")
        picture(equity_bridge(named, found.base.customer_equity, found.scenario.customer_equity, words, look)
                if answer.moves else equity_now(named, found.base.customer_equity, words, look), "what_if_bridge",
                words("what_if.bridge.alt", base=words.money(found.base.customer_equity),
                      scenario=words.money(found.scenario.customer_equity)))
    with points:
        st.markdown(f"**{words('what_if.points.title')}**")
        picture(point_values(named, words, look), "what_if_points", words("what_if.points.alt"))
    with st.container(border=True):
        st.markdown(answer.slogan_sentence(words))
    for guard in answer.guards(words):
        st.caption(guard)


def _detail(page: Page, answer: WhatIfAnswer) -> None:
    words, look = page.words, theme(page.dark)
    shown = _layer_table(words, answer)
    read_table(words, words("what_if.table.title"), shown, shown.columns[1:], key="what_if_layers",
               file=lambda: _layer_file(words, answer))
    st.caption(words("what_if.table.most_about"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{words('what_if.yearly.title')}**", width="stretch")
        download(words, lambda: _yearly_file(words, answer), "what-if-years", "what_if_years_file")
    picture(yearly_profit(answer.outcome.yearly, words, look), "what_if_yearly", words("what_if.yearly.alt"))
    st.caption(words("what_if.yearly.about"))


def _layer_table(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    """One row a layer, as texts: money in its short form and shares are read, not sorted."""
    rows = answer.layers.to_dict("records")
    return pd.DataFrame([{
        words("what_if.table.layer"): words(f"layer.{answer.scheme}.{row['segment']}"),
        words("what_if.table.accounts"): words.number(row["accounts"]),
        words("what_if.table.observed"): words.percent(row["observed"]),
        words("what_if.table.counted"): words("what_if.table.of", None, again=words.number(row["bought_again"]),
                                              before=words.number(row["bought_before"])),
        words("what_if.table.model"): words.percent(row["retention"]),
        words("what_if.table.scenario"): words.percent(row["scenario_retention"]),
        words("what_if.table.base_equity"): words.money(row["base_equity"]),
        words("what_if.table.scenario_equity"): words.money(row["scenario_equity"]),
        words("what_if.table.change"): words.money(row["change"], sign=True),
        words("what_if.table.point"): words.money(row["point_value"]),
        words("what_if.table.most"): words.money(row["spend_limit_per_account"]),
    } for row in rows])


def _layer_file(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    """One row a layer, numbers as numbers: money in the reporting currency, shares from 0 to 1."""
    rows = answer.layers
    return pd.DataFrame({
        words("what_if.table.layer"): [words(f"layer.{answer.scheme}.{layer}") for layer in rows["segment"]],
        words("what_if.table.accounts"): rows["accounts"],
        words("what_if.table.observed"): rows["observed"],
        words("what_if.table.model"): rows["retention"],
        words("what_if.table.scenario"): rows["scenario_retention"],
        words("what_if.table.base_equity"): rows["base_equity"],
        words("what_if.table.scenario_equity"): rows["scenario_equity"],
        words("what_if.table.change"): rows["change"],
        words("what_if.table.point"): rows["point_value"],
        words("what_if.table.most"): rows["spend_limit_per_account"],
    })


def _yearly_file(words: Words, answer: WhatIfAnswer) -> pd.DataFrame:
    return answer.outcome.yearly[["year", "base_profit", "scenario_profit"]].rename(columns={
        "year": words("what_if.yearly.year"), "base_profit": words("what_if.yearly.base"),
        "scenario_profit": words("what_if.yearly.scenario")})


if __name__ == "__main__":
    from pages import open_app

    open_app()
