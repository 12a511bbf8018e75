"""Above the steps: whose review it is, in one sentence and five figures, what is flagged, and who comes next."""

from __future__ import annotations

import json

import streamlit as st

from kadash.answers.review import ReviewHead
from kadash.language import Words
from kadash.segments.wording import flag_why, layer_why
from kadash.ui import links
from kadash.ui.frame import Page
from kadash.ui.plain import plain

SCHEMES = ("value_tier", "customer_class", "lifecycle")


def head(page: Page, account: ReviewHead) -> None:
    """Name, neighbours, the sentence, the figures, the layers and flags with their why."""
    words = page.words
    _name(words, account)
    st.markdown(f"**{account.headline(words)}**")
    _figures(words, account)
    _whys(words, account)


def _name(words: Words, account: ReviewHead) -> None:
    name, neighbours = st.columns([3, 2], vertical_alignment="center")
    with name:
        st.subheader(plain(account.account_name), anchor=False)
        known = [account.account_id, *(account.text(fact) for fact in ("industry", "region", "owner"))]
        st.caption(" · ".join(plain(text) for text in known if text))
    with neighbours, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.caption(words("review.place", place=words.number(account.place), of=words.number(account.of)),
                   width="content")
        _step_to(words("review.previous"), account.previous_id, "P")
        _step_to(words("review.next"), account.next_id, "N")


def _step_to(label: str, account_id: str | None, shortcut: str) -> None:
    if st.button(label, disabled=account_id is None, shortcut=shortcut, key=f"review_{shortcut}"):
        links.go("review", account=str(account_id), step=st.query_params.get("step", ""))


def _figures(words: Words, account: ReviewHead) -> None:
    before, now = account.figure("contribution_prev_12m"), account.figure("contribution_12m")
    change = (now - before) / before if now is not None and before is not None and before > 0 else None
    with st.grid(5, min_column_width=130, gap="small"):
        st.metric(words("review.figure.tier"), words(f"layer.value_tier.{account.layer('value_tier')}"))
        st.metric(words("review.figure.lifetime_value"), words.money(account.figure("lifetime_value")),
                  help=words("review.figure.lifetime_value_help", low=words.money(account.figure("low")),
                             high=words.money(account.figure("high"))))
        st.metric(words("review.figure.contribution"), words.money(now),
                  words.percent(change, sign=True) if change else None,
                  delta_color="green" if (change or 0) > 0 else "orange", help=words("review.figure.contribution_help"))
        st.metric(words("review.figure.key_score"), words.number(account.figure("key_score")),
                  help=words("score.key_score.about"))
        st.metric(words("review.figure.p_buys"), words.percent(account.figure("p_buys_12m"), 0),
                  help=words("review.figure.p_buys_help"))


def _whys(words: Words, account: ReviewHead) -> None:
    """Each flag and each layer as a small button that opens its reason."""
    with st.container(horizontal=True, gap="small"):
        for flag in account.flags.to_dict("records"):
            code = str(flag["flag"])
            with st.popover(words("review.flag", flag=words(f"flag.{code}"))):
                st.markdown(plain(flag_why(code, json.loads(flag["evidence"]), words)))
                st.caption(words(f"flag.{code}.about"))
        for layer in account.layers.to_dict("records"):
            scheme, code = str(layer["scheme"]), str(layer["layer"])
            with st.popover(words(f"layer.{scheme}.{code}"), type="tertiary"):
                st.markdown(f"**{words(f'scheme.{scheme}')}**")
                st.markdown(plain(layer_why(scheme, code, json.loads(layer["reason"]), words)))
