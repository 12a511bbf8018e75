"""A chart on a page: our own look as the chart rooms made it, no toolbar, its alternative text."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable

import streamlit as st

from kadash.answers.keeper import Keeper
from kadash.charts.theme import CONFIG, Figure
from kadash.charts.told import Told
from kadash.language import Words

MOST = 256
_kept = Keeper(MOST)


def picture(figure: Figure, key: str, alt: str, on_click: Callable[[], None] | None = None) -> None:
    """The chart. `on_click` is called after a click on a bar; what was clicked stands in the session under `key`."""
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG, alt=alt, selection_mode="points",
                    on_select=on_click or "ignore")


def drawn(chart: Callable[..., Figure], *given: object) -> Figure:
    """`chart(*given)`, made once a process for the same table, words and theme: making a figure costs ten times what
    telling it does. What is given counts by its content."""
    try:
        key = _digest(chart, given)
    except (pickle.PicklingError, TypeError, AttributeError):  # something that has no content of its own
        return chart(*given)
    return _kept.get(key, lambda: Told(chart(*given)))


class _ByContent(pickle.Pickler):
    def persistent_id(self, one: object) -> object:
        """Words by their key: they hold thousands of sentences."""
        return ("words", one.key) if isinstance(one, Words) else None


def _digest(chart: Callable[..., Figure], given: tuple[object, ...]) -> bytes:
    written = io.BytesIO()
    _ByContent(written, protocol=5).dump((chart.__module__, chart.__qualname__, given))
    return hashlib.blake2b(written.getbuffer()).digest()
