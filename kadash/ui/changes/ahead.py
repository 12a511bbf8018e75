"""What changed is compared as soon as a load is over, beside the page: the overview that follows finds it made."""

from __future__ import annotations

import threading
from contextlib import suppress

import streamlit as st

from kadash.answers.changes import compare_ahead
from kadash.errors import KadashError
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.frame import Page

_BEGUN = "compared_ahead"
"""Where a session holds the file that it has begun to compare."""
_CHANGES_NOTHING = ("inspect", "rejected", "trial")


def compared_ahead(page: Page) -> None:
    """Begin once, where a job of this viewer has just made the file that is looked at."""
    asked, state = page.asked, running.current(page.home)
    if asked is None or state is None or state.outcome != "done" or state.kind in _CHANGES_NOTHING:
        return
    if st.session_state.get(_BEGUN) == asked.generation.key:
        return
    st.session_state[_BEGUN] = asked.generation.key
    home, viewer, today = page.home, session.viewer().name, session.today()

    def compare() -> None:
        with suppress(KadashError):  # the overview says what is wrong
            compare_ahead(asked, home, viewer=viewer, today=today)

    threading.Thread(target=compare, name="compare-ahead", daemon=True).start()
