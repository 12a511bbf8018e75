"""What is flagged at an account, each with what was measured."""

from __future__ import annotations

import json

import streamlit as st

from kadash.answers.review import ReviewHead
from kadash.language import Words
from kadash.segments.wording import flag_why
from kadash.ui.plain import plain


def flags(words: Words, account: ReviewHead) -> None:
    """A line a flag: severity, name, evidence in one sentence; a quiet line where nothing is flagged."""
    st.markdown(f"**{words('review.flags.title')}**")
    if account.flags.empty:
        st.caption(words("review.flags.none"))
    for row in account.flags.to_dict("records"):
        code = str(row["flag"])
        st.markdown(words("review.flags.line", severity=words(f"severity.{row['severity']}"),
                          flag=words(f"flag.{code}"), why=plain(flag_why(code, json.loads(row["evidence"]), words))))
