"""The few lines of CSS that no theme option can say."""

from __future__ import annotations

import streamlit as st

FIGURES = "key_figures"
LINES = "link_lines"
"""Keys of the containers that the style is for; Streamlit makes classes of them."""

_CSS = f"""<style>
.st-key-{FIGURES} [data-testid="stMetricValue"] {{ line-height: 1.35; }}
.st-key-{FIGURES} [data-testid="stMetricValue"] * {{ line-height: inherit; }}
.st-key-{LINES} [data-testid="stPageLink-NavLink"] {{ padding-left: 0; }}
</style>"""


def style() -> None:
    """Figures in one line whether or not they hold Chinese glyphs; links flush with the text under them."""
    st.html(_CSS)
