"""Saving a policy from any page: told of each other, on top of what others saved, and all judged anew."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.errors import KadashError
from kadash.loads import keep_policy, policy_in_use
from kadash.loads.policy import KIND, SUBJECT, newest_entry
from kadash.policy import Policy, carried_over
from kadash.store import Home
from kadash.ui import session
from kadash.ui.changed_meanwhile import both_versions
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.plain import plain

_SEEN, _MINE = "policy_seen", "policy_mine"


def policy_seen(home: Home) -> int:
    """The entry of the policy that this reader saw first: what they save is held against it. 0: none was there."""
    return int(st.session_state.setdefault(_SEEN, newest_entry(home, KIND, SUBJECT)))


def settle_policy(page: Page) -> None:
    """Both versions and the choice, where the policy this reader saved met another's."""
    history = page.home.journal().history(KIND, SUBJECT)
    if _MINE not in st.session_state or not history:
        return
    wanted: Policy = st.session_state[_MINE]
    answer = both_versions(page.words, history[-1], wanted.model_dump_json(), "policy", "settings.see_new")
    if answer is None:
        return
    del st.session_state[_MINE]
    st.session_state[_SEEN] = history[-1].entry_id
    if answer == "mine":
        save_policy(page, policy_in_use(page.home), wanted)
    st.rerun()


def save_policy(page: Page, before: Policy, wanted: Policy) -> bool:
    """Keep what differs between `before`, the policy that was looked at, and `wanted`; then all is judged anew.

    Where somebody else saved meanwhile, the page runs again and shows both. False, and the reason on screen, where a
    scheme of one's own cannot be read.
    """
    home = page.home
    try:
        entry = keep_policy(home, carried_over(policy_in_use(home), before, wanted),
                            who=session.author(Right.EDIT_POLICY), at=session.now(), expected=policy_seen(home))
    except KadashError as error:
        if error.code != "entry_changed":
            st.error(plain(page.words.of_error(error)))
            return False
        st.session_state[_MINE] = wanted
        st.rerun()
    st.session_state[_SEEN] = entry.entry_id
    if page.asked is not None:
        running.begin(home, "rebuild", right=Right.EDIT_POLICY)
    return True
