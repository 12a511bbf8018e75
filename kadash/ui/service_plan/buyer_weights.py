"""What reps' calls of buyer types teach: weights in force and trained, from how many calls; into the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.buyer_calls import calls_counted, taught_by_calls
from kadash.language import Words
from kadash.loads import keep_policy, policy_in_use
from kadash.loads.policy import KIND, SUBJECT, newest_entry
from kadash.segments.buyer_opinion import TYPES
from kadash.segments.buyer_trained import LEAST_CALLS, Trained
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table


def buyer_weights_panel(page: Page, asked: Asked) -> None:
    """A sentence and, from a few calls on, the table."""
    words, journal = page.words, page.home.journal()
    st.subheader(words("outcomes.calls"), anchor=False)
    found = taught_by_calls(asked, journal)
    if found is None:
        st.caption(words("outcomes.calls.few", calls_counted(asked, journal), least=words.number(LEAST_CALLS)))
        return
    st.markdown(words("outcomes.calls.sentence", found.calls, right=words.number(found.right),
                      now=words.number(found.right_now)))
    shown = pd.DataFrame([_row(words, dict(row)) for row in found.weights.to_dict("records")])
    read_table(words, words("outcomes.calls.table"), shown, shown.columns[2:], key="buyer_weights",
               file=lambda: found.weights)
    st.caption(words("outcomes.calls.about"))
    if session.may(Right.EDIT_POLICY) and st.button(words("outcomes.calls.take"), key="take_buyer_weights"):
        _take(page, found)


def _row(words: Words, row: Mapping[Any, object]) -> dict[str, str]:
    return {
        words("outcomes.calls.signal"): words(f"buyer_signal.{row['signal']}"),
        words("outcomes.calls.answer"): words("signal.yes" if row["answer"] == "yes" else "signal.no"),
        words("outcomes.calls.accounts"): words.number(float(str(row["accounts"]))),
        **{words(f"layer.buyer_type.{kind}"): words(
            "outcomes.calls.from_to", None, before=words.number(float(str(row[kind])), 2),
            now=words.number(float(str(row[f"{kind}_now"])), 2)) for kind in TYPES}}


def _take(page: Page, found: Trained) -> None:
    """The trained weights into the policy that holds now, whatever else was changed of it meanwhile."""
    seen = newest_entry(page.home, KIND, SUBJECT)
    policy = policy_in_use(page.home).model_copy(update={"buyer_evidence": found.policy.buyer_evidence})
    keep_policy(page.home, policy, who=session.author(Right.EDIT_POLICY), at=session.now(), expected=seen)
    running.begin(page.home, "rebuild", right=Right.EDIT_POLICY)
    st.rerun()
