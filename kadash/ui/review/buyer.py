"""In step 3: what kind of buyer it is, what that rests on, what to ask, and how to talk and offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.review import BuyerView, ReviewHead, buyer_view, entered, service_name
from kadash.language import Words
from kadash.segments.buyer_opinion import TYPES, UNSURE
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.read_table import read_table
from kadash.ui.review.buyer_call import buyer_call
from kadash.ui.review.heard_entry import heard_entry


def buyer(page: Page, asked: Asked, account: ReviewHead) -> None:
    """Opinion and card side by side, then what was heard, the rep's call, and the ledger of evidence."""
    words = page.words
    told = entered(page.home.journal(), account.account_id)
    view = buyer_view(asked, account, told)
    if view is None:
        st.info(words("review.buyer.prospect"))
        return
    st.markdown(f"**{buyer_headline(view, words)}**")
    _due(view, words)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        _fits(view, words)
        buyer_card(view, words)
        _chances(view, words)
    with right:
        heard_entry(page, account, view, told)
        buyer_call(page, asked, account, view)
    _ledger(view, words)
    _publish(page, view)


def buyer_headline(view: BuyerView, words: Words) -> str:
    """What counts, how sure, and where the rep's call and the computation part."""
    likeliest = max(view.chances, key=lambda name: view.chances[name])
    facts = {"type": words(f"layer.buyer_type.{likeliest}"), "chance": words.percent(view.chances[likeliest], 0)}
    if view.called is not None:
        called = words(f"layer.buyer_type.{view.called.called}")
        key = "review.buyer.called_against" if view.disagrees else "review.buyer.called"
        return words(key, None, called=called, day=words.date(view.called.called_on), **facts)
    return words("review.buyer.unsure" if view.computed == UNSURE else "review.buyer.computed", None, **facts)


def buyer_card(view: BuyerView, words: Words) -> None:
    """Traits, typical words, what to offer and what to avoid; of the two likeliest where it is unsure."""
    kinds = [view.type] if view.type != UNSURE else sorted(view.chances, key=lambda name: -view.chances[name])[:2]
    with st.grid(len(kinds), min_column_width=240, gap="small"):
        for kind in kinds:
            with st.container(border=True):
                st.markdown(f"**{words(f'layer.buyer_type.{kind}')}**")
                for part in ("traits", "words", "offer", "avoid"):
                    st.caption(words(f"review.buyer.card.{part}"))
                    st.markdown(words(f"review.buyer.{kind}.{part}"))


def _due(view: BuyerView, words: Words) -> None:
    if view.called is not None and view.called.is_due(session.today()):
        st.warning(words("review.buyer.due", None, day=words.date(view.called.review_on)))


def _fits(view: BuyerView, words: Words) -> None:
    """How the type decides: level of the talk, services left out, which effects are reckoned."""
    lines = [words(f"review.talk.{view.level}"), words(f"review.buyer.effects.{view.type}")]
    if view.barred:
        lines.append(words("review.buyer.barred", len(view.barred), type=words(f"layer.buyer_type.{view.type}"),
                           services=words.listed([plain(service_name(one, words)) for one in view.barred])))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _chances(view: BuyerView, words: Words) -> None:
    with st.grid(3, min_column_width=100, gap="small"):
        for kind in TYPES:
            st.metric(words(f"layer.buyer_type.{kind}"), words.percent(view.chances[kind], 0))


def _ledger(view: BuyerView, words: Words) -> None:
    """Every signal that says something, and the sum of each group after its cap."""
    speaking = view.ledger[view.ledger[list(TYPES)].abs().sum(axis=1) > 0]
    if speaking.empty:
        st.caption(words("review.buyer.no_evidence"))
        return
    heads = {name: words(f"review.buyer.ledger.{name}") for name in ("group", "signal", "answer")}
    heads |= {kind: words(f"layer.buyer_type.{kind}") for kind in TYPES}
    shown = pd.DataFrame([
        line for group in view.groups.to_dict("records")
        for line in (*(_row(row, words, heads) for row in speaking[speaking["group"].eq(group["group"])]
                       .to_dict("records")), _sum(group, words, heads))])
    exact = speaking.rename(columns={str(name): heads.get(str(name), str(name)) for name in speaking})
    read_table(words, words("review.buyer.ledger"), shown, [heads[kind] for kind in TYPES], key="review_buyer_ledger",
               file=lambda: exact)
    st.caption(words("review.buyer.ledger.about"))


def _row(row: Mapping[Any, Any], words: Words, heads: dict[str, str]) -> dict[str, str]:
    answer = "yes" if row["answer"] == 1.0 else "no"
    said = words(f"review.buyer.answer.{answer}")
    return {heads["group"]: words(f"buyer_signal_group.{row['group']}"),
            heads["signal"]: words(f"buyer_signal.{row['signal']}"),
            heads["answer"]: words("review.buyer.answer.told", None, answer=said) if row["told"] else said,
            **{heads[kind]: _nats(row[kind], words) for kind in TYPES}}


def _sum(row: Mapping[Any, Any], words: Words, heads: dict[str, str]) -> dict[str, str]:
    key = "review.buyer.ledger.capped" if row["capped"] else "review.buyer.ledger.sum"
    return {heads["group"]: words(f"buyer_signal_group.{row['group']}"), heads["signal"]: words(key),
            heads["answer"]: "", **{heads[kind]: _nats(row[kind], words) for kind in TYPES}}


def _nats(value: object, words: Words) -> str:
    number = float(str(value))
    return ("+" if number > 0 else "") + words.number(number, 1)


def _publish(page: Page, view: BuyerView) -> None:
    """Other pages show the type of the last calculation: how to make them follow."""
    if view.published == view.type:
        return
    words = page.words
    state = running.current(page.home)
    if state is not None and state.outcome == "running":
        running.progress(words, page.home, state.job_id)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("review.buyer.published", None, published=words(f"layer.buyer_type.{view.published}")),
                   width="content")
        if st.button(words("review.buyer.publish"), type="tertiary", key="buyer_publish"):
            running.begin(page.home, "rebuild", right=Right.EDIT_ENTRIES)
            st.rerun()


