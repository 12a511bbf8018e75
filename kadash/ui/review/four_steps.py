"""In step 5: the four steps of the relationship, each with its evidence, none skipped."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, entered, steps_of
from kadash.language import Words
from kadash.reviews.steps import FourSteps, Step
from kadash.reviews.steps_said import evidence_text
from kadash.ui.frame import Page
from kadash.ui.review.arithmetic import sum_of


def four_steps(page: Page, asked: Asked, account: ReviewHead) -> None:
    """What stands, what is skipped and what comes next, then a card a step."""
    words, told = page.words, entered(page.home.journal(), account.account_id)
    found = steps_of(account, told, sum_of(asked, account, told))
    st.markdown(f"**{steps_sentence(found, words)}**")
    with st.grid(4, min_column_width=200, gap="small"):
        for number, step in enumerate(found.steps, start=1):
            with st.container(border=True, height="stretch"):
                key = "stands" if step.stands else "skipped" if step.name in found.skipped else "open"
                st.markdown(words(f"review.steps.{key}", None, number=words.number(number),
                                  step=words(f"review.steps.{step.name}")))
                _evidence(words, step)


def steps_sentence(found: FourSteps, words: Words) -> str:
    """Which step comes next, and which were skipped."""
    if found.next_step is None:
        return words("review.steps.all")
    facts = {"next": words(f"review.steps.{found.next_step}"), "skipped": words.listed(
        [words(f"review.steps.{name}") for name in found.skipped])}
    if not found.skipped:
        return words("review.steps.next", None, **facts)
    return words("review.steps.gap", len(found.skipped), **facts)


def _evidence(words: Words, step: Step) -> None:
    if not step.evidence:
        st.caption(words(f"review.steps.{step.name}.missing"))
    for one in step.evidence:
        key = "review.steps.against" if one.against else "review.steps.for"
        st.caption(words(key, None, what=evidence_text(one, words)))
    if step.evidence and not step.stands:
        st.caption(words(f"review.steps.{step.name}.missing"))
