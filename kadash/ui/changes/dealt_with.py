"""What somebody snoozed or did, behind one button, each with its way back."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers.changes import Change, Changes, Handled, take_back
from kadash.answers.changes.worded import account_name, sentence
from kadash.errors import KadashError
from kadash.language import Words
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain

MOST = 30
_SAID = "dealt_with_said"


def dealt_with(page: Page, found: Changes) -> None:
    """The button, where anything was dealt with; the newest first."""
    words = page.words
    if not found.dealt_with:
        return
    newest = sorted(found.dealt_with, key=lambda pair: pair[1].at, reverse=True)
    with st.popover(words("changes.dealt_with", len(newest)), type="tertiary", key="changes_dealt_with"):
        said = st.session_state.pop(_SAID, None)
        if said is not None:
            st.error(plain(said))
        for change, kept in newest[:MOST]:
            _entry(page, words, change, kept)


def _entry(page: Page, words: Words, change: Change, kept: Handled) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{plain(account_name(change, words))}** · {plain(sentence(change, words))}")
            st.caption(words(f"changes.state.{kept.state}", None, author=plain(kept.author), reason=plain(kept.reason),
                             at=words.moment(kept.at.astimezone()), until=words.date(kept.until)))
        if session.may(Right.EDIT_ENTRIES):
            st.button(words("changes.undo"), key=f"change_undo_{change.key}", type="tertiary", on_click=_undo,
                      args=(page, kept))


def _undo(page: Page, kept: Handled) -> None:
    try:
        take_back(page.home.journal(), {kept.key: kept.entry_id}, who=session.author(Right.EDIT_ENTRIES),
                  at=session.now())
    except KadashError as error:
        st.session_state[_SAID] = page.words.of_error(error)
