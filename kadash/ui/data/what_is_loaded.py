"""The files behind the numbers, what is doubtful about them and what to do about it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.loaded import Loaded, loaded
from kadash.language import Words
from kadash.store import Home
from kadash.ui.cache import kept
from kadash.ui.data import running
from kadash.ui.data.proposals import PROPOSING, is_undecided, proposals
from kadash.ui.data.readings import remembered_panel
from kadash.ui.data.rejected import rejected_panel
from kadash.ui.data.said import said
from kadash.ui.plain import plain

COUNTS = ("read", "accepted", "rejected", "set_aside")
_SHOWN = ("file", "sheet", "table_name", *COUNTS, "encoding", "loaded_at", "loaded_by")


def headline(words: Words, asked: Asked) -> None:
    """How many files and rows the numbers rest on, in a sentence."""
    answer = kept(loaded, asked)
    st.markdown(words("data.sentence", answer.files,
                      **{count: words.number(answer.rows(count)) for count in COUNTS if count != "read"},
                      rows=words.number(answer.rows("read"))))


def doubtful_panel(words: Words, home: Home, asked: Asked, asks_above: bool = False) -> None:
    """Rows to mend, proposals to decide (unless they are asked above), rows set aside, what was assumed or noticed."""
    answer = kept(loaded, asked)
    st.subheader(words("data.doubtful_loaded_title" if asks_above else "data.doubtful_title"), anchor=False)
    if not answer.waiting and not is_undecided(home, answer.notes):
        st.markdown(words("data.nothing_waits"))
    rejected_panel(words, home, asked, answer)
    if not asks_above and proposals(words, home, answer.notes):
        running.begin(home, "rebuild")
        st.rerun()
    _set_aside(words, answer)
    _notes(words, answer)


def sources_panel(words: Words, home: Home, asked: Asked) -> None:
    """Every table of every file with its counts; the way to take a file out; the readings that are remembered."""
    answer = kept(loaded, asked)
    st.subheader(words("data.read_title"), anchor=False)
    st.dataframe(_sources(words, answer), hide_index=True, key="sources",
                 column_config={words(f"data.column.{c}"): st.column_config.NumberColumn(format="localized")
                                for c in COUNTS})
    _take_out(words, home, answer)
    remembered_panel(words, home)


def _sources(words: Words, answer: Loaded) -> pd.DataFrame:
    tables = [words(f"table.{t}") if isinstance(t, str) else words("data.not_used")
              for t in answer.sources["table_name"]]
    shown = answer.sources.assign(
        table_name=tables, sheet=answer.sources["sheet"].fillna(""),
        loaded_at=[words.moment(_local(at)) for at in answer.sources["loaded_at"]])[list(_SHOWN)]
    if not shown["sheet"].any():
        shown = shown.drop(columns="sheet")
    return shown.rename(columns={name: words(f"data.column.{name}") for name in _SHOWN})


def _local(at: pd.Timestamp) -> dt.datetime:
    return at.to_pydatetime().replace(tzinfo=dt.UTC).astimezone()


def _take_out(words: Words, home: Home, answer: Loaded) -> None:
    labels = dict(zip(answer.sources["sha256"], answer.sources["file"], strict=True))
    if len(labels) < 2:
        return
    with st.expander(words("data.take_out")):
        st.caption(words("data.take_out_help"))
        chosen = st.selectbox(words("data.column.file"), list(labels), index=None, key="take_out",
                              format_func=lambda sha: labels[sha], label_visibility="collapsed",
                              placeholder=words("data.take_out_which"))
        if st.button(words("data.take_out_now"), disabled=chosen is None, key="take_out_now"):
            running.begin(home, "remove", sha256=chosen)
            st.rerun()


def _set_aside(words: Words, answer: Loaded) -> None:
    if not answer.set_aside.empty:
        with st.expander(words("data.set_aside_rows", answer.rows("set_aside"))):
            frame = answer.set_aside
            why = [words(f"finding.{code}", 1) for code in frame["code"]]
            columns = ["file", *(["sheet"] if frame["sheet"].notna().any() else []), "code", "rows", "amount"]
            shown = frame.assign(code=why, sheet=frame["sheet"].fillna(""))[columns]
            st.dataframe(shown.rename(columns={c: words(f"data.column.{c}") for c in shown}), hide_index=True,
                         key="set_aside", placeholder="–",
                         column_config={words(f"data.column.{c}"): st.column_config.NumberColumn(format="localized")
                                        for c in ("rows", "amount")})


def _notes(words: Words, answer: Loaded) -> None:
    notes = [note for note in answer.notes if note.code not in PROPOSING]
    if notes:
        with st.expander(words("data.notes", len(notes))):
            for note in notes:
                st.markdown(f"- {plain(said(words, note))}")
