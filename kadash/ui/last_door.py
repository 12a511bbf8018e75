"""What a reader sees when a page fails: what they can mend in words, else a reference that the log has too."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kadash.errors import KadashError
from kadash.language import Words
from kadash.store.disk import disk_faults_in_words
from kadash.ui.plain import plain

_HIDDEN = '<style>[data-testid="stException"] { display: none; }</style>'
"""Streamlit's own box: English only, with links to other hosts."""


@contextmanager
def last_door(words: Words) -> Iterator[None]:
    """Runs what is inside. What a user can mend is said in words and ends there; any other failure is said with its
    reference, and goes on to Streamlit, which logs the trace.
    """
    try:
        with disk_faults_in_words():
            yield
    except KadashError as error:
        st.error(plain(words.of_error(error)))
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger("kadash").error("reference %s: a page failed, its trace follows", reference)
        st.html(_HIDDEN)
        st.error(words("frame.failed", reference=reference))
        raise
