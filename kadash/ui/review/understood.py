"""Step 3, understood: what it is worth, how it buys and pays, what was said, what kind of buyer it is, its people."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import ReviewHead, Understood
from kadash.charts.history import days_late
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.ui.address import one_of
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.read_table import read_table
from kadash.ui.review.buyer import buyer
from kadash.ui.review.facts import facts
from kadash.ui.review.flags import flags
from kadash.ui.review.people import people
from kadash.ui.review.rows import rows
from kadash.ui.review.score import score
from kadash.ui.review.talks import talks
from kadash.ui.review.timeline import timeline

CATEGORY_HEADS = {
    "category": "category", "revenue_12m": "this_year", "revenue_prev_12m": "year_before", "share": "share",
    "peer_share": "peer_share", "peers_buying": "peers_buying", "spend_per_year": "gap",
}
"""Column of the categories to its head, the catalogues' `review.column.<head>`."""

_MONEY, _SHARES = ("revenue_12m", "revenue_prev_12m", "spend_per_year"), ("share", "peer_share", "peers_buying")
VALUES = ("historical_value", "current_value", "potential_value", "lifetime_value")


def understood(page: Page, asked: Asked, account: ReviewHead) -> None:
    """One topic at a time, so that only what is shown is worked out."""
    topic = one_of(page.words("review.about"), tuple(TOPICS), "about", lambda one: page.words(f"review.about.{one}"),
                   default="worth")
    TOPICS[topic](page, asked, account)


def _worth(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Value, flags with evidence, score."""
    words = page.words
    _value(words, account)
    flags(words, account)
    score(page, asked, account)
    facts(page, asked, account)
    rows(page, asked, account)


def _buying(page: Page, asked: Asked, account: ReviewHead) -> None:
    """How it pays, its rhythm, what binds it, and its categories beside its peers'."""
    words = page.words
    found = answers.understood(asked, account.account_id)
    pays, buys = st.columns([1, 1.9], gap="medium")
    with pays:
        _payment(page, account, found)
        st.markdown(f"**{words('review.rhythm.title')}**")
        st.markdown(account.rhythm_sentence(words))
        _binds(words, account)
    with buys:
        _categories(words, found)


def _binds(words: Words, account: ReviewHead) -> None:
    """What makes leaving us dear, each by itself; what is not there is said too."""
    st.markdown(f"**{words('review.binds.title')}**")
    lines = [words(f"review.binds.{name}" if value else f"review.binds.{name}.none", words.form(value),
                   value=words.number(value))
             if value is not None else words(f"review.binds.{name}.unknown")
             for name, value in answers.binds(account).items()]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _value(words: Words, account: ReviewHead) -> None:
    st.markdown(f"**{words('review.value.title')}**")
    with st.grid(len(VALUES), min_column_width=130, gap="small"):
        for name in VALUES:
            st.metric(words(f"review.value.{name}"), words.money(account.figure(name)),
                      help=words(f"review.value.{name}_help"))


def _payment(page: Page, account: ReviewHead, found: Understood) -> None:
    words, look = page.words, theme(page.dark)
    st.markdown(f"**{words('review.payment.title')}**")
    st.markdown(found.payment_sentence(account, words))
    if len(found.payments):
        picture(drawn(days_late, found.payments, words, look), "review_payments", words("review.payment.alt"))


def _categories(words: Words, found: Understood) -> None:
    if found.categories.empty:
        st.markdown(f"**{words('review.categories.title')}**")
        st.caption(words("review.categories.none"))
        return
    rows = found.categories[list(CATEGORY_HEADS)]
    heads = {name: words(f"review.column.{head}") for name, head in CATEGORY_HEADS.items()}
    shown = pd.DataFrame({
        "category": rows["category"],
        **{name: [words.money(x or None) for x in rows[name]] for name in _MONEY},
        **{name: [words.percent(x, 0) for x in rows[name]] for name in _SHARES},
    })[list(CATEGORY_HEADS)].rename(columns=heads)
    read_table(words, words("review.categories.title"), shown, shown.columns[1:], key="review_categories",
               file=lambda: rows.rename(columns=heads))
    st.caption(words.sentences([words(f"review.categories.{found.peer_group}", found.peers),
                                words("review.categories.room")]))


TOPICS = {"worth": _worth, "buying": _buying, "talks": talks, "timeline": timeline, "buyer": buyer, "people": people}
"""Topic, as in the address bar, to what draws it."""
