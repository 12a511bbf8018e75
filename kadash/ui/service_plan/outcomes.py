"""Outcomes: saved plans with their tasks, what was learnt of each service, and whether predictions came true."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan.saved import unreadable_plans
from kadash.answers.service_plan.seen import plans_seen
from kadash.ui.frame import Page
from kadash.ui.service_plan.buyer_weights import buyer_weights_panel
from kadash.ui.service_plan.learnt import learnt_panel
from kadash.ui.service_plan.predictions import predictions_panel
from kadash.ui.service_plan.tasks import tasks_panel


def outcomes_view(page: Page, asked: Asked) -> None:
    """Tasks of a plan, then what was learnt, then the ledger."""
    words, journal = page.words, page.home.journal()
    plans, lost = plans_seen(asked, journal), unreadable_plans(journal)
    if lost:
        st.warning(words("outcomes.unreadable", lost))
    if plans:
        tasks_panel(page, asked, plans)
    else:
        st.info(words("outcomes.no_plan"))
    learnt_panel(page, asked)
    buyer_weights_panel(page, asked)
    predictions_panel(page, asked)
