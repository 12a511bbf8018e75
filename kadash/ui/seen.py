"""What stood on the page when its reader clicked: what they enter is held against that, not against what is now."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kadash.store import Journal


def draw(journal: Journal, kind: str) -> Mapping[str, int]:
    """Remember that what holds now of a kind is on the page; gives what was on it when the reader last looked.

    Subject to the number of its newest entry. A click runs the page again, with what others entered meanwhile: what
    was seen is what stood there at the drawing before.
    """
    now = journal.numbers(kind)
    before: Mapping[str, int] = st.session_state.get(_key(kind), now)
    st.session_state[_key(kind)] = now
    return before


def last_drawn(kind: str) -> Mapping[str, int]:
    """The same within a click's own function, which runs before the page is drawn again."""
    found: Mapping[str, int] = st.session_state.get(_key(kind), {})
    return found


def _key(kind: str) -> str:
    return f"drawn_{kind}"
