"""What somebody sees whom kadash does not know yet: what this is, one button, and nothing of what is inside."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from kadash.language import Words
from kadash.ui import sign_in
from kadash.ui.serving.setup import setup
from kadash.ui.sidebar import language_switch
from kadash.ui.sign_in import SignInMode

_WIDTH_PX = 520


def sign_in_page(words: Words) -> None:
    """The way in, or why the last one led nowhere."""
    with st.container(horizontal_alignment="center"), st.container(width=_WIDTH_PX, gap="medium"):
        st.title("kadash", anchor=False)
        if sign_in.mode() is SignInMode.PROXY:
            st.warning(words("sign_in.proxy"))
        else:
            _why(words, st.user.to_dict())
            for provider in _providers(setup().auth):
                _button(words, provider)
        language_switch(words)


def _why(words: Words, claims: Mapping[str, object]) -> None:
    if claims.get("is_logged_in") is not True:
        st.markdown(words("sign_in.oidc"))
    elif not sign_in.still_holds(claims, time.time()):
        st.info(words("sign_in.over"))
    elif sign_in.identity_claim() == "email":
        st.warning(words("sign_in.no_claim"))
    else:
        st.warning(words("sign_in.no_claim_other", None, claim=sign_in.identity_claim()))


def _providers(auth: Mapping[str, object]) -> list[str | None]:
    """The providers named in the secrets; None for the one that has no name."""
    named = [name for name, section in auth.items() if isinstance(section, Mapping) and "client_id" in section]
    return [*named] or [None]


def _button(words: Words, provider: str | None) -> None:
    label = words("sign_in.button") if provider is None else words("sign_in.button_with", None, provider=provider)
    if st.button(label, type="primary", key=f"sign_in_{provider or ''}"):
        st.login(provider)
