"""What the entry points ask of session, address bar and clock, so that no other room has to."""

from __future__ import annotations

import datetime as dt
import getpass

import streamlit as st

from kadash.access import Right, Scope, Viewer
from kadash.answers import Asked
from kadash.answers.in_sight import in_sight
from kadash.language import LANGUAGES, Words, words_in
from kadash.loads.company import words_for
from kadash.loads.grants import viewer_now
from kadash.loads.guarded import GuardedHome
from kadash.ui import sign_in
from kadash.ui.cache import kept
from kadash.ui.home import ROOT as ROOT
from kadash.ui.home import home as whole_home

GROUPS = "groups"
"""Where address bar and session hold that groups are looked at."""


def home() -> GuardedHome:
    """The data directory as this viewer may use it: it refuses what they may not see or do, whatever a page asks."""
    return GuardedHome(whole_home().path, viewer, _in_sight, lambda: words_in(language())("masked.account"))


def language() -> str:
    """The reader's language: the address bar's `lang`, else what was chosen, else the browser's."""
    for wanted in (st.query_params.get("lang"), st.session_state.get("lang")):
        if wanted in LANGUAGES:
            return str(wanted)
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def words() -> Words:
    """The words of the reader's language, with the company's own names and its unit of money."""
    return words_for(whole_home(), language())


def viewer() -> Viewer:
    """Who looks, and what they may now: read anew at every run, so that a changed role holds at the next click.

    KadashError `no_access` where they may see nothing. A kadash that runs alone has one viewer, who may all.
    """
    if sign_in.mode() is sign_in.SignInMode.ALONE:
        return Viewer.alone(getpass.getuser())
    return viewer_now(whole_home(), sign_in.identity(), today())


def scope() -> Scope:
    """Which accounts the viewer sees."""
    return viewer().scope


def may(right: Right) -> bool:
    """Whether the viewer may do it: for what is drawn."""
    return viewer().may(right)


def allowed(right: Right) -> Viewer:
    """The viewer who is about to do it; KadashError `not_allowed` where they may not: for what is done."""
    found = viewer()
    found.must(right)
    return found


def author(right: Right) -> str:
    """The name of the viewer who is about to do it; KadashError `not_allowed` where they may not."""
    return allowed(right).name


def asked() -> Asked | None:
    """The current generation for this viewer, or None where nothing was loaded yet.

    Where the address asks for groups and they are there, every account is a group. A viewer who sees the accounts of
    some owners sees no groups: their members may be other owners'.
    """
    generation = home().generation()
    if generation is None:
        return None
    by_group = home().groups_of(generation) if by_groups() and scope().is_everything else None
    return Asked(by_group or generation, scope())


def _in_sight() -> frozenset[str] | None:
    if scope().is_everything:
        return None
    found = asked()
    return frozenset() if found is None else kept(in_sight, found)


def by_groups() -> bool:
    """Whether the viewer looks at groups as one account each."""
    if GROUPS in st.query_params:
        st.session_state[GROUPS] = st.query_params[GROUPS] == "1"
    return bool(st.session_state.get(GROUPS, False))


def now() -> dt.datetime:
    """The moment, for entries."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day, for loads."""
    return dt.datetime.now().astimezone().date()


def is_dark() -> bool:
    """Whether the browser shows the dark theme."""
    return st.context.theme.type == "dark"
