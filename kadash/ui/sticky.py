"""A block that stays in sight on a phone while the reader scrolls through the container it stands in."""

from __future__ import annotations

import streamlit as st

from kadash.charts.theme import theme

PHONE_PX, TOP_BAR_REM = 640, 3.7


def stay_in_sight(key: str, dark: bool) -> None:
    """Keep the container of that key under the top bar of a narrow screen; wide screens are left alone."""
    st.html(
        f"<style>@media (max-width: {PHONE_PX}px) {{ [data-testid='stLayoutWrapper']:has(> .st-key-{key}) "
        f"{{ position: sticky; top: {TOP_BAR_REM}rem; z-index: 20; background: {theme(dark).ground}; "
        "padding-bottom: 0.4rem; } }</style>")
