"""Readings that are remembered: since when, by whom, and the way to forget one."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.language import Words
from kadash.loads.remembered import KIND, Remembered, forget_reading, remembered
from kadash.store import Home
from kadash.ui import session
from kadash.ui.plain import plain
from kadash.ui.seen import draw

_NAMED = 6


def remembered_panel(words: Words, home: Home) -> None:
    """One line a reading with a button; nothing where none is remembered."""
    known = remembered(home)
    if not known:
        return
    seen = draw(home.journal(), KIND)
    with st.expander(words("readings.title", len(known))):
        st.caption(words("readings.help"))
        for one in known:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(plain(_line(words, one)), width="stretch")
                if st.button(words("readings.forget"), key=f"forget_{one.fingerprint}"):
                    forget_reading(home, one.fingerprint, who=session.author(Right.LOAD), at=session.now(),
                                   expected=seen.get(one.fingerprint, 0))
                    st.rerun()


def _line(words: Words, one: Remembered) -> str:
    names = [name for name in one.headers if name]
    shown = words.listed(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    facts = {"headers": shown or one.fingerprint, "date": words.date(one.entered_at.date()), "who": one.author}
    if one.reading.table is None:
        return words("readings.unused", None, **facts)
    return words("readings.line", None, **facts, table=words(f"table.{one.reading.table}"))
