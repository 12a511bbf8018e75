"""A small table to read: what it shows as its title, words to the left, figures to the right, and a file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kadash.language import Words
from kadash.ui.tables import download


def read_table(words: Words, title: str, shown: pd.DataFrame, figures: Iterable[str], *, key: str,
               file: Callable[[], pd.DataFrame] | None = None, wide: Mapping[str, int] | None = None) -> None:
    """Title and download in one line, the table below.

    shown: texts as people read them; figures: the columns that stand to the right. file: the same with numbers as
    numbers, made when it is asked for. wide: columns of long text to their width in pixels.
    """
    table_title(words, title, key, file)
    widths = {name: st.column_config.TextColumn(width=pixels) for name, pixels in (wide or {}).items()}
    st.dataframe(shown, hide_index=True, key=key, column_config=figures_right(figures) | widths, alt=title)


def table_title(words: Words, title: str, key: str, file: Callable[[], pd.DataFrame] | None) -> None:
    """The title of a table and, at the end of the line, its download."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{title}**", width="stretch")
        if file is not None:
            download(words, file, key.replace("_", "-"), f"{key}_file")


def figures_right(names: Iterable[str]) -> dict[str, Any]:
    """The look of columns of figures written as text."""
    return {name: st.column_config.TextColumn(alignment="right") for name in names}
