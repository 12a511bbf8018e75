"""Scenarios kept: saved under a name, opened, copied, put away and brought back, some side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from kadash.answers import Asked
from kadash.answers.what_if import ProgrammeAnswer, WhatIfAnswer, WhatIfBase, ask_again
from kadash.answers.what_if.kept import Kept
from kadash.answers.what_if.saved import (
    LONGEST_NAME,
    compare,
    copy,
    remove,
    save_scenario,
    saved_of,
    scenarios_saved,
    take_back,
    unreadable,
)
from kadash.errors import KadashError
from kadash.exports.what_if_workbook import MIME, what_if_workbook
from kadash.language import Words
from kadash.store import Journal
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.taken import taken
from kadash.ui.what_if.compared import compared, side_by_side
from kadash.ui.what_if.setting import Setting, put_setup, setup_now

SAID, PUT_AWAY = "what_if_said", "what_if_put_away"
"""Where the session holds what went wrong with the last click, and which scenario was put away last."""


def saved(page: Page, asked: Asked, base: WhatIfBase, now: Setting) -> None:
    """The view: the scenario in force with a name to save it under, those that are kept, and some side by side."""
    words, journal = page.words, page.home.journal()
    st.markdown(f"**{plain(_in_force(asked, now).headline(words))}**")
    _save(words, asked, journal, now)
    _said(words, journal)
    kept, lost = scenarios_saved(asked, journal), unreadable(asked, journal)
    if lost:
        st.warning(words("what_if.saved.unreadable", lost))
    if not kept:
        st.caption(words("what_if.saved.none"))
        return
    for one in kept:
        _row(words, asked, journal, one)
    compared(words, asked, journal, kept)


def _save(words: Words, asked: Asked, journal: Journal, now: Setting) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(words("what_if.saved.name"), key="what_if_name", max_chars=LONGEST_NAME, width=380,
                      placeholder=words("what_if.saved.name_hint"))
        st.button(words("what_if.saved.save"), type="primary", key="what_if_save",
                  on_click=partial(_told, _keep, asked, journal))
        st.download_button(words("what_if.saved.workbook"), data=taken(
            lambda: _workbook(words, asked, journal, now), "what-if.xlsx"),
                           file_name="what-if.xlsx", mime=MIME, on_click="ignore", key="what_if_workbook")
    st.caption(words("what_if.saved.link"))


def _in_force(asked: Asked, now: Setting) -> WhatIfAnswer | ProgrammeAnswer:
    """The scenario of the address bar, its programme included."""
    answer = ask_again(asked, now.setup)
    assert answer is not None  # the page asks for a margin before it comes here
    return answer


def _workbook(words: Words, asked: Asked, journal: Journal, now: Setting) -> bytes:
    """The scenario in force as a workbook whose totals follow its levers, with those that stand side by side."""
    answer = _in_force(asked, now)
    beside = side_by_side(st.query_params.get_all("compare"), scenarios_saved(asked, journal))
    name = str(st.session_state.get("what_if_name") or "") or words("page.what-if")
    return what_if_workbook(words, answer, name, asked.as_of, compare(asked, journal, beside) if beside else None)


def _keep(asked: Asked, journal: Journal) -> None:
    name = str(st.session_state["what_if_name"])
    save_scenario(journal, saved_of(asked, setup_now(), name, session.viewer().name, session.now()))
    st.session_state["what_if_name"] = ""


def _row(words: Words, asked: Asked, journal: Journal, one: Kept) -> None:
    """Name, who and when, what it came to; whether the data have changed; and what can be done with it."""
    found, key = one.scenario, one.scenario_id
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{plain(found.name)}**")
            facts = [words("what_if.saved.by", None, author=plain(found.author),
                           at=words.moment(found.at.astimezone())),
                     words("what_if.saved.was", None, change=words.money(found.change.customer_equity, sign=True))]
            if one.data_changed(asked):
                facts.append(words("what_if.saved.data_changed"))
            st.caption(" · ".join(facts))
        st.button(words("what_if.saved.open"), key=f"open_{key}", on_click=_open, args=(one,))
        st.button(words("what_if.saved.copy"), type="tertiary", key=f"copy_{key}",
                  on_click=partial(_told, _copy, words, asked, journal, one))
        st.button(words("what_if.saved.put_away"), type="tertiary", key=f"away_{key}",
                  on_click=partial(_told, _put_away, journal, one))


def _open(one: Kept) -> None:
    view = "programme" if one.scenario.programme.measures else None
    put_setup(one.scenario.setup, view=view, scenario=one.scenario_id)


def _copy(words: Words, asked: Asked, journal: Journal, one: Kept) -> None:
    name = words("what_if.saved.copy_of", None, name=one.scenario.name)[:LONGEST_NAME]
    copy(asked, journal, one.scenario_id, name, session.viewer().name, session.now())


def _put_away(journal: Journal, one: Kept) -> None:
    entry = remove(journal, one, session.viewer().name, session.now())
    st.session_state[PUT_AWAY] = (one.scenario_id, one.scenario.name, entry)


def _bring_back(journal: Journal, scenario_id: str, entry: int) -> None:
    st.session_state.pop(PUT_AWAY, None)
    take_back(journal, scenario_id, session.viewer().name, session.now(), expected=entry)


def _told(act: Callable[..., None], *arguments: object) -> None:
    """Do it; what a person can mend is said at the next drawing."""
    try:
        act(*arguments)
    except KadashError as error:
        st.session_state[SAID] = error


def _said(words: Words, journal: Journal) -> None:
    """What went wrong last, and the way back for what was put away."""
    error = st.session_state.pop(SAID, None)
    if error is not None:
        st.error(words.of_error(error))
    away = st.session_state.get(PUT_AWAY)
    if away is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(words("what_if.saved.away", None, name=plain(away[1])), width="content")
            st.button(words("what_if.saved.undo"), type="tertiary", key="what_if_undo",
                      on_click=partial(_told, _bring_back, journal, away[0], away[2]))
