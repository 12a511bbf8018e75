"""Links between pages: the menu registers its pages here, so that a page names another by its path alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kadash.ui import session


def register(pages: dict[str, Any]) -> None:
    """Make the pages of this run's menu known, by path."""
    st.session_state["_menu"] = pages


def to(path: str, label: str, **params: str) -> None:
    """A link to another page of the menu; `params` go to the address bar. `label` is Markdown: escape names."""
    pages = st.session_state.get("_menu", {})
    if path in pages:
        st.page_link(pages[path], label=label, query_params={**params, "lang": session.language()})


def written(path: str, label: str, **params: str) -> str:
    """A link as Markdown, for where no widget can stand: in the text behind a small question mark."""
    return f"[{label}]({path}?{urlencode({**params, 'lang': session.language()})})"


def go(path: str, **params: str | list[str]) -> None:
    """Switch to another page of the menu now; `params` go to the address bar, empty ones do not."""
    given = {name: value for name, value in params.items() if value}
    st.switch_page(st.session_state["_menu"][path], query_params={**given, "lang": session.language()})
