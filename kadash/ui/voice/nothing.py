"""No survey is loaded yet: which file to drop, what it looks like, and a questionnaire to begin with."""

from __future__ import annotations

import streamlit as st

from kadash.language import Words
from kadash.ui import links


def nothing_yet(words: Words) -> None:
    """What is missing and the two ways to get it."""
    st.markdown(f"**{words('voice.nothing')}**")
    st.markdown(words("voice.nothing.files"))
    links.to("data", words("voice.nothing.drop"))
