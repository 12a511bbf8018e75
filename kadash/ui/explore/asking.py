"""Asking in a thread beside the page: a click on anything, or on Cancel, stops a question that takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

import streamlit as st

from kadash.language import Words
from kadash.store.stoppable import Stop

Found = TypeVar("Found")
STOPPED = "explore_stopped"
"""Where the session holds that the last question was stopped."""
_AT_ONCE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="explore")
_QUIET_S, _LOOK_S = 0.6, 0.4


def asked_beside(words: Words, ask: Callable[[Stop], Found]) -> Found:
    """What `ask` gives. It is told to stop as soon as this run of the page ends, however it ends."""
    stop = Stop()
    found = _AT_ONCE.submit(ask, stop)
    place = st.empty()
    try:
        if not _done(found, _QUIET_S):
            _wait(words, found, place)
        return found.result()
    finally:
        stop()
        place.empty()


def _wait(words: Words, found: Future[Found], place: st.delta_generator.DeltaGenerator) -> None:
    begun = time.monotonic() - _QUIET_S
    with place.container(horizontal=True, vertical_alignment="center"):
        said = st.empty()
        st.button(words("explore.cancel"), key="explore_cancel", on_click=_stopped)
    while True:
        said.caption(words("explore.counting", None, seconds=words.number(time.monotonic() - begun)))
        if _done(found, _LOOK_S):
            return


def _done(found: Future[Found], seconds: float) -> bool:
    try:
        found.exception(timeout=seconds)
    except NotYet:
        return False
    return True


def _stopped() -> None:
    st.session_state[STOPPED] = True
