"""Two people changed one thing: who did, both versions side by side, and the choice; nothing is overwritten unseen."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from kadash.answers.trail import differences_in_words
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Entry
from kadash.ui.plain import plain

_MOST = 50


def both_versions(words: Words, theirs: Entry, mine: object, key: str, see_theirs: str
                  ) -> Literal["theirs", "mine"] | None:
    """What was answered, None where nothing yet. mine: what the reader wanted to save; it stays in the fields too."""
    st.error(plain(words.of_error(KadashError("entry_changed", author=theirs.author, at=theirs.entered_at))))
    apart = differences_in_words(words, theirs.kind, theirs.subject, theirs.body, mine)
    if apart:
        st.dataframe(pd.DataFrame({
            words("meanwhile.place"): [one.place for one in apart[:_MOST]],
            words("meanwhile.theirs", None, author=theirs.author): [one.before or "–" for one in apart[:_MOST]],
            words("meanwhile.mine"): [one.after or "–" for one in apart[:_MOST]]}),
            hide_index=True, key=f"both_{key}", alt=words("meanwhile.alt"))
    else:
        st.caption(words("meanwhile.alike"))
    with st.container(horizontal=True, gap="small"):
        if st.button(words(see_theirs), key=f"see_new_{key}"):
            return "theirs"
        if apart and st.button(words("meanwhile.keep_mine"), key=f"keep_mine_{key}"):
            return "mine"
    return None
