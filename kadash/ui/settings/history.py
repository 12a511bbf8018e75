"""Who changed the rules, when, from what to what; and the way back to any of them."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.loads.policy import PolicyVersion, policy_history
from kadash.policy import Policy, changes, default_policy
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.settings import draft as drafts
from kadash.ui.settings.lines import changed_lines
from kadash.ui.settings.saving import save_policy

MOST_SHOWN = 20


def history(page: Page, saved: Policy, busy: bool) -> None:
    """The newest first; what held before all of them is as shipped. busy: no way back while all is judged anew."""
    words, versions = page.words, policy_history(page.home)
    st.subheader(words("settings.history"), anchor=False)
    if not versions:
        st.caption(words("settings.history.none"))
        return
    for number, version in enumerate(versions[:MOST_SHOWN]):
        _version(page, saved, version, busy, expanded=number == 0)
    if len(versions) > MOST_SHOWN:
        st.caption(words("settings.history.older", len(versions) - MOST_SHOWN))
    if changes(saved, default_policy()):
        _back(page, saved, default_policy(), words("settings.history.shipped"), "shipped", busy)


def _version(page: Page, saved: Policy, version: PolicyVersion, busy: bool, *, expanded: bool) -> None:
    words = page.words
    title = words("settings.history.version", len(version.changes), author=plain(version.author),
                  at=words.moment(version.at.astimezone()))
    with st.expander(title, expanded=expanded):
        st.markdown("\n".join(f"- {line}" for line in changed_lines(words, list(version.changes))))
        if changes(saved, version.policy):
            _back(page, saved, version.policy, words("settings.history.back"), str(version.entry_id), busy)
        else:
            st.caption(words("settings.history.now"))


def _back(page: Page, saved: Policy, wanted: Policy, label: str, key: str, busy: bool) -> None:
    if not session.may(Right.EDIT_POLICY):
        return
    if st.button(label, key=f"policy_back_{key}", disabled=busy) and save_policy(page, saved, wanted):
        drafts.drop()
        st.rerun()
