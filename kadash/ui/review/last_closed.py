"""In step 1: what the last closed review forecast, against what came of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import LastReview, ReviewHead, entered, last_review
from kadash.language import Words
from kadash.reviews.closed import Came
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table


def last_closed(page: Page, asked: Asked, account: ReviewHead) -> bool:
    """Forecast against fact, and what changed since; False where no review was closed yet."""
    words = page.words
    found = last_review(asked, account, entered(page.home.journal(), account.account_id).closed)
    if found is None:
        return False
    st.markdown(f"**{_sentence(found, words)}**")
    if found.came:
        heads = [words(f"review.came.{name}") for name in ("what", "forecast", "fact", "off")]
        shown = pd.DataFrame([_row(one, words) for one in found.came], columns=heads)
        read_table(words, words("review.came.title", found.months), shown, heads[1:], key="review_came",
                   file=lambda: pd.DataFrame([vars(one) for one in found.came]))
    changes = [words("review.came.moved", None, scheme=words(f"scheme.{scheme}.one"),
                     before=words(f"layer.{scheme}.{before}"), now=words(f"layer.{scheme}.{now}"))
               for scheme, (before, now) in found.moved.items()]
    changes += [words("review.came.gone", None, flag=words(f"flag.{flag}")) for flag in found.gone]
    changes += [words("review.came.new", None, flag=words(f"flag.{flag}")) for flag in found.new]
    if changes:
        st.markdown("\n".join(f"- {line}" for line in changes))
    return True


def _sentence(found: LastReview, words: Words) -> str:
    facts = {"day": words.date(found.closed.closed_on), "as_of": words.date(found.closed.as_of)}
    if not found.came:
        return words("review.came.too_soon", None, **facts)
    money = next((one for one in found.came if one.name == "contribution" and one.fact is not None),
                 next(one for one in found.came if one.name == "revenue"))
    key = "review.came.above" if (money.fact or 0.0) >= money.forecast else "review.came.below"
    return words(key, found.months, what=words(f"review.came.{money.name}"), fact=words.money(money.fact),
                 forecast=words.money(money.forecast), **facts)


def _row(one: Came, words: Words) -> tuple[str, str, str, str]:
    name = words(f"review.came.{one.name}")
    if one.name == "bought":
        return (name, words.percent(one.forecast, 0), words("review.facts.yes" if one.fact else "review.facts.no"), "")
    off = None if one.fact is None or one.forecast == 0 else one.fact / one.forecast - 1.0
    return name, words.money(one.forecast), words.money(one.fact), words.percent(off, 0, sign=True)
