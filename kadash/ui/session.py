"""What the entry points ask of session, address bar and clock, so that no other room has to."""

from __future__ import annotations

import datetime as dt
import getpass
import os
from pathlib import Path

import streamlit as st

from kadash.access import Scope
from kadash.answers import Asked
from kadash.language import LANGUAGES, Words
from kadash.loads.company import words_for
from kadash.store import Home

ROOT = Path(__file__).parents[2]
GROUPS = "groups"
"""Where address bar and session hold that groups are looked at."""


def home() -> Home:
    """The data directory: KADASH_DATA, else data/live beside the app."""
    return Home(Path(os.environ.get("KADASH_DATA") or ROOT / "data" / "live"))


def language() -> str:
    """The reader's language: the address bar's `lang`, else what was chosen, else the browser's."""
    for wanted in (st.query_params.get("lang"), st.session_state.get("lang")):
        if wanted in LANGUAGES:
            return str(wanted)
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def words() -> Words:
    """The words of the reader's language, with the company's own names and its unit of money."""
    return words_for(home(), language())


def viewer() -> str:
    """Who enters things: the name of the computer's user, as the one viewer of a kadash that runs alone."""
    return getpass.getuser()


def scope() -> Scope:
    """What the viewer may see: everything, as long as kadash runs alone."""
    return Scope.everything()


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
