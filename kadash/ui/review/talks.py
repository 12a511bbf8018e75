"""In step 3: offers without an answer, who won the others, and complaints."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, Standing, standing
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table

MOST_OFFERS, MOST_COMPLAINTS = 8, 6


def talks(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Offers and rivals beside complaints."""
    words, found = page.words, standing(asked, account.account_id)
    offers, complaints = st.columns([1.2, 1], gap="medium")
    with offers:
        _offers(words, found)
    with complaints:
        _complaints(words, found)


def _missing(words: Words, found: Standing, table: str, title: str) -> bool:
    """Says which export would fill a part; False where it was loaded."""
    if table in found.loaded:
        return False
    st.markdown(f"**{title}**")
    st.caption(words("review.missing", None, table=words(f"table.{table}")))
    return True


def _offers(words: Words, found: Standing) -> None:
    if _missing(words, found, "quote", words("review.offers.title")):
        return
    waiting = found.open_quotes
    st.markdown(f"**{found.offers_sentence(words)}**")
    if len(waiting):
        heads = [words(f"review.offers.{name}") for name in ("day", "number", "category", "amount", "days_open")]
        most = waiting.head(MOST_OFFERS)
        shown = pd.DataFrame(dict(zip(heads, (
            [words.date(day) for day in pd.to_datetime(most["day"]).dt.date], most["number"], most["category"],
            [words.money(money) for money in most["amount"]], [words.number(days) for days in most["days_open"]]),
            strict=True)))
        read_table(words, words("review.offers.waiting"), shown, heads[3:], key="review_offers", file=lambda: waiting)
    rivals = found.rivals
    if len(rivals):
        heads = [words(f"review.rivals.{name}") for name in ("rival", "offers", "amount")]
        shown = pd.DataFrame(dict(zip(heads, (
            rivals["rival"].fillna(words("review.rivals.unnamed")), [words.number(n) for n in rivals["offers"]],
            [words.money(money) for money in rivals["amount"]]), strict=True)))
        read_table(words, words("review.rivals.title"), shown, heads[1:], key="review_rivals", file=lambda: rivals)


def _complaints(words: Words, found: Standing) -> None:
    if _missing(words, found, "service_event", words("review.complaints.title")):
        return
    rows = found.complaints
    if rows.empty:
        st.markdown(f"**{words('review.complaints.none')}**")
        return
    key = "review.complaints.open" if found.open_complaints else "review.complaints.closed"
    said = words(key, len(rows), days=words.number(found.days_to_close), open=words.number(found.open_complaints))
    st.markdown(f"**{said}**")
    by_subject = rows.groupby(rows["subject"].fillna(words("review.complaints.unnamed"))).agg(
        times=("day", "size"), days=("days", "median")).sort_values("times", ascending=False).head(MOST_COMPLAINTS)
    heads = [words(f"review.complaints.{name}") for name in ("subject", "times", "days")]
    shown = pd.DataFrame({heads[0]: by_subject.index, heads[1]: [words.number(n) for n in by_subject["times"]],
                          heads[2]: [words.number(days) for days in by_subject["days"]]})
    read_table(words, words("review.complaints.title"), shown, heads[1:], key="review_complaints", file=lambda: rows)
