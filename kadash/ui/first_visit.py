"""The first visit: nothing is loaded, so the page offers the sample company and a place for the own files."""

from __future__ import annotations

import streamlit as st

from kadash.language import Words
from kadash.store import Home
from kadash.ui.data.dropping import drop_panel


def first_visit(words: Words, home: Home) -> None:
    """Says what to drop, and opens the sample company in one click."""
    st.markdown(words("first_visit.sentence"))
    drop_panel(words, home, loaded_before=False)
