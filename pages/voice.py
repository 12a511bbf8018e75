"""Customer voice: what customers judge us by, and what to mend first."""

from __future__ import annotations

import streamlit as st

from kadash.answers.voice import voice
from kadash.answers.voice.told import scales_said
from kadash.segments import layers_of
from kadash.ui.cache import kept
from kadash.ui.frame import open_page
from kadash.ui.voice import accounts_part, drivers_part, hand_out, head, layers_part, nothing_yet


def render() -> None:
    """The page."""
    page = open_page("voice")
    words = page.words
    if page.asked is None:
        hand_out(words, None, opened=False)
        return
    schemes = layers_of(page.asked.policy)
    asked_scheme = st.query_params.get("scheme", "value_tier")
    scheme = asked_scheme if asked_scheme in schemes else "value_tier"
    asked_layer = st.query_params.get("layer")
    found = kept(voice, page.asked, scheme, asked_layer if asked_layer in schemes[scheme] else None)
    if found.period is None:
        nothing_yet(words)
        hand_out(words, page.asked, opened=True)
        return
    head(words, found, tuple(schemes))
    drivers_part(page, found, page.asked.policy.voice.days_after)
    layers_part(page, found)
    accounts_part(words, found)
    st.caption("  \n".join(scales_said(found, words)))
    hand_out(words, page.asked, opened=False)


if __name__ == "__main__":
    from pages import open_app

    open_app()
