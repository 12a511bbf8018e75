"""Beside every page: find an account by name or number, the language switch, and who is signed in."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.language import LANGUAGES, Words
from kadash.ui import session
from kadash.ui.find_account import find_account
from kadash.ui.groups import groups
from kadash.ui.who_is_there import who_is_there

_LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def sidebar(words: Words, asked: Asked | None) -> None:
    """The account search (where data is loaded), the language switch, and who is signed in."""
    with st.sidebar:
        if asked is not None and not asked.outdated and session.may(Right.SEE):
            find_account(words, asked, "find")
            groups(words, session.home(), asked)
        language_switch(words)
        who_is_there(words)


def language_switch(words: Words) -> None:
    """The switch; its code stands in the address bar on every page (a bound widget would write 中文 there, not zh)."""
    st.session_state["lang"] = words.language
    if st.query_params.get("lang") != words.language:
        st.query_params["lang"] = words.language
    st.radio(words("frame.language"), LANGUAGES, key="lang", horizontal=True, on_change=_to_address,
                         format_func=_LANGUAGE_NAMES.__getitem__, label_visibility="collapsed")


def _to_address() -> None:
    st.query_params["lang"] = st.session_state["lang"]
