"""The frame around every page: title, what is being looked at, and the first visit where nothing is loaded yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.language import Words
from kadash.segments.own_wording import with_own_words
from kadash.services.in_force import with_service_words
from kadash.store import Home
from kadash.store.made_up import sample_sources
from kadash.ui import session
from kadash.ui.cache import kept
from kadash.ui.data import running
from kadash.ui.data.dropping import drop_panel


@dataclass(frozen=True)
class Page:
    """What a page file works with. `asked` is None where nothing is loaded yet: the frame has said what to do."""

    key: str
    words: Words
    home: Home
    asked: Asked | None
    dark: bool


def open_page(key: str, needs_data: bool = True) -> Page:
    """Title and freshness line of a page; on a first visit, the way to the sample company and to the own files.

    The page's words know the names that the policy in force gives to the user's own schemes.
    """
    words, home, asked = session.words(), session.home(), session.asked()
    if asked is not None:
        words = with_service_words(with_own_words(words, asked.policy), asked.catalogue)
    st.title(words(f"page.{key}"), anchor=False)
    if words.company.spoilt_entry is not None:
        st.warning(words("frame.company_spoilt", None, entry=words.company.spoilt_entry))
    if asked is not None and asked.outdated:
        _make_anew(words, home)
    if asked is not None:
        st.caption(freshness(words, asked, kept(_is_sample, asked, home.path)))
    elif needs_data and session.may(Right.LOAD):
        drop_panel(words, home, loaded_before=False)
    elif needs_data:
        st.info(words("frame.nothing_yet"))
    return Page(key, words, home, asked, session.is_dark())


def _make_anew(words: Words, home: Home) -> None:
    """Offer to judge the loaded files again and show nothing else: no page can read what an older version wrote."""
    state = running.current(home)
    if state is not None and state.outcome == "running":
        running.progress(words, home, state.job_id)
    else:
        st.info(words("frame.other_version" if session.may(Right.LOAD) else "frame.other_version_wait"))
        if state is not None:
            running.said_wrong(words, state)
        if session.may(Right.LOAD) and st.button(words("frame.make_anew"), type="primary", key="make_anew"):
            running.begin(home, "rebuild")
            st.rerun()
    st.stop()


def _is_sample(asked: Asked, folder: Path) -> bool:
    return bool(sample_sources(Home(folder), asked.generation))


def freshness(words: Words, asked: Asked, is_sample: bool = False) -> str:
    """What is being looked at, in one line: as-of date, currency, tax, cost."""
    parts = [words("frame.as_of", date=words.date(asked.as_of)), words.currency(asked.currency)]
    if is_sample:
        parts.append(words("frame.sample"))
    if asked.amounts_with_tax:
        parts.append(words("frame.with_tax"))
    if asked.rolled_up:
        parts.append(words("frame.rolled_up"))
    if not asked.cost_known:
        parts.append(words("frame.cost_unknown"))
    return " · ".join(parts)
