"""Erasing an account's personal data on request: whose names, what goes, what a person must replace, one button."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kadash.access import Right
from kadash.answers.review import ReviewHead
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads.erasing import erase_entries, files_that_hold, names_of, places_of
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.plain import plain

_FILES = "erase_files"
"""Where the session keeps which files still hold a name: shown once it is done."""


def erase(page: Page, account: ReviewHead) -> None:
    """A quiet button for who may; nothing for anybody else."""
    _done(page.words)
    if not session.may(Right.ERASE):
        return
    if st.toggle(page.words("erase.button"), key=f"erase_open_{account.account_id}"):  # a popover asks at every run
        with st.container(border=True):
            _asked(page, account.account_id)


def _asked(page: Page, account_id: str) -> None:
    words, journal = page.words, page.home.journal()
    st.markdown(words("erase.about"))
    st.caption(words("erase.rest"))
    typed = st.text_area(words("erase.names"), "\n".join(names_of(journal, account_id)), height=120,
                         key=f"erase_names_{account_id}", help=words("erase.names_help"))
    names = [line.strip() for line in (typed or "").splitlines() if line.strip()]
    places = places_of(journal, account_id, names)
    st.caption(_what(words, places))
    sure = st.checkbox(words("erase.sure"), key=f"erase_sure_{account_id}")
    busy = running.current(page.home)
    waits = busy is not None and busy.outcome == "running"
    if st.button(words("erase.do"), type="primary", disabled=not sure or waits, key=f"erase_do_{account_id}"):
        _erase(page, account_id, names)


def _what(words: Words, places: dict[str, int]) -> str:
    if not places:
        return words("erase.no_entries")
    named = [f"{words(key) if words.has(key := f'journal.kind.{kind}') else kind} {words.number(count)}"
             for kind, count in places.items()]
    return words("erase.entries", sum(places.values()), which=words.listed(named))


def _erase(page: Page, account_id: str, names: Sequence[str]) -> None:
    viewer = session.allowed(Right.ERASE)
    try:
        entries = erase_entries(page.home, account_id, names, who=viewer.name, at=session.now())
    except KadashError as error:
        st.error(plain(page.words.of_error(error)))
        return
    st.session_state[_FILES] = (entries, files_that_hold(page.home, names))
    if page.asked is not None:
        running.begin(page.home, "erase", right=Right.ERASE, account=account_id)
    st.rerun()


def _done(words: Words) -> None:
    if _FILES not in st.session_state:
        return
    entries, files = st.session_state.pop(_FILES)
    st.success(words("erase.done", entries))
    if files:
        st.warning(words("erase.files", len(files), which=plain(words.listed(list(files)))))
