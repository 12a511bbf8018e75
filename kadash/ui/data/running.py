"""Work that runs beside the page: its stage, what is left, whose it is, and the way to cancel it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kadash.access import Right
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import JobState, cancel, job_state, running_job, start_job
from kadash.loads.jobs import WORKER, Kind
from kadash.loads.lock import holder
from kadash.loads.progress import STAGES
from kadash.store import Home
from kadash.ui import session
from kadash.ui.plain import plain

_OWN = ("inspect", "rejected", "trial")
"""Jobs that change nothing: of interest to whoever started them."""
JOB = "job"
"""Where the session and the address bar hold the number of this viewer's job: a reload finds it again."""
_STEPS = [stage for stage in STAGES if stage not in ("waiting", "done")]
_STEPS_OF_A_CHECK = _STEPS[:_STEPS.index("core") + 1]
_AT_THE_END = ("publishing", "done")
"""Stages in which a load may have published what it says nothing of any more."""
_TELLING_S, _TELLING_SHARE = 3.0, 0.05
"""How long and how far a job must have run before the time left is more than a guess."""


def begin(home: Home, kind: Kind, worker: str = WORKER, right: Right = Right.LOAD, **order: object) -> None:
    """Start a job for this viewer and remember it in session and address bar; `worker`: the module that does it.

    right: what it takes; KadashError `not_allowed`. What is judged anew after a change takes the right to that change.
    """
    base = {"today": session.today().isoformat(), "who": session.author(right)}
    _hold(start_job(home, kind, {**base, **order}, worker))


def current(home: Home) -> JobState | None:
    """This viewer's job, also after a reload; else what runs in this data directory, but for looks of others."""
    own = st.session_state.get(JOB) or st.query_params.get(JOB)
    found = job_state(home, own) if own else None
    if found is not None and _is_theirs(found):
        return found
    running = running_job(home)
    if running is None or running.kind in _OWN and running.who != session.viewer().name:
        return None
    _hold(running.job_id)
    return running


def _is_theirs(state: JobState) -> bool:
    """Whether a job that the address names may be looked at: what somebody else looks at is nobody's business."""
    viewer = session.viewer()
    return viewer.is_alone or state.kind not in _OWN or state.who == viewer.name


def ended(home: Home, kind: str) -> JobState | None:
    """The session's job of this kind, if it has ended well."""
    state = current(home)
    return state if state is not None and state.kind == kind and state.outcome == "done" else None


def forget() -> None:
    """The job is dealt with."""
    st.session_state.pop(JOB, None)
    st.query_params.pop(JOB, None)


@st.fragment(run_every=0.5)
def progress(words: Words, home: Home, job_id: str) -> None:
    """The bar with the stage's name and what is left; when the job ends, the page runs again."""
    state = job_state(home, job_id)
    if state is None or state.outcome != "running":
        st.rerun()
    st.caption(plain(words("running.whose", kind=words(f"running.kind.{state.kind}"), who=state.who,
                           at=_time(state.started_at))))
    st.progress(min(state.done_share, 1.0), text=plain(_said(words, home, state)))
    later = _later(words, state)
    if later:
        st.caption(later)
    if _may_cancel(state) and st.button(words("data.cancel"), key="cancel_job", disabled=state.stage == "publishing"):
        cancel(home, job_id)
        st.rerun()


def _may_cancel(state: JobState) -> bool:
    """Whoever started it may end it, and whoever may load."""
    viewer = session.viewer()
    return state.who == viewer.name or viewer.may(Right.LOAD)


def said_wrong(words: Words, state: JobState) -> None:
    """Why a job did not end well: what the user can do, or a reference for whoever reads the log."""
    if state.outcome == "failed" and state.error is not None:
        st.error(plain_error(words, state.error))
    elif state.outcome == "lost":
        st.error(words("data.lost_at_the_end" if state.stage in _AT_THE_END else "data.lost", reference=state.job_id))
    elif state.outcome == "cancelled":
        st.info(words("data.cancelled"))


def plain_error(words: Words, error: KadashError) -> str:
    """An error as a sentence; whatever it names is text, not Markdown."""
    return plain(words.of_error(error))


def _hold(job_id: str) -> None:
    st.session_state[JOB] = st.query_params[JOB] = job_id


def _said(words: Words, home: Home, state: JobState) -> str:
    """The stage, which step of how many it is, and about how long the rest takes."""
    if state.stage == "waiting":
        first = holder(home)
        return words("running.first", who=first.who, at=_time(first.since)) if first else words("running.starting")
    name, steps = words(f"stage.{state.stage}"), _steps(state)
    if state.stage not in steps:
        return name
    facts = {"stage": name, "step": steps.index(state.stage) + 1, "steps": len(steps)}
    left = _left(words, state)
    return words("running.left", None, **facts, left=left) if left else words("running.step", None, **facts)


def _later(words: Words, state: JobState) -> str:
    steps = _steps(state)
    rest = steps[steps.index(state.stage) + 1:] if state.stage in steps else []
    names = [words(f"stage.short.{stage}") for stage in rest]
    return words("running.next_stages", stages=words.listed(names)) if names else ""


def _steps(state: JobState) -> list[str]:
    return _STEPS_OF_A_CHECK if state.kind == "inspect" else _STEPS


def _left(words: Words, state: JobState) -> str:
    """The time left, if the share that is done tells it."""
    ran_s = (session.now() - state.started_at).total_seconds()
    share = state.done_share / (STAGES["marts"] if state.kind == "inspect" else 1.0)
    if ran_s < _TELLING_S or not _TELLING_SHARE < share < 1:
        return ""
    left_s = ran_s * (1 - share) / share
    if left_s >= 90:
        return words("running.minutes", round(left_s / 60))
    return words("running.seconds", max(5, round(left_s / 5) * 5))


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone():%H:%M}"
