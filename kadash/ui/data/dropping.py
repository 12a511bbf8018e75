"""Drop files, look at what they were taken for, correct it, load: one summary, details on demand."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.language import Words
from kadash.loads import Inspection, JobState, inspection_from_json
from kadash.store import Home
from kadash.store.made_up import sample_sources
from kadash.ui import links, session
from kadash.ui.data import details, running
from kadash.ui.data.again import broken_off, once_again
from kadash.ui.data.inbox import inbox_help, inbox_offer
from kadash.ui.data.incoming import forget_incoming, keep_dropped
from kadash.ui.data.proposals import PROPOSING, proposals
from kadash.ui.data.questions import questions
from kadash.ui.data.said import said
from kadash.ui.plain import plain
from kadash.ui.style import upload_words
from kadash.vocabulary import NO_CURRENCY

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet"]
CURRENCIES = ["CNY", "USD", "EUR", "GBP", "HKD", "JPY", "TWD", "SGD", "KRW", "CHF", "AUD", "CAD", "INR"]
_ROUND = "_drop_round"
_NOTES_AT_ONCE = 4
"""Notes that are open to read at once; more of them are folded."""
Files = list[tuple[str, str]]
"""Path and label of each file; the label is shown and never opened."""


def drop_panel(words: Words, home: Home, loaded_before: bool) -> bool:
    """Everything between an empty box and a published load; a load that runs already is shown instead.

    True where it asks about files that are checked and not loaded yet, together with those that are.
    """
    state = running.current(home)
    if state is not None and state.outcome == "running":
        running.progress(words, home, state.job_id)
    elif state is not None and state.outcome == "done" and state.kind == "inspect" and state.result is not None:
        _summary(words, home, state, inspection_from_json(state.result), loaded_before)
        return True
    elif state is not None and state.outcome == "done" and state.kind not in ("rejected", "trial"):
        _loaded(words, home, state)
    else:
        state = state or broken_off(home)
        if loaded_before and sample_sources(home, home.generation()):
            st.info(words("data.sample_makes_way"))
        if state is not None and state.outcome != "done":
            running.said_wrong(words, state)
            once_again(words, home, state)
        _box(words, home, loaded_before)
    return False


def _box(words: Words, home: Home, loaded_before: bool) -> None:
    if not loaded_before:
        st.markdown(words("first_visit.sentence"))
    upload_words(words("data.choose"), words("data.choose_hint"))
    round_ = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(words("data.drop"), ENDINGS, accept_multiple_files=True, key=f"drop_{round_}",
                             help=words("data.drop_help"))
    with st.container(horizontal=True):
        if files and st.button(words("data.check"), type="primary", key="check_files"):
            st.session_state[_ROUND] += 1
            _inspect(home, keep_dropped(home, files), {})
        if not loaded_before and st.button(words("first_visit.sample"), key="open_sample",
                                           type="secondary" if files else "primary"):
            running.begin(home, "sample", dialect=words.language)
            st.rerun()
    if not loaded_before:
        st.caption(words("first_visit.adds"))
    if lying := inbox_offer(words, home):
        _inspect(home, lying, {})
    inbox_help(words, home)


def _inspect(home: Home, files: Files, readings: dict[str, str]) -> None:
    running.begin(home, "inspect", files=files, readings=readings)
    st.rerun()


def _summary(words: Words, home: Home, state: JobState, seen: Inspection, loaded_before: bool) -> None:
    files, readings = _files(state), dict(state.order.get("readings", {}))
    st.subheader(_headline(words, seen), anchor=False)
    _notes(words, seen)
    answers = questions(words, seen)
    if session.may(Right.SEE) and proposals(words, home, seen.notes):
        _inspect(home, files, readings)
    of_sample = loaded_before and bool(sample_sources(home, home.generation()))
    currency = _currency(words, seen, loaded_before and not of_sample)
    if of_sample:
        st.caption(words("data.instead_of_sample"))
    place = st.container()
    if seen.order_lines == 0:
        offers = any(table.reading.table == "quote" for table in seen.tables)
        st.warning(words("data.offers_only" if offers else "data.no_lines"))
    corrections = details.tables(words, seen, session.today())
    waiting = answers.waiting or corrections.waiting
    with place, st.container(horizontal=True):
        if st.button(words("data.load"), type="primary", disabled=seen.order_lines == 0 or waiting, key="load_files"):
            running.begin(home, "load", files=files, currency=currency, readings=readings)
            st.rerun()
        if st.button(words("data.give_up"), key="give_up"):
            _forget(home, state)
            st.rerun()
    if waiting:
        place.caption(words("data.waits_to_be_used"))
    if answers.use or corrections.use:
        used = dict(answers.readings if answers.use else {}) | dict(corrections.readings)
        _inspect(home, files, readings | used)


def _notes(words: Words, seen: Inspection) -> None:
    """What was noticed, but for what a question or a proposal below says."""
    asked = {f"assumed_{question.code}" for table in seen.tables for question in table.reading.questions}
    for note in seen.notes:
        if note.code == "file_refused":
            st.error(plain(said(words, note)))
    others = [note for note in seen.notes if note.code not in asked | {"file_refused"}
              and note.code not in PROPOSING]
    if others:
        with st.expander(words("data.notes", len(others)), expanded=len(others) <= _NOTES_AT_ONCE):
            for note in others:
                st.markdown(f"- {plain(said(words, note))}")


def _headline(words: Words, seen: Inspection) -> str:
    files = len({table.text.file for table in seen.tables} | {file.file for file in seen.refused})
    parts = [words("data.files", files), words("data.all_known") if seen.known else words("data.not_all_used")]
    rejected = seen.counts.rejected
    parts.append(words("data.doubtful", rejected) if rejected else words("data.nothing_doubtful"))
    return words.listed(parts)


def _currency(words: Words, seen: Inspection, loaded_before: bool) -> str | None:
    if loaded_before:
        return None
    shown = [] if seen.currency == NO_CURRENCY else [seen.currency]
    options = [*shown, *(code for code in CURRENCIES if code not in shown)]
    chosen: str | None = st.selectbox(words("data.currency"), options, key="currency", help=words("data.currency_help"),
                                      accept_new_options=True, width=260)
    return chosen.upper()[:3] if chosen else None


def _loaded(words: Words, home: Home, state: JobState) -> None:
    done = f"data.done.{state.kind}"
    st.success(words(done if words.has(done) else "data.loaded_now"))
    _forget(home, state)
    links.to("overview", words("data.to_overview"))
    links.to("pyramid", words("data.to_pyramid"))


def _forget(home: Home, state: JobState) -> None:
    forget_incoming(home, _files(state))
    running.forget()


def _files(state: JobState) -> Files:
    return [(str(path), str(label)) for path, label in state.order.get("files", [])]
