"""Whose retention is asked about: all accounts, a layer of any scheme, or one account by name or number."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.finding import find_accounts
from kadash.answers.what_if import WhatIfBase
from kadash.language import Words
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.plain import plain
from kadash.ui.what_if.setting import EVERYBODY, Setting, put_whom

SCHEME_PX = 210


def whom(words: Words, asked: Asked, base: WhatIfBase, now: Setting, with_layers: bool = True) -> None:
    """The choice of whom the sliders move, the scheme that cuts the accounts, and the way to one account.

    Where a view has no sliders that a layer could have for itself, `with_layers` is false.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="what_if_whom"):
        if now.account_id:
            st.markdown(words("what_if.for.account", None, name=f"**{plain(base.account_name)}**"), width="content")
            st.button(words("what_if.for.back"), type="tertiary", key="what_if_everybody", on_click=put_whom,
                      args=(now.setup.scheme, None))
            return
        if with_layers:
            _targets(words, base)
            st.space("stretch")
        scheme(words, asked, now)
        with st.popover(words("what_if.for.one"), type="tertiary", key="what_if_one", on_change="rerun") as one:
            if one.open:
                _search(words, asked, now)


def _targets(words: Words, base: WhatIfBase) -> None:
    names = {EVERYBODY: words("what_if.for.all"), **{layer: base.name(layer, words) for layer in base.live_layers}}
    address.one_of(words("what_if.for"), tuple(names), "for", names.__getitem__, EVERYBODY)


def scheme(words: Words, asked: Asked, now: Setting) -> None:
    """The scheme that cuts the accounts; another one takes the levers of layers with it."""
    options = tuple(layers_of(asked.policy))
    st.session_state["scheme"] = now.scheme
    st.selectbox(words("what_if.scheme"), options, key="scheme", format_func=lambda name: words(f"scheme.{name}"),
                 label_visibility="collapsed", width=SCHEME_PX, on_change=_cut)


def _cut() -> None:
    put_whom(st.session_state["scheme"], None)


def _search(words: Words, asked: Asked, now: Setting) -> None:
    wanted = st.text_input(words("frame.find"), type="search", live=True, key="what_if_find",
                           placeholder=words("frame.find_hint"))
    found = find_accounts(asked, wanted) if wanted else []
    for account_id, name in found:
        st.button(plain(f"{name} · {account_id}"), type="tertiary", key=f"what_if_take_{account_id}",
                  on_click=put_whom, args=(now.setup.scheme, account_id))
    if wanted and not found:
        st.caption(words("frame.find_nothing"))
