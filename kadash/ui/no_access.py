"""What a person sees who may see nothing: why, whom to ask, and nothing else."""

from __future__ import annotations

import streamlit as st

from kadash.errors import KadashError
from kadash.language import Words
from kadash.ui.plain import plain
from kadash.ui.who_is_there import who_is_there


def no_access(words: Words, error: KadashError) -> None:
    """A page of two sentences, and the way to sign in as somebody else.

    error: `no_access` with its reason, the name at sign-in and whom to ask.
    """
    st.title("kadash", anchor=False)
    identity, whom = plain(str(error.facts["identity"])), plain(str(error.facts["whom"]))
    st.warning(words(f"no_access.{error.facts['reason']}", None, identity=identity))
    st.markdown(words("no_access.ask", None, whom=whom) if whom else words("no_access.ask_whoever"))
    who_is_there(words)


def not_for_them(words: Words, title: str) -> None:
    """What the address of a page leads to that the viewer's role has not."""
    st.title(title, anchor=False)
    st.info(words("no_access.page"))
