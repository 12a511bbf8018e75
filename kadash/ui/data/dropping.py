"""Drop files, look at what they were taken for, correct it, load: one summary, details on demand."""

from __future__ import annotations

import streamlit as st

from kadash.language import Words
from kadash.loads import Inspection, inspection_from_json
from kadash.store import Home
from kadash.ui import links, session
from kadash.ui.data import details, running
from kadash.ui.data.incoming import forget_incoming, keep_dropped
from kadash.ui.plain import plain
from kadash.ui.style import upload_words

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "parquet"]
CURRENCIES = ["CNY", "USD", "EUR", "GBP", "HKD", "JPY", "TWD", "SGD", "KRW", "CHF", "AUD", "CAD", "INR"]
_FILES, _READINGS, _ROUND = "_incoming", "_readings", "_drop_round"


def drop_panel(words: Words, home: Home, loaded_before: bool) -> None:
    """Everything between an empty box and a published load; a load that runs already is shown instead."""
    state = running.current(home)
    if state is not None and state.outcome == "running":
        running.progress(words, home, state.job_id)
    elif state is not None and state.outcome == "done" and state.kind == "inspect" and state.result is not None:
        _summary(words, home, inspection_from_json(state.result), loaded_before)
    elif state is not None and state.outcome == "done":
        _loaded(words, home)
    else:
        if state is not None:
            running.said_wrong(words, state)
        _box(words, home, loaded_before)


def _box(words: Words, home: Home, loaded_before: bool) -> None:
    if not loaded_before:
        st.markdown(words("first_visit.sentence"))
    upload_words(words("data.choose"), words("data.choose_hint"))
    round_ = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(words("data.drop"), ENDINGS, accept_multiple_files=True, key=f"drop_{round_}",
                             help=words("data.drop_help"))
    with st.container(horizontal=True):
        if files and st.button(words("data.check"), type="primary", key="check_files"):
            st.session_state[_FILES] = keep_dropped(home, files)
            st.session_state[_READINGS] = {}
            st.session_state[_ROUND] += 1
            _inspect(home)
        if not loaded_before and st.button(words("first_visit.sample"), key="open_sample",
                                           type="secondary" if files else "primary"):
            running.begin(home, "sample", dialect=words.language)
            st.rerun()


def _inspect(home: Home) -> None:
    running.begin(home, "inspect", files=st.session_state[_FILES], readings=st.session_state[_READINGS])
    st.rerun()


def _summary(words: Words, home: Home, seen: Inspection, loaded_before: bool) -> None:
    st.subheader(_headline(words, seen), anchor=False)
    for note in seen.notes:
        say = st.error if note.code == "file_refused" else st.caption
        say(plain(words.of_finding(note)))
    currency = _currency(words, seen, loaded_before)
    with st.container(horizontal=True):
        if st.button(words("data.load"), type="primary", disabled=seen.order_lines == 0, key="load_files"):
            running.begin(home, "load", files=st.session_state.get(_FILES, []), currency=currency,
                          readings=st.session_state.get(_READINGS, {}))
            st.rerun()
        if st.button(words("data.give_up"), key="give_up"):
            _forget(home)
            st.rerun()
    if seen.order_lines == 0:
        st.warning(words("data.no_lines"))
    chosen = details.tables(words, seen, session.today())
    if chosen:
        st.session_state[_READINGS] = {**st.session_state.get(_READINGS, {}), **chosen}
        _inspect(home)


def _headline(words: Words, seen: Inspection) -> str:
    files = len({table.text.file for table in seen.tables} | {file.file for file in seen.refused})
    parts = [words("data.files", files), words("data.all_known") if seen.known else words("data.not_all_used")]
    rejected = seen.counts.rejected
    parts.append(words("data.doubtful", rejected) if rejected else words("data.nothing_doubtful"))
    return words.listed(parts)


def _currency(words: Words, seen: Inspection, loaded_before: bool) -> str | None:
    if loaded_before:
        return None
    options = [seen.currency, *(c for c in CURRENCIES if c != seen.currency)] if seen.currency != "XXX" else CURRENCIES
    chosen: str | None = st.selectbox(words("data.currency"), options, key="currency", help=words("data.currency_help"),
                                      accept_new_options=True, width=260)
    return chosen.upper()[:3] if chosen else None


def _loaded(words: Words, home: Home) -> None:
    st.success(words("data.loaded_now"))
    _forget(home)
    links.to("overview", words("data.to_overview"))
    links.to("pyramid", words("data.to_pyramid"))


def _forget(home: Home) -> None:
    forget_incoming(home, st.session_state.get(_FILES, []))
    running.forget()
    for key in (_FILES, _READINGS):
        st.session_state.pop(key, None)
