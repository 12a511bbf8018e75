"""After a load or a check that broke off: what was dropped lies here still, and one click goes on with it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kadash.language import Words
from kadash.loads import JobState
from kadash.loads.jobs import Kind, newest_job
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.data.incoming import forget_incoming
from kadash.ui.plain import plain

_NAMED = 5
_BROKE_OFF = ("lost", "cancelled")


def broken_off(home: Home) -> JobState | None:
    """The viewer's newest job, if its process was killed before it had read the files that still lie here."""
    viewer = session.viewer()
    state = newest_job(home, None if viewer.is_alone else viewer.name)
    return state if state is not None and state.outcome == "lost" and files_here(state) else None


def files_here(state: JobState) -> list[tuple[str, str]]:
    """Path and label of the files of a check or a load; none where one of them is gone."""
    files = [(str(path), str(label)) for path, label in state.order.get("files", [])]
    return files if all(Path(path).is_file() for path, _ in files) else []


def once_again(words: Words, home: Home, state: JobState) -> None:
    """The files by name, a button that does the same again, and one that lets go of them; nothing without files."""
    files = files_here(state)
    if not files:
        return
    names = [label for _, label in files[:_NAMED]] + (["…"] if len(files) > _NAMED else [])
    st.markdown(plain(words("again.files", len(files), names=words.listed(names))))
    kind = _does(state)
    with st.container(horizontal=True):
        if st.button(words(f"again.{kind}", len(files)), type="primary", key="once_again"):
            options = {name: state.order[name] for name in ("currency", "readings", "as_of") if name in state.order}
            running.begin(home, kind, files=files, **options)
            st.rerun()
        if st.button(words("again.give_up", len(files)), key="let_go"):
            forget_incoming(home, files)
            running.forget()
            st.rerun()


def _does(state: JobState) -> Kind:
    """What broke off is done again; what could not be used is looked at first."""
    return "load" if state.kind == "load" and state.outcome in _BROKE_OFF else "inspect"
