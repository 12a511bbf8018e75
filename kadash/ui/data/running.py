"""A load that runs beside the page: its stage, what is left, and the way to cancel it."""

from __future__ import annotations

import streamlit as st

from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import JobState, cancel, job_state, running_job, start_job
from kadash.store import Home
from kadash.ui import session
from kadash.ui.plain import plain

JOB = "_job"


def begin(home: Home, kind: str, **order: object) -> None:
    """Start a job for this viewer and remember it in the session."""
    base = {"today": session.today().isoformat(), "who": session.viewer()}
    st.session_state[JOB] = start_job(home, kind, {**base, **order})  # type: ignore[arg-type]


def current(home: Home) -> JobState | None:
    """The session's own job, else one that somebody else runs."""
    own = st.session_state.get(JOB)
    found = job_state(home, own) if own else None
    return found if found is not None else running_job(home)


def ended(home: Home, kind: str) -> JobState | None:
    """The session's job of this kind, if it has ended well."""
    state = current(home)
    return state if state is not None and state.kind == kind and state.outcome == "done" else None


def forget() -> None:
    """The session's job is dealt with."""
    st.session_state.pop(JOB, None)


@st.fragment(run_every=0.5)
def progress(words: Words, home: Home, job_id: str) -> None:
    """The bar with the stage's name; when the job ends, the page runs again."""
    state = job_state(home, job_id)
    if state is None or state.outcome != "running":
        st.rerun()
    st.progress(min(state.done_share, 1.0), text=words(f"stage.{state.stage}"))
    if st.button(words("data.cancel"), key="cancel_job"):
        cancel(home, job_id)
        st.rerun()


def said_wrong(words: Words, state: JobState) -> None:
    """Why a job did not end well: what the user can do, or a reference for whoever reads the log."""
    if state.outcome == "failed" and state.error is not None:
        st.error(plain_error(words, state.error))
    elif state.outcome == "lost":
        st.error(words("data.lost", reference=state.job_id))
    elif state.outcome == "cancelled":
        st.info(words("data.cancelled"))


def plain_error(words: Words, error: KadashError) -> str:
    """An error as a sentence; whatever it names is text, not Markdown."""
    return plain(words.of_error(error))
