"""Views kept by name: saved, opened, put away and brought back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kadash.answers.explore.ground import FILE
from kadash.answers.explore.saved import LONGEST_NAME, SavedView, bring_back, put_away, save_view, saved_views
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Journal
from kadash.ui import session
from kadash.ui.explore.view import View, of_link, put
from kadash.ui.frame import Page
from kadash.ui.plain import plain

SAID, AWAY = "explore_said", "explore_away"
"""Where the session holds what the last click came to, and which view was put away last, by which entry."""


def saved(page: Page, view: View) -> None:
    """A name to save the view under, and the views that are kept."""
    words, journal = page.words, page.home.journal()
    scope = session.scope().key
    with st.popover(words("explore.saved"), key="explore_saved"):
        if not view.question.source.startswith(FILE):
            _save(words, journal, scope, view)
        _said(words, journal, scope)
        found = saved_views(journal, scope)
        for one in found:
            _row(words, journal, one)
        if not found:
            st.caption(words("explore.saved.none"))
        st.caption(words("explore.save.about"))


def _save(words: Words, journal: Journal, scope: str, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(words("explore.save.name"), key="explore_name", max_chars=LONGEST_NAME,
                      placeholder=words("explore.save.hint"), width=260)
        st.button(words("explore.save"), key="explore_save", type="primary",
                  on_click=partial(_keep, words, journal, scope, view))


def _keep(words: Words, journal: Journal, scope: str, view: View) -> None:
    name = str(st.session_state["explore_name"])
    try:
        save_view(journal, scope, name, view.link, who=session.viewer().name, at=session.now())
    except KadashError as error:
        st.session_state[SAID] = words.of_error(error)
        return
    st.session_state["explore_name"] = ""
    st.session_state[SAID] = words("explore.saved.done", None, name=name)


def _row(words: Words, journal: Journal, one: SavedView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(plain(one.name), key=f"open_{one.view_id}", type="tertiary", on_click=_open, args=(one,))
        st.caption(plain(words("explore.saved.by", None, author=one.author, at=words.moment(one.at.astimezone()))))
        st.button(words("explore.saved.put_away"), key=f"away_{one.view_id}", type="tertiary",
                  on_click=partial(_put_away, words, journal, one))


def _open(one: SavedView) -> None:
    put(of_link({key: list(values) for key, values in one.link.items()}))


def _put_away(words: Words, journal: Journal, one: SavedView) -> None:
    try:
        entry = put_away(journal, one, who=session.viewer().name, at=session.now())
    except KadashError as error:
        st.session_state[SAID] = words.of_error(error)
        return
    st.session_state[AWAY] = (one, entry)


def _said(words: Words, journal: Journal, scope: str) -> None:
    said = st.session_state.pop(SAID, None)
    if said is not None:
        st.info(plain(said))
    away: tuple[SavedView, int] | None = st.session_state.get(AWAY)
    if away is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(words("explore.saved.away", None, name=plain(away[0].name)), width="content")
            st.button(words("explore.saved.undo"), type="tertiary", key="explore_undo",
                      on_click=partial(_bring_back, words, journal, scope, *away))


def _bring_back(words: Words, journal: Journal, scope: str, one: SavedView, entry: int) -> None:
    try:
        bring_back(journal, one, scope, who=session.viewer().name, at=session.now(), expected=entry)
    except KadashError as error:
        st.session_state[SAID] = words.of_error(error)
    st.session_state.pop(AWAY, None)
