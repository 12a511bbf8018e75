"""What the customer said: statements to tick in their words, the questions that would tell most, and free notes."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers.review import BuyerView, Entered, ReviewHead
from kadash.reviews.heard import Heard, heard_to_body, proposed
from kadash.segments.buyer_signals import HEARD
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.review.kept_entry import kept_entry

ANSWERS = {"yes": 1.0, "no": 0.0}


def heard_entry(page: Page, account: ReviewHead, view: BuyerView, told: Entered) -> None:
    """Notes propose ticks; only what is ticked or answered counts, once it is saved."""
    if not session.may(Right.EDIT_ENTRIES):
        return
    words, kept = page.words, kept_entry(page, "heard", account.account_id)
    answers = dict(told.heard.told)
    with st.container(border=True):
        open_questions = [name for name in view.questions if name not in HEARD]
        st.markdown(f"**{words('review.heard.title')}**")
        if view.questions:
            st.caption(words("review.heard.ask", None, questions=words.listed(
                [words(f"buyer_signal.{name}") for name in view.questions])))
        notes = st.text_area(words("review.heard.notes"), told.heard.notes, height=76, max_chars=1000,
                             placeholder=words("review.heard.notes_hint"), key=f"notes_{kept.name}") or ""
        hints = set(proposed(notes))
        ticked = {}
        for name in HEARD:
            label = words("review.heard.proposed" if name in hints and not answers.get(name) else "review.heard.one",
                          None, said=words(f"heard.{name}"))
            ticked[name] = st.checkbox(label, bool(answers.get(name)), key=f"{name}_{kept.name}")
        given = {name: _answer(page, name, answers.get(name), kept.name)
                 for name in dict.fromkeys([*open_questions, *(one for one in answers if one not in HEARD)])}
        if st.button(words("review.heard.save"), key=f"save_{kept.name}"):
            now = {name: 1.0 for name, is_ticked in ticked.items() if is_ticked}
            now |= {name: ANSWERS[answer] for name, answer in given.items() if answer in ANSWERS}
            if kept.save(heard_to_body(Heard(now, notes.strip()))):
                st.rerun()
        kept.line()


def _answer(page: Page, name: str, before: float | None, key: str) -> str | None:
    words = page.words
    start = None if before is None else ("yes" if before else "no")
    return st.segmented_control(words(f"buyer_signal.{name}"), list(ANSWERS), default=start,
                                format_func=lambda one: words(f"review.buyer.answer.{one}"), key=f"{name}_{key}")
