"""The sliders: three open, the rest behind "more", for whom they are set; each with its unit, help and way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kadash.answers.what_if import WhatIfBase
from kadash.language import Words
from kadash.policy import Policy
from kadash.scenarios import LEVERS, NO_CHANGE
from kadash.ui.plain import plain
from kadash.ui.what_if.dials import COMPANY, DIALS, FIRST, MORE, said
from kadash.ui.what_if.observed import observed_help, observed_text, segment_of
from kadash.ui.what_if.setting import EVERYBODY, Cut, Setting, cut_of, name_of, put_levers, put_setup, setup_now

DISCOUNT_PERCENT, YEARS = (2.0, 30.0), (1, 30)
"""Ends of the sliders of the discount rate and of the years ahead."""


def levers(words: Words, base: WhatIfBase, now: Setting, policy: Policy) -> None:
    """The dials of the setting's target, those that are set, and the rest behind "more"."""
    shown = [name_of(lever, now.target) for lever in FIRST]
    for lever in FIRST:
        _dial(words, base, now, lever, shown)
    _in_force(words, base, now)
    more = st.expander(words("what_if.more"), key="what_if_more", on_change="rerun")
    if more.open:
        with more:
            _more(words, base, now, policy)


def _more(words: Words, base: WhatIfBase, now: Setting, policy: Policy) -> None:
    shown = [name_of(lever, now.target) for lever in MORE]
    for lever in MORE:
        _dial(words, base, now, lever, shown)
    if base.base.wallet_unknown_accounts:
        st.caption(words("what_if.guard.wallet_unknown", base.base.wallet_unknown_accounts))
    if now.target == EVERYBODY:
        _company(words, base, now)
    else:
        st.caption(words("what_if.more_company"))
    _terms(words, now, policy)


def _company(words: Words, base: WhatIfBase, now: Setting) -> None:
    """What moves the company as a whole: growth, winning accounts, what a programme costs."""
    _dial(words, base, now, "growth", ["growth"])
    for lever in COMPANY[1:]:
        st.session_state[lever] = now.given.get(lever)
        st.number_input(
            words(f"lever.{lever}"), min_value=0.0 if LEVERS[lever].low >= 0 else None, value=None, key=lever,
            step=1.0 if lever == "new_accounts" else 1000.0, format="%.10g", on_change=_write,
            args=(COMPANY[1:], cut_of(now.setup)),
            help=words(f"what_if.lever.{lever}_help"), placeholder=words(f"what_if.placeholder.{lever}"))


def _terms(words: Words, now: Setting, policy: Policy) -> None:
    """Discount rate and years ahead, for base and scenario alike."""
    percent = round(now.discount * 100.0, 4)
    st.session_state["discount"], st.session_state["years"] = percent, now.years
    st.slider(words("what_if.lever.discount"), min(DISCOUNT_PERCENT[0], percent), max(DISCOUNT_PERCENT[1], percent),
              step=0.5, key="discount",
              format=words("what_if.format.percent_half"), help=words("what_if.lever.discount_help"),
              on_change=_write_terms, args=(policy,))
    st.slider(words("what_if.lever.years"), YEARS[0], max(YEARS[1], now.years), key="years",
              format=words("what_if.format.years"), help=words("what_if.lever.years_help"), on_change=_write_terms,
              args=(policy,))


def _dial(words: Words, base: WhatIfBase, now: Setting, lever: str, shown: Sequence[str]) -> None:
    """A slider that says what the address bar says; its ends reach as far as what is set there."""
    key, dial = name_of(lever, now.target), DIALS[lever]
    value = now.given.get(key, 0.0)
    st.session_state[key] = value
    st.slider(
        _label(words, base, now, lever), min(dial.low, value), max(dial.high, value), step=dial.step, key=key,
        format=words(f"what_if.format.{dial.form}"), help=_help(words, base, now, lever), on_change=_write,
        args=(tuple(shown), cut_of(now.setup)))


def _label(words: Words, base: WhatIfBase, now: Setting, lever: str) -> str:
    if lever != "retention":
        return words(f"lever.{lever}")
    return words("what_if.lever.retention", None, observed=observed_text(words, base, segment_of(base, now)))


def _help(words: Words, base: WhatIfBase, now: Setting, lever: str) -> str:
    if lever == "retention":
        return observed_help(words, base, segment_of(base, now))
    return words(f"what_if.lever.{lever}_help")


def _in_force(words: Words, base: WhatIfBase, now: Setting) -> None:
    """Every lever that is moved, for whom and how far; a click puts it back."""
    own_terms = now.setup.discount_per_year is not None or now.setup.years is not None
    if not now.given and not own_terms:
        st.caption(words("what_if.assumptions_long"))
        return
    with st.container(horizontal=True, gap="xsmall", key="what_if_chips"):
        for name, value in now.given.items():
            lever, _, layer = name.partition(".")
            who = base.name(layer, words) if layer else words("what_if.for.all")
            label = words("what_if.chip", None, who=plain(who), lever=words(f"lever.{lever}"),
                          value=said(words, lever, value))
            st.button(label,
                      key=f"back_{name}", on_click=put_levers, args=({name: None},), help=words("what_if.chip.help"))
        st.button(words("what_if.reset"), key="what_if_reset", type="tertiary", on_click=_reset)


def _reset() -> None:
    put_setup(replace(setup_now(), levers=NO_CHANGE, discount_per_year=None, years=None))


def _write(shown: tuple[str, ...], cut: Cut) -> None:
    """The address follows the sliders: all that are shown, as the browser may be a move ahead of its address.

    cut: how accounts were cut when they were shown. Where the same move of the page cuts them anew, the sliders of
    layers say nothing any more.
    """
    same = cut == cut_of(setup_now())
    put_levers({name: st.session_state.get(name) for name in shown if same or "." not in name})


def _write_terms(policy: Policy) -> None:
    discount, years = round(st.session_state["discount"] / 100.0, 6), int(st.session_state["years"])
    usual = policy.value
    put_setup(replace(setup_now(), discount_per_year=None if discount == usual.discount_rate_per_year else discount,
                      years=None if years == usual.horizon_years else years))
