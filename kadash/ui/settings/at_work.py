"""What runs beside the settings: all judged or read anew, or rules tried."""

from __future__ import annotations

import streamlit as st

from kadash.ui.data import running
from kadash.ui.frame import Page

WORKING = ("rebuild", "trial")


def at_work(page: Page) -> bool:
    """The bar while something of it runs; what came of it, once, afterwards."""
    state = running.current(page.home)
    if state is None or state.kind not in WORKING:
        return False
    if state.outcome == "running":
        running.progress(page.words, page.home, state.job_id)
        return True
    running.said_wrong(page.words, state)
    if state.kind == "rebuild" and state.outcome == "done":
        st.success(page.words("settings.judged"))
        running.forget()
    return False
