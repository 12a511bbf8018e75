"""Events at the customer that no export knows, entered by the rep: they stand on the time line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers.review import ReviewHead
from kadash.reviews.events import KINDS, Trigger, events_to_body, kept_events
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.review.kept_entry import kept_entry


def events_entry(page: Page, account: ReviewHead, events: Sequence[Trigger]) -> None:
    """A small grid; saving keeps it."""
    if not session.may(Right.EDIT_ENTRIES):
        return
    words, kept = page.words, kept_entry(page, "event", account.account_id)
    names: dict[Any, str] = {kind: words(f"review.event.{kind}") for kind in KINDS}
    config: dict[str, Any] = {
        "day": st.column_config.DateColumn(words("review.events.day"), required=True),
        "kind": st.column_config.SelectboxColumn(words("review.events.kind"), options=list(KINDS),
                                                 format_func=lambda one: names.get(one, "")),
        "what": st.column_config.TextColumn(words("review.events.what"), max_chars=200)}
    st.markdown(f"**{words('review.events.title')}**")
    st.caption(words("review.events.about"))
    rows = pd.DataFrame([{"day": one.day, "kind": one.kind, "what": one.what} for one in events],
                        columns=["day", "kind", "what"])
    with st.form(f"events_{kept.name}", border=False):
        edited = st.data_editor(
            rows.assign(day=pd.to_datetime(rows["day"])), num_rows="dynamic", hide_index=True, key=f"grid_{kept.name}",
            column_config=config, placeholder="–", alt=words("review.events.title"))
        if st.form_submit_button(words("review.events.save")):
            found = kept_events([{str(k): v for k, v in row.items()} for row in edited.to_dict("records")])
            if kept.save(events_to_body(found)):
                st.rerun()
    kept.line()
