"""Whose name stands beside a page, the way out, and what the trail keeps of both."""

from __future__ import annotations

import streamlit as st

from kadash.language import Words
from kadash.ui import session, sign_in
from kadash.ui.home import home
from kadash.ui.plain import plain
from kadash.ui.sign_in import SignInMode
from kadash.ui.style import WHO


def who_is_there(words: Words) -> None:
    """The name of who is signed in and, where kadash signs people in itself, the button to end that."""
    mode, name = sign_in.mode(), sign_in.identity()
    if mode is SignInMode.ALONE or name is None:
        return
    with st.container(key=WHO, gap=None):
        st.caption(words("sign_in.as", None, name=plain(name)))
        goes = mode is SignInMode.OIDC and st.button(words("sign_in.out"), key="sign_out", type="tertiary")
    if goes:
        _note("signed_out", name)
        sign_in.sign_out()
        st.stop()


def note_once(action: str) -> None:
    """A line in the trail, one for each sign-in however many tabs it opens; none where kadash runs alone."""
    name = sign_in.identity()
    if sign_in.mode() is SignInMode.ALONE or name is None:
        return
    remembered, this = sign_in.sign_ins(), sign_in.this_sign_in()
    if not remembered.remembers(action, *this):
        _note(action, name)
        remembered.remember(action, *this)


def _note(action: str, name: str) -> None:
    home().journal().note(action, "", author=name, at=session.now())
