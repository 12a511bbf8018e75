"""A chart on a page: our own look as the chart rooms made it, no toolbar, its alternative text."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kadash.charts.theme import CONFIG, Figure


def picture(figure: Figure, key: str, alt: str, on_click: Callable[[], None] | None = None) -> None:
    """The chart. `on_click` is called after a click on a bar; what was clicked stands in the session under `key`."""
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG, alt=alt, selection_mode="points",
                    on_select=on_click or "ignore")
