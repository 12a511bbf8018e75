"""In step 3: the score as a ledger of points with what changed in a year, and what alone would lift the account."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.review import Ledger, ReviewHead
from kadash.language import Words
from kadash.segments import layers_of
from kadash.segments.nearest_change import change_sentence
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.read_table import read_table


def score(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Ledger and what would lift it, side by side; nothing of a prospect."""
    words = page.words
    found = answers.ledger(asked, account.account_id)
    if found is None:
        return
    points, lift = st.columns([1, 1], gap="medium")
    with points:
        _ledger(words, found)
    with lift:
        _lifts(words, asked, account)


def _ledger(words: Words, found: Ledger) -> None:
    st.markdown(f"**{found.sentence(words)}**")
    rows = found.parts
    heads = {name: words(f"review.score.{name}") for name in rows}
    named = rows.assign(part=[words(f"score.column.score_{part}") for part in rows["part"]])
    shown = pd.DataFrame({heads["part"]: named["part"], **{
        heads[name]: [words.number(value, 1, sign=True) for value in rows[name]]
        for name in ("points", "points_before", "change")}})
    read_table(words, words("review.score.title"), shown, shown.columns[1:], key="review_score",
               file=lambda: named.rename(columns=heads))
    extra = [words(f"review.score.{name}_by", points=words.number(value, sign=True))
             for name, value in (("coverage", found.coverage), ("vetoes", found.vetoes)) if abs(value) >= 0.5]
    st.caption(words.sentences([words("review.score.about"), *extra]))


def _lifts(words: Words, asked: Asked, account: ReviewHead) -> None:
    schemes = [scheme for scheme in layers_of(asked.policy) if account.layer(scheme)]
    st.markdown(f"**{words('review.lift.title')}**")
    scheme = address.one_from_list(words("pyramid.scheme"), schemes, "lift", lambda one: words(f"scheme.{one}"),
                                   "customer_class")
    found = kept(answers.lifts, asked, account.account_id, scheme)
    st.markdown(words("review.lift.stands", None, layer=words(f"layer.{scheme}.{account.layer(scheme)}")))
    if not found:
        is_top = account.layer(scheme) == layers_of(asked.policy)[scheme][0]
        st.caption(words("review.lift.top" if is_top else "review.lift.none"))
        return
    st.markdown("\n".join(f"- {plain(change_sentence(change, scheme, words))}" for change in found))
    st.caption(words("review.lift.about"))
