"""The what-if's one fragment: a move of a lever redraws the view that is open, and nothing else on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfBase
from kadash.answers.what_if.saved import saved_scenario
from kadash.errors import KadashError
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.last_door import last_door
from kadash.ui.plain import plain
from kadash.ui.what_if.ask import base_of
from kadash.ui.what_if.setting import PARAMETERS, Setting, put_setup, setting, setup_now

SAID_IN = ("move", "programme")
"""Views of the one scenario that the address holds."""

View = Callable[[Page, Asked, WhatIfBase, Setting], None]


@st.fragment
def panel(page: Page, asked: Asked, views: Mapping[str, View]) -> None:
    """The choice of views and the one that is open, on the accounts that the address bar asks for."""
    words = page.words
    with last_door(words):
        view = address.one_of(words("what_if.view"), tuple(views), "view", lambda name: words(f"what_if.view.{name}"),
                              next(iter(views)))
        try:
            _opened(page, asked, view)
            now = setting(asked.policy)
            base = base_of(asked, now)
        except KadashError as error:
            st.info(words.of_error(error))
            st.button(words("what_if.start_over"), on_click=address.clear, args=((*PARAMETERS, "scenario"),))
            return
        if not base.knows_cost or base.assumed_margin is not None:
            _margin(words, base)
        if not base.knows_cost:
            return
        if not base.live_layers:
            st.info(words("what_if.no_live"))
            return
        views[view](page, asked, base, now)


def _opened(page: Page, asked: Asked, view: str) -> None:
    """A link that names a kept scenario and nothing of its own opens that one; what is open says on which data."""
    wanted = st.query_params.get("scenario")
    if not wanted:
        return
    found = saved_scenario(asked, page.home.journal(), wanted)
    if not any(name in st.query_params for name in PARAMETERS):
        put_setup(found.scenario.setup, scenario=wanted)
    if view in SAID_IN:  # a line in any case: what stands below keeps its place
        moved_on = setup_now() != found.scenario.setup
        st.caption(plain(page.words("what_if.opened_moved", None, name=found.scenario.name) if moved_on else
                         found.sentence(asked, page.words)))


def _margin(words: Words, base: WhatIfBase) -> None:
    """Where no cost was loaded: a margin rate to go on, and that every figure rests on it."""
    if base.assumed_margin is None:
        st.info(words("what_if.cost_unknown"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.session_state["assumed_margin"] = None if base.assumed_margin is None else round(base.assumed_margin * 100)
        st.number_input(words("what_if.lever.assumed_margin"), min_value=1, max_value=90, value=None, step=1,
                        placeholder="%", format="%d", key="assumed_margin", width=320, on_change=_write_margin)
        if base.assumed_margin is not None:
            st.warning(words("what_if.rests_on_margin", rate=words.percent(base.assumed_margin)))


def _write_margin() -> None:
    value = st.session_state["assumed_margin"]
    put_setup(replace(setup_now(), assumed_margin=None if value is None else value / 100.0))
