"""The journal on a page: who entered what and when, what was before, the way back, and all of it as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads.journal_file import add_journal, journal_text, take_back
from kadash.store import Entry, Journal
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.taken import taken

MOST_SHOWN = 200
NOT_TAKEN_BACK = ("forecast", "state", "looked", "grant", "erased")
"""Kinds that kadash itself notes, and roles, which have an editor that sees to it that somebody can grant them."""


def journal_box(page: Page) -> None:
    """Everything of the journal, for who grants roles: it holds what all entered, the roles too."""
    if not session.may(Right.EDIT_ROLES):
        return
    words, journal = page.words, page.home.journal()
    newest = [entry for entry in journal.newest() if entry.kind not in NOT_TAKEN_BACK][::-1]
    st.subheader(words("journal.title"), anchor=False)
    st.markdown(_sentence(words, newest))
    spoilt = [entry for entry in newest if not entry.readable]
    if spoilt:
        st.warning(words("journal.spoilt", len(spoilt)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        file = "kadash-journal.jsonl"
        st.download_button(words("journal.export"), taken(lambda: journal_text(journal).encode(), file), file,
                           "application/jsonl", key="journal_export", on_click="ignore")
    _add(words, journal)
    if newest:
        with st.expander(words("journal.latest")):
            _latest(words, journal, (spoilt + [one for one in newest if one.readable])[:MOST_SHOWN])


def _sentence(words: Words, newest: list[Entry]) -> str:
    if not newest:
        return words("journal.nothing")
    return words("journal.sentence", len(newest), people=words.number(len({one.author for one in newest})))


def _add(words: Words, journal: Journal) -> None:
    """A file to be added: what is missing comes in, what stands here stays."""
    with st.expander(words("journal.import")):
        st.caption(words("journal.import.about"))
        file = st.file_uploader(words("journal.import.file"), type=["jsonl", "json", "txt"], key="journal_file")
        if file is None or not st.button(words("journal.import.add"), key="journal_add", type="primary"):
            return
        try:
            found = add_journal(journal, file.getvalue().decode("utf-8-sig"))
        except UnicodeDecodeError:
            st.error(words("error.journal_line", line=words.number(1)))
            return
        except KadashError as error:
            st.error(plain(words.of_error(error)))
            return
        st.success(words("journal.added", found.added, known=words.number(found.known)))
        if found.kept:
            st.info(words("journal.kept", len(found.kept), which=words.listed(
                [plain(f"{_kind(words, kind)} {subject}") for kind, subject in found.kept[:5]])))


def _latest(words: Words, journal: Journal, entries: list[Entry]) -> None:
    """A table of the newest entries; of the one chosen what was before, and the way back."""
    shown = pd.DataFrame({
        words("journal.when"): [words.moment(one.entered_at.astimezone()) if one.readable else "–" for one in entries],
        words("journal.who"): [one.author for one in entries],
        words("journal.what"): [_kind(words, one.kind) for one in entries],
        words("journal.about"): [one.subject for one in entries],
        words("journal.state"): [words(f"journal.state.{_state(one)}") for one in entries]})
    chosen = st.dataframe(shown, hide_index=True, key="journal_rows", on_select="rerun", selection_mode="single-row",
                          height=300, alt=words("journal.latest"))
    rows = chosen.selection.rows
    if not rows or rows[0] >= len(entries):
        st.caption(words("journal.choose"))
        return
    entry = entries[rows[0]]
    earlier = [one for one in journal.history(entry.kind, entry.subject) if one.entry_id < entry.entry_id]
    now, before = st.columns(2, gap="medium")
    _body(now, words("journal.now"), entry.body)
    _body(before, words("journal.before"), earlier[-1].body if earlier else None)
    if st.button(words("journal.undo"), key=f"journal_undo_{entry.entry_id}"):
        try:
            take_back(journal, entry, who=session.author(Right.EDIT_ROLES), at=session.now())
        except KadashError as error:
            st.error(plain(words.of_error(error)))
            return
        st.rerun()


def _body(place: st.delta_generator.DeltaGenerator, title: str, body: object) -> None:
    with place:
        st.markdown(f"**{title}**")
        if isinstance(body, dict | list):
            st.json(body, expanded=1)
        else:
            st.markdown("–" if body is None else plain(str(body)))


def _state(entry: Entry) -> str:
    if not entry.readable:
        return "spoilt"
    return "taken_back" if entry.body is None else "first" if entry.replaces is None else "changed"


def _kind(words: Words, kind: str) -> str:
    key = f"journal.kind.{kind}"
    return words(key) if words.has(key) else kind
