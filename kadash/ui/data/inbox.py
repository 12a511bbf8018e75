"""The inbox folder: files lying there are offered, and the way to it is told."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from kadash.language import Words
from kadash.loads.inbox import inbox, inbox_files
from kadash.store import Home
from kadash.ui.plain import plain

_NAMED = 5


def inbox_offer(words: Words, home: Home) -> list[tuple[str, str]]:
    """What lies in the inbox, with a button; gives path and label of each whole file when they are to be checked."""
    files = inbox_files(home)
    whole = [file for file in files if file.settled]
    wanted = False
    if files:
        with st.container(horizontal=True, vertical_alignment="center"):
            if whole:
                names = [file.label for file in whole[:_NAMED]] + (["…"] if len(whole) > _NAMED else [])
                st.markdown(plain(words("inbox.found", len(whole), names=words.listed(names))), width="content")
                wanted = st.button(words("inbox.check", len(whole)), key="check_inbox")
            if len(files) > len(whole):
                st.caption(words("inbox.unsettled", len(files) - len(whole)), width="content")
                st.button(words("inbox.look"), key="look_inbox")
    return [(str(file.path), file.label) for file in whole] if wanted else []


def inbox_help(words: Words, home: Home) -> None:
    """Where the inbox is, and the command of the terminal, to copy."""
    with st.expander(words("inbox.title")):
        st.markdown(words("inbox.help"))
        st.code(str(inbox(home)), language=None)
        st.markdown(words("inbox.terminal"))
        st.code(f'{Path(sys.executable).name} -m kadash load "{inbox(home)}" --data "{home.path}"', language=None)
