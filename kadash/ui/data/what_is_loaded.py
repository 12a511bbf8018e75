"""The files behind the numbers, rows that are not in them, and the states one can go back to."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.loaded import Loaded, loaded
from kadash.language import Words
from kadash.store import Home
from kadash.ui.cache import kept
from kadash.ui.data import running
from kadash.ui.data.rejected import rejected_panel
from kadash.ui.plain import plain


def what_is_loaded(words: Words, home: Home, asked: Asked) -> None:
    """Sentence, files, rejected rows, notes, history."""
    answer = kept(loaded, asked)
    st.markdown(words("data.sentence", answer.files, rows=words.number(answer.rows("read")),
                      accepted=words.number(answer.rows("accepted")), rejected=words.number(answer.rows("rejected")),
                      set_aside=words.number(answer.rows("set_aside"))))
    _sources(words, home, answer)
    rejected_panel(words, home, asked, answer)
    _set_aside(words, answer)
    _notes(words, answer)
    _history(words, home)


def _sources(words: Words, home: Home, answer: Loaded) -> None:
    shown = answer.sources.assign(table_name=[words(f"table.{t}") if isinstance(t, str) else words("data.not_used")
                                              for t in answer.sources["table_name"]])
    columns = ["file", "sheet", "table_name", "read", "accepted", "rejected", "set_aside", "encoding", "loaded_at",
               "loaded_by"]
    shown = shown.assign(sheet=shown["sheet"].fillna(""))[columns]
    counts = {words(f"data.column.{c}"): st.column_config.NumberColumn(format="localized")
              for c in ("read", "accepted", "rejected", "set_aside")}
    st.dataframe(shown.rename(columns={c: words(f"data.column.{c}") for c in columns}), hide_index=True,
                 column_config=counts)
    labels = dict(zip(answer.sources["sha256"], answer.sources["file"], strict=True))
    with st.expander(words("data.take_out")):
        st.caption(words("data.take_out_help"))
        chosen = st.selectbox(words("data.column.file"), list(labels), index=None, key="take_out",
                              format_func=lambda sha: labels[sha], label_visibility="collapsed")
        if st.button(words("data.take_out_now"), disabled=chosen is None, key="take_out_now"):
            running.begin(home, "remove", sha256=chosen)
            st.rerun()


def _set_aside(words: Words, answer: Loaded) -> None:
    if not answer.set_aside.empty:
        with st.expander(words("data.set_aside_rows", answer.rows("set_aside"))):
            frame = answer.set_aside
            why = [words(f"finding.{code}", 1) for code in frame["code"]]
            shown = frame.assign(code=why)[["file", "sheet", "code", "rows", "amount"]]
            st.dataframe(shown.rename(columns={c: words(f"data.column.{c}") for c in shown}), hide_index=True)


def _notes(words: Words, answer: Loaded) -> None:
    if answer.notes:
        with st.expander(words("data.notes", len(answer.notes))):
            for note in answer.notes:
                st.markdown(f"- {plain(words.of_finding(note))}")


def _history(words: Words, home: Home) -> None:
    st.subheader(words("data.history"), anchor=False)
    st.caption(words("data.history_help"))
    for info in home.generations():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(words("data.state", None, number=info.number, at=words.moment(info.published_at.astimezone()),
                          megabytes=words.number(info.bytes / 1e6, 1)), width="content")
            if info.current:
                st.badge(words("data.current"), color="green")
            elif st.button(words("data.go_back"), key=f"back_{info.number}"):
                home.point_to(info.name)
                st.rerun()
