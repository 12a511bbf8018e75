"""The end of a review: what is known, forecast and decided today is frozen, and the next review opens with it."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, entered, review_dossier
from kadash.language import Words
from kadash.reviews.closed import closed_from_body, closed_to_body
from kadash.segments.buyer_opinion import TYPES
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.review.kept_entry import kept_entry


def close_review(page: Page, asked: Asked, account: ReviewHead, is_draft: bool = False) -> None:
    """What is still missing for a plan that can be signed, the button, and what was frozen last.

    is_draft: what is on the page was drafted and not saved, so it would not be what is frozen.
    """
    words, kept = page.words, kept_entry(page, "review", account.account_id)
    told = entered(page.home.journal(), account.account_id)
    st.markdown(f"**{words('review.close.title')}**")
    missing = [name for name, is_there in (
        ("aim", bool(told.plan.aim)), ("goal", _is_known(told.plan.goal, words)),
        ("need", _is_known(told.plan.need, words)), ("services", bool(told.plan.services)),
        ("actions", bool(told.plan.actions)),
        ("owners", bool(told.plan.actions) and all(one.owner and one.due and one.measure for one in told.plan.actions)),
    ) if not is_there]
    named = words.listed([words(f"review.close.{name}") for name in missing])
    st.caption(words("review.close.draft") if is_draft else
               words("review.close.missing", None, what=named) if missing else words("review.close.whole"))
    asked_for = [words(f"review.close.{name}") for name in ("goal", "need")
                 if _is_drafted(name, getattr(told.plan, name), words)]
    if asked_for and not is_draft:
        st.caption(words("review.close.as_drafted", None, what=words.listed(asked_for)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(words("review.close.button"), key=f"close_{kept.name}", disabled=is_draft or told.plan.is_empty):
            found = review_dossier(asked, account.account_id, told)
            if found is not None and kept.save(closed_to_body(found.closing(session.today()))):
                st.toast(words("review.close.done"))
                st.rerun()
        last = closed_from_body(kept.newest.body) if kept.newest else None
        if last is not None:
            st.caption(words("review.close.last", None, day=words.date(last.closed_on), as_of=words.date(last.as_of)),
                       width="content")
    kept.line()


def _is_known(text: str, words: Words) -> bool:
    """Whether something was written that is no question of the draft's own."""
    return bool(text) and text not in {words(f"review.draft.{name}") for name in ("goal.unsure", "need.unsure")}


def _is_drafted(name: str, text: str, words: Words) -> bool:
    """Whether a part of the plan is what the draft supposes of a type of buyer, in its very words."""
    return text in {words(f"review.draft.{name}.{kind}") for kind in TYPES}
