"""Account review: one account in five steps."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers.review import review_head
from kadash.ui import session
from kadash.ui.address import one_of
from kadash.ui.frame import open_page
from kadash.ui.handover import handover
from kadash.ui.review import OF_WHO_ENTERS, STEPS, choose, erase, first_step, head


def render() -> None:
    """The page."""
    page = open_page("review")
    if page.asked is None:
        return
    wanted = st.query_params.get("account", "")
    account = review_head(page.asked, wanted)
    if account is None:
        choose(page, page.asked, wanted)
        return
    head(page, page.asked.policy, account)
    if session.scope().names_masked:
        st.caption(page.words("masked.texts"))
    steps = tuple(name for name in STEPS if name not in OF_WHO_ENTERS or session.may(Right.EDIT_ENTRIES))
    step = one_of(page.words("review.step"), steps, "step", lambda name: page.words(f"review.step.{name}"),
                  default=first_step(page, account))
    STEPS[step](page, page.asked, account)
    handover(page, page.asked, account)
    erase(page, account)


if __name__ == "__main__":
    from pages import open_app

    open_app()
