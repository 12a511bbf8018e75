"""Among whose accounts a view looks, behind one button: owner, region, industry and group, several of each."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.accounts import choices
from kadash.answers.among import Among, groups
from kadash.language import Words
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.plain import plain

KEYS = ("owner", "region", "industry", "group")
MOST_NAMED = 3


def among(words: Words, asked: Asked) -> Among:
    """What the address bar asks for; a button that says it, and opens the choices."""
    offered, names = kept(choices, asked), {group.group_id: group.name for group in kept(groups, asked)}
    options = {"owner": offered.owners, "region": offered.regions, "industry": offered.industries,
               "group": tuple(names)}
    if all(len(values) < 2 for values in options.values()):
        return Among()
    with st.popover(_said(words, options, names), type="tertiary", key="pyramid_filters"):
        anyone = words("accounts.filter.any")
        chosen = [
            address.some_of(words(f"pyramid.filter.{key}"), options[key], key, lambda value: names.get(value, value),
                            anyone) if key == "group" else
            address.some_of(words(f"tables.{key}"), options[key], key, placeholder=anyone)
            for key in KEYS]
        st.button(words("accounts.reset"), type="tertiary", disabled=not any(chosen), on_click=address.clear,
                  args=(KEYS,), key="pyramid_filters_reset")
    return Among(*chosen)


def _said(words: Words, options: dict[str, tuple[str, ...]], names: dict[str, str]) -> str:
    """The button's words: everybody, or the first names of what is asked for."""
    asked = [names.get(value, value) if key == "group" else value for key in KEYS if len(options[key]) > 1
             for value in st.query_params.get_all(key) if value in options[key]]
    if not asked:
        return words("pyramid.filter.none")
    said = words.listed([plain(value) for value in asked[:MOST_NAMED]])
    more = len(asked) - MOST_NAMED
    if more > 0:
        return words("pyramid.filter.more", more, names=said)
    return words("pyramid.filter.some", None, names=said)
