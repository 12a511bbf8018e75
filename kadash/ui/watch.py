"""An open tab follows a changed role within half a minute, without a click."""

from __future__ import annotations

import streamlit as st

from kadash.access import Viewer
from kadash.errors import KadashError
from kadash.ui import session

EVERY_S = 30


def watch(viewer: Viewer) -> None:
    """Runs the page anew once its viewer may see or do something else than when it was drawn."""
    if not viewer.is_alone:
        _look(viewer)


@st.fragment(run_every=EVERY_S)
def _look(drawn_for: Viewer) -> None:
    try:
        now: Viewer | None = session.viewer()
    except KadashError:
        now = None
    if now != drawn_for:
        st.rerun()
