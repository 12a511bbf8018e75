"""A programme: measures in a grid, their sum reckoned together, measure by measure and year by year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase
from kadash.charts import drawn, what_if
from kadash.errors import KadashError
from kadash.language import Words
from kadash.scenarios import ACCOUNT_LEVERS, Measure, Move, Programme
from kadash.scenarios.run_programme import ProgrammeOutcome
from kadash.ui.frame import Page
from kadash.ui.what_if.ask import together
from kadash.ui.what_if.cards import card, cards, paragraphs, quiet_list
from kadash.ui.what_if.dials import DIALS
from kadash.ui.what_if.measures import programme_of, rows_from
from kadash.ui.what_if.setting import EVERYBODY, Setting, put_setup, setup_now
from kadash.ui.what_if.whom import whom

GRID = "what_if_grid"


def programme(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: the sentence, the grid, what each measure brings alone, together and when left out."""
    words = page.words
    head = st.container()
    whom(words, asked, base, now, with_layers=False)
    try:
        wanted = _grid(words, base, now)
        found = together(asked, now, wanted).outcome
    except KadashError as error:
        st.error(words.of_error(error))
        return
    if not wanted.measures:
        head.markdown(f"**{words('what_if.programme.empty')}**")
        st.button(words("what_if.programme.example"), key="what_if_example", on_click=_example, args=(words, base))
        return
    head.markdown(f"**{_sentence(words, found)}**")
    st.html(cards([
        card(words("what_if.programme.parts"), _parts(words, found)),
        card(words("what_if.yearly.title"), what_if.yearly_profit(found.yearly, words) + drawn.key(
            [("context", words("what_if.yearly.base")), ("earned", words("what_if.yearly.scenario"))])),
        card(words("what_if.sure.title"), what_if.how_sure(found.base, found.scenario, found.interval, words),
             words("what_if.programme.sure_about")),
        f"<section>{paragraphs(_facts(words, found, now))}</section>",
    ]))
    _table(words, found)


def _grid(words: Words, base: WhatIfBase, now: Setting) -> Programme:
    """The grid; the address follows it, and another address (a link, the way back) makes it anew."""
    held = st.session_state.get(GRID)
    if held is None or held["programme"] != now.setup.programme:
        turn = 1 + (held or {}).get("turn", 0)
        start = rows_from(now.setup.programme)
        held = st.session_state[GRID] = {"programme": now.setup.programme, "start": start, "turn": turn}
    names = {EVERYBODY: words("what_if.for.all"), **{layer: base.name(layer, words) for layer in base.live_layers}}
    shown: pd.DataFrame = st.data_editor(
        held["start"], key=f"{GRID}_{held['turn']}", hide_index=True, num_rows="dynamic",
        alt=words("what_if.programme.grid"), column_config=_columns(words, names))
    wanted = programme_of(shown, base.base.segments)
    if wanted != held["programme"]:
        held["programme"] = wanted
        put_setup(replace(setup_now(), programme=wanted))
    return wanted


def _columns(words: Words, names: dict[str, str]) -> dict[str, Any]:
    def head(name: str) -> dict[str, Any]:
        return {"label": words(f"what_if.measure.{name}"), "help": words(f"what_if.measure.{name}_help")}

    config = st.column_config
    return {
        "name": config.TextColumn(**head("name"), required=True, max_chars=60, width=158),
        "whom": config.SelectboxColumn(**head("whom"), options=list(names), format_func=lambda code: names.get(
            str(code), str(code)), default=EVERYBODY, width=112),
        "lever": config.SelectboxColumn(**head("lever"), options=list(ACCOUNT_LEVERS), default="retention",
                                        format_func=lambda lever: _with_unit(words, str(lever)), width=180),
        "effect": config.NumberColumn(**head("effect"), default=1.0, width=80),
        "spread": config.NumberColumn(**head("spread"), default=0.5, min_value=0.0, width=66),
        "ramp_up_months": config.NumberColumn(**head("ramp_up_months"), default=6.0, min_value=0.0, max_value=120.0,
                                              step=1.0, width=92),
        **{name: config.NumberColumn(**head(name), default=0.0, min_value=0.0, format="%.10g", width=width)
           for name, width in (("cost_once", 94), ("cost_per_year", 94), ("cost_per_account", 118))},
    }


def _with_unit(words: Words, lever: str) -> str:
    """A lever with the unit its effect is typed in."""
    return words("what_if.measure.lever_unit", None, lever=words(f"lever.{lever}"),
                 unit=words(f"what_if.measure.unit.{DIALS[lever].form}"))


def _example(words: Words, base: WhatIfBase) -> None:
    """Two measures to begin with, for the layer that gains most."""
    layer = () if base.account_id else (base.live_layers[min(2, len(base.live_layers) - 1)],)
    visits = Measure(words("what_if.programme.example_visits"), layer, Move(retention=0.02), Move(retention=0.01), 6,
                     cost_per_year=200_000.0)
    portal = Measure(words("what_if.programme.example_portal"), (), Move(cost_to_serve=-0.05), Move(cost_to_serve=0.02),
                     12, cost_once=500_000.0, cost_per_year=50_000.0)
    put_setup(replace(setup_now(), programme=Programme((visits, portal))))


def _sentence(words: Words, found: ProgrammeOutcome) -> str:
    low, high = found.interval.change
    facts = {
        "change": words.money(found.change.customer_equity, sign=True),
        "low": words.money(low.customer_equity, sign=True), "high": words.money(high.customer_equity, sign=True),
        "cost": words.money(found.costs.present_value)}
    if found.payback_months is None:
        return words("what_if.programme.cost_never", None, **facts)
    return words("what_if.programme.pays_back_in", found.payback_months, **facts)


def _parts(words: Words, found: ProgrammeOutcome) -> str:
    parts = [(_name(words, row["measure"]), row["equity"]) for row in found.by_measure.to_dict("records")]
    return what_if.equity_bridge(parts, found.base.customer_equity, found.scenario.customer_equity, words)


def _name(words: Words, measure: str | None) -> str:
    return words("what_if.programme.levers") if measure is None or pd.isna(measure) else str(measure)


def _facts(words: Words, found: ProgrammeOutcome, now: Setting) -> list[str]:
    alone, change = found.sum_of_alone.customer_equity, found.change.customer_equity
    lines = [words("what_if.programme.together", None, together=words.money(change, sign=True),
                   added=words.money(alone, sign=True), less=words.money(change - alone, sign=True))]
    if found.return_on_cost is not None:
        lines.append(words("what_if.programme.return", None, times=words.number(found.return_on_cost, 1)))
    if now.given:
        lines.append(words("what_if.programme.with_levers"))
    return lines


def _table(words: Words, found: ProgrammeOutcome) -> None:
    """One row a measure: its part, what it would bring alone, and what would be lost without it."""
    columns = ("equity", "alone_equity", "left_out_equity", "profit")
    rows = [{words("what_if.measure.name"): _name(words, row["measure"]),
             **{words(f"what_if.programme.{name}"): words.money(row[name], sign=True) for name in columns}}
            for row in found.by_measure.to_dict("records")]
    st.table(pd.DataFrame(rows), border="horizontal")
    st.html(quiet_list([words("what_if.programme.about")]))
