"""An account by name or number, as one types: links to its review."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.finding import find_accounts
from kadash.language import Words
from kadash.ui import links
from kadash.ui.plain import plain


@st.fragment
def find_account(words: Words, asked: Asked, key: str) -> None:
    """The box and what it found; `key` tells two boxes of one page apart."""
    wanted = st.text_input(words("frame.find"), type="search", live=True, key=key, placeholder=words("frame.find_hint"))
    if not wanted:
        return
    found = find_accounts(asked, wanted)
    for account_id, name in found:
        links.to("review", plain(_shown(account_id, name)), account=account_id)
    if not found:
        st.caption(words("frame.find_nothing"))


def _shown(account_id: str, name: str) -> str:
    """Name and number; where files have no numbers the name stands for both, and is said once.

    >>> [_shown("K1", "Acme"), _shown("Acme", "Acme")]
    ['Acme · K1', 'Acme']
    """
    return name if name == account_id else f"{name} · {account_id}"
