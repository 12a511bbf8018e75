"""Saving a policy from any page: told of each other, on top of what others saved, and all judged anew."""

from __future__ import annotations

import streamlit as st

from kadash.errors import KadashError
from kadash.loads import keep_policy, policy_in_use
from kadash.loads.policy import KIND, SUBJECT, newest_entry
from kadash.policy import Policy, carried_over
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.plain import plain

_SEEN = "policy_seen"


def policy_seen(home: Home) -> int:
    """The entry of the policy that this reader saw first: what they save is held against it. 0: none was there."""
    return int(st.session_state.setdefault(_SEEN, newest_entry(home, KIND, SUBJECT)))


def save_policy(page: Page, before: Policy, wanted: Policy) -> bool:
    """Keep what differs between `before`, the policy that was looked at, and `wanted`; then all is judged anew.

    False, and the reason on screen, where somebody else saved meanwhile or a scheme of one's own cannot be read.
    """
    home = page.home
    try:
        entry = keep_policy(home, carried_over(policy_in_use(home), before, wanted), who=session.viewer().name,
                            at=session.now(), expected=policy_seen(home))
    except KadashError as error:
        st.error(plain(page.words.of_error(error)))
        if st.button(page.words("settings.see_new"), key="policy_see_new"):
            del st.session_state[_SEEN]
            st.rerun()
        return False
    st.session_state[_SEEN] = entry.entry_id
    if page.asked is not None:
        running.begin(home, "rebuild")
    return True
