"""A block that stays in sight on a phone while the reader scrolls to what it answers."""

from __future__ import annotations

import streamlit as st

from kadash.charts.theme import theme

PHONE_PX = 640


def stay_in_sight(key: str, dark: bool) -> None:
    """Keep the container of that key under the top bar of a narrow screen; wide screens are left alone."""
    st.html(
        f"<style>@media (max-width: {PHONE_PX}px) {{ [data-testid='stLayoutWrapper']:has(> .st-key-{key}), "
        f".st-key-{key} {{ position: sticky; top: 2.9rem; z-index: 20; background: {theme(dark).ground}; "
        "padding-bottom: 0.4rem; } }}</style>")
