"""Above the steps: whose review it is, in one sentence and five figures, what is flagged, and who comes next."""

from __future__ import annotations

import streamlit as st

from kadash.answers.review import ReviewHead
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments.rules_in_words import score_about
from kadash.ui import links
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.style import named
from kadash.ui.why import explained, flag_lines, layer_lines, with_help


def head(page: Page, policy: Policy, account: ReviewHead) -> None:
    """Name, neighbours, the sentence, the figures, the layers and flags with their why."""
    words = page.words
    _name(words, account)
    st.markdown(f"**{account.headline(words)}**")
    _figures(words, policy, account)
    _whys(words, policy, account)


def _name(words: Words, account: ReviewHead) -> None:
    name, neighbours = st.columns([3, 2], vertical_alignment="center")
    with name:
        named(account.account_name)
        number = account.account_id if account.account_id != account.account_name else ""
        known = [number, *(account.text(fact) for fact in ("industry", "region", "owner"))]
        st.caption(" · ".join(plain(text) for text in known if text))
    with neighbours, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.caption(words("review.place", place=words.number(account.place), of=words.number(account.of)),
                   width="content")
        _step_to(words("review.previous"), account.previous_id, "P")
        _step_to(words("review.next"), account.next_id, "N")


def _step_to(label: str, account_id: str | None, shortcut: str) -> None:
    if st.button(label, disabled=account_id is None, shortcut=shortcut, key=f"review_{shortcut}"):
        links.go("review", account=str(account_id), step=st.query_params.get("step", ""))


def _figures(words: Words, policy: Policy, account: ReviewHead) -> None:
    before, now = account.figure("contribution_prev_12m"), account.figure("contribution_12m")
    figures([
        KeyFigure(words("review.figure.tier"), words(f"layer.value_tier.{account.layer('value_tier')}"),
                  beside=_tier_before(words, account)),
        KeyFigure(words("review.figure.lifetime_value"), words.money(account.figure("lifetime_value")),
                  beside=_range(words, account),
                  why=with_help(words, words("review.figure.lifetime_value_help"), "lifetime_value")),
        KeyFigure(words("review.figure.contribution"), words.money(now),
                  _change(words, before, now),
                  why=with_help(words, words("review.figure.contribution_help"), "contribution_12m")),
        KeyFigure(words("review.figure.key_score"), words.number(account.figure("key_score")),
                  why=with_help(words, score_about(policy, words), "key_score")),
        KeyFigure(words("review.figure.p_buys"), words.percent(account.figure("p_buys_12m"), 0),
                  why=with_help(words, words("review.figure.p_buys_help"), "p_buys_12m")),
    ])


def _change(words: Words, before: float | None, now: float | None) -> str | None:
    """The change as a share; as money where there is no share to speak of, because one year is a loss."""
    if before is None or now is None or before == now:
        return None
    return words.percent((now - before) / before, sign=True) if before > 0 and now >= 0 \
        else words.money(now - before, sign=True)


def _tier_before(words: Words, account: ReviewHead) -> str | None:
    before = account.layer_before("value_tier")
    return words("review.figure.tier_before", tier=words(f"layer.value_tier.{before}")) if before else None


def _range(words: Words, account: ReviewHead) -> str | None:
    low, high = account.figure("low"), account.figure("high")
    return words("what_if.range", low=words.money(low), high=words.money(high)) if low is not None else None


def _whys(words: Words, policy: Policy, account: ReviewHead) -> None:
    """Each flag as a small button that opens its reason; the layers in a line, one button for all their reasons."""
    layers = [(str(one["scheme"]), str(one["layer"]), str(one["reason"])) for one in account.layers.to_dict("records")]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for flag in account.flags.to_dict("records"):
            code = str(flag["flag"])
            with st.popover(words("review.flag", flag=words(f"flag.{code}")), key=f"why_{code}"):
                _lines(flag_lines(words, policy, code, str(flag["evidence"])))
                explained(words, entry=f"flag.{code}")
        if layers:
            st.caption(" · ".join(plain(words(f"layer.{scheme}.{layer}")) for scheme, layer, _ in layers),
                       width="content")
            with st.popover(words("review.layers", len(layers)), type="tertiary", key="why_layers"):
                for scheme, layer, reason in layers:
                    st.markdown("**" + plain(words("review.layer", scheme=words(f"scheme.{scheme}.one"),
                                                   layer=words(f"layer.{scheme}.{layer}"))) + "**")
                    _lines(layer_lines(words, scheme, layer, reason))
                    explained(words, entry=f"scheme.{scheme}")


def _lines(lines: list[str]) -> None:
    for line in lines:
        st.markdown(line)
