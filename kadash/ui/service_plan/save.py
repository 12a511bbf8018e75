"""Save the plan as it stands: from then on it has tasks, and what comes of it is learnt from."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan import Asking, service_plan
from kadash.answers.service_plan.saved import save_plan
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.last_door import last_door

_SHOWN = "service_plan_shown"


def save_panel(page: Page, asked: Asked) -> None:
    """A name and a button, for who may save a plan. No slider moves them, so none redraws them."""
    if session.may(Right.EDIT_SERVICE_PLAN):
        _panel(page, asked)


def as_shown(asking: Asking) -> None:
    """Remember what the plan on the page was asked for: that one is saved."""
    st.session_state[_SHOWN] = asking


@st.fragment
def _panel(page: Page, asked: Asked) -> None:
    words = page.words
    with last_door(words):
        with st.form("service_plan_save", border=False), st.container(
                horizontal=True, vertical_alignment="bottom", gap="small"):
            name = st.text_input(words("service_plan.save.name"), key="service_plan_name", width=320,
                                 placeholder=words("service_plan.save.usual", None, date=words.date(session.today())))
            pressed = st.form_submit_button(words("service_plan.save"), type="primary")
        if pressed:
            _save(page, asked, name.strip())


def _save(page: Page, asked: Asked, name: str) -> None:
    words, plan = page.words, service_plan(asked, st.session_state[_SHOWN])
    if not plan.accounts_served:
        st.info(words("service_plan.nobody"))
        return
    given = name or words("service_plan.save.usual", None, date=words.date(session.today()))
    who = session.author(Right.EDIT_SERVICE_PLAN)
    save_plan(page.home.journal(), asked, plan, given, who=who, at=session.now())
    st.success(words("service_plan.saved", plan.services_given, name=given))
