"""The scheme whose layers are compared, and the one layer that is looked at."""

from __future__ import annotations

import streamlit as st

from kadash.answers.voice import Voice
from kadash.language import Words
from kadash.ui import address

EVERY = "all"


def narrowed(words: Words, found: Voice, schemes: tuple[str, ...]) -> None:
    """Two lists that open; the layers are those with answers."""
    layers = list(dict.fromkeys(found.layers["layer"])) if len(found.layers) else []
    left, right, _ = st.columns([1, 1, 1.6])
    with left:
        address.one_from_list(words("voice.scheme"), schemes, "scheme", lambda one: words(f"scheme.{one}"),
                              "value_tier")
    with right:
        address.one_from_list(
            words("voice.layer"), (EVERY, *layers), "layer",
            lambda one: words("voice.every_layer") if one == EVERY else words(f"layer.{found.scheme}.{one}"), EVERY)
