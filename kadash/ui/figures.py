"""A row of key figures, each with its change on last year and a small why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kadash.ui.style import FIGURES

LEAST_WIDTH_PX = 140


@dataclass(frozen=True)
class KeyFigure:
    """A figure as texts in the reader's language.

    change: with its sign, coloured as a gain or a loss; None where last year is not known. beside: said after the
    change, or in its place. why: period and formula, behind the small question mark.
    """

    label: str
    value: str
    change: str | None = None
    beside: str | None = None
    why: str | None = None


def figures(row: Sequence[KeyFigure], name: str = "") -> None:
    """The figures side by side; on a narrow screen two in a row. A second row of a page needs a `name`."""
    with st.grid(len(row), min_column_width=LEAST_WIDTH_PX, gap="small", key=FIGURES + name):
        for figure in row:
            _figure(figure)


def _figure(figure: KeyFigure) -> None:
    lost = (figure.change or "").startswith("-")
    still = figure.change is None or not any(digit in figure.change for digit in "123456789")
    st.metric(
        figure.label, figure.value, figure.change or figure.beside, help=figure.why,
        delta_color="gray" if still else "orange" if lost else "green", delta_arrow="off" if still else "auto",
        delta_description=figure.beside if figure.change else None)
