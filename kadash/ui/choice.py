"""A few choices side by side whose code, not whose wording, stands in the address bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def choice(label: str, options: Sequence[str], name: str, default: str, wording: Callable[[str], str]) -> str:
    """The code chosen among `options`; `name` is its parameter in the address bar, whatever the language.

    Streamlit's own binding would write the wording of a choice into the address, which another language cannot read.
    """
    key = f"choice_{name}"
    asked = st.query_params.get(name)
    if asked in options:
        st.session_state[key] = asked
    elif st.session_state.get(key) not in options:
        st.session_state[key] = default
    chosen = st.segmented_control(label, options, key=key, required=True, format_func=wording, on_change=_to_address,
                                  args=(key, name), label_visibility="collapsed")
    return chosen or default


def _to_address(key: str, name: str) -> None:
    st.query_params[name] = st.session_state[key]
