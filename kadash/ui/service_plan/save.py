"""Save the plan as it stands: from then on it has tasks, and what comes of it is learnt from."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan import ServicePlan
from kadash.answers.service_plan.saved import save_plan
from kadash.ui import session
from kadash.ui.frame import Page


def save_panel(page: Page, asked: Asked, plan: ServicePlan) -> None:
    """A name and a button; nothing where the plan is empty, or for who may not save one."""
    if not plan.accounts_served or not session.may(Right.EDIT_SERVICE_PLAN):
        return
    words = page.words
    with st.form("service_plan_save", border=False), st.container(
            horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(words("service_plan.save.name"), key="service_plan_name", width=320,
                             placeholder=words("service_plan.save.usual", None, date=words.date(session.today())))
        pressed = st.form_submit_button(words("service_plan.save"), type="primary")
    if pressed:
        given = name.strip() or words("service_plan.save.usual", None, date=words.date(session.today()))
        who = session.author(Right.EDIT_SERVICE_PLAN)
        save_plan(page.home.journal(), asked, plan, given, who=who, at=session.now())
        st.success(words("service_plan.saved", plan.services_given, name=given))
