"""Beside every page, where accounts have parents: accounts one by one, or each group as one account."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.language import Words
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data import running


def groups(words: Words, home: Home, asked: Asked) -> None:
    """The switch; the first time in a generation the groups are judged beside the page, with progress."""
    if not asked.scope.is_everything or not session.may(Right.SEE) or not (asked.rolled_up or asked.has_groups):
        return
    wanted = session.by_groups()
    st.session_state["by_groups"] = wanted
    st.toggle(words("frame.groups"), key="by_groups", help=words("frame.groups.about"), on_change=_to_address)
    if wanted and not asked.rolled_up:
        _make(words, home)


def _make(words: Words, home: Home) -> None:
    state = running.current(home)
    if state is not None and state.outcome == "running":
        running.progress(words, home, state.job_id)
    elif state is not None and state.kind == "groups" and state.outcome == "failed":
        running.said_wrong(words, state)
    else:
        running.begin(home, "groups", right=Right.SEE)
        st.rerun()


def _to_address() -> None:
    wanted = bool(st.session_state["by_groups"])
    st.session_state[session.GROUPS] = wanted
    if wanted:
        st.query_params[session.GROUPS] = "1"
    else:
        st.query_params.pop(session.GROUPS, None)
