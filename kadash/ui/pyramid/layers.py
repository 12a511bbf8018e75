"""The layers of a scheme: what they bring, who moved since a year ago, and the accounts of a layer."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kadash.answers import Asked
from kadash.answers.accounts import EVERY, Filters, accounts
from kadash.answers.among import Among
from kadash.answers.pyramid import PyramidAnswer, pyramid
from kadash.charts.flow import flow_chart
from kadash.charts.pyramid import pyramid_chart
from kadash.charts.theme import theme
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.pyramid.layers_table import layers_table
from kadash.ui.tables import account_export, account_table, download
from kadash.ui.why import scheme_lines, why

COLUMNS = ("account", "trend", "revenue_12m", "change", "contribution_12m", "contribution_rate_12m", "flags",
           "next_step")
"""As many as a laptop shows side by side; layer and owner stand on the page of accounts and in the file."""


def layers(page: Page, asked: Asked) -> None:
    """The scheme and its headline, the pyramid beside who moved, and the accounts below."""
    words = page.words
    headline = st.container()
    scheme = address.one_of(words("pyramid.scheme"), tuple(layers_of(asked.policy)), "scheme",
                            lambda s: words(f"scheme.{s}"), "value_tier", drops=("layer", "cell"))
    whose = among(words, asked)
    answer = kept(pyramid, asked, scheme, whose)
    headline.markdown(f"**{answer.headline(words)}**")
    shares, moves = st.columns([1.45, 1], gap="medium")
    chosen = _asked_layer(answer)
    with shares:
        _layers(page, answer, chosen)
    with moves:
        _moves(page, answer)
    _accounts(page, asked, answer, whose)


def _asked_layer(answer: PyramidAnswer) -> str | None:
    asked = st.query_params.get("layer")
    return asked if asked in answer.choices else None


def _layers(page: Page, answer: PyramidAnswer, chosen: str | None) -> None:
    words = page.words
    key = f"pyramid_{answer.scheme}_{chosen}"
    named = answer.layers.assign(name=[words(f"layer.{answer.scheme}.{code}") for code in answer.layers["layer"]])
    picture(drawn(pyramid_chart, named, answer.measure, chosen, words, theme(page.dark)), key, answer.headline(words),
            on_click=lambda: _clicked(key, chosen))
    lifetime = [words("pyramid.lifetime.about")] if answer.measure == "contribution" else []
    with st.container(horizontal=True):
        st.caption("  \n".join([*answer.beside_sentences(words), *lifetime]), width="stretch")
        download(words, lambda: layers_table(words, answer), f"layers-{answer.scheme}", "pyramid_layers_file")


def _clicked(key: str, chosen: str | None) -> None:
    """Look into the layer whose bar was clicked; a click on the one looked into goes back to all."""
    points = st.session_state[key].selection.points
    if points:
        layer = points[0]["customdata"]
        layer = layer[0] if isinstance(layer, list) else layer
        address.put(layer=None if layer == chosen else str(layer))


def _moves(page: Page, answer: PyramidAnswer) -> None:
    words = page.words
    st.markdown(f"**{answer.moves_sentence(words)}**")
    if answer.moves_known and len(answer.moves):
        names = {layer: words(f"layer.{answer.scheme}.{layer}") for layer in answer.order}
        picture(drawn(flow_chart, answer.moves, names, words, theme(page.dark)), f"moves_{answer.scheme}",
                answer.moves_sentence(words))
        st.caption(words("pyramid.moves.legend"))


def _accounts(page: Page, asked: Asked, answer: PyramidAnswer, whose: Among) -> None:
    words, scheme = page.words, answer.scheme
    st.subheader(words("pyramid.accounts.title"), anchor=False)
    layer = address.one_or_none(words("pyramid.layer"), answer.choices, "layer",
                                lambda code: words(f"layer.{scheme}.{code}"))
    filters = Filters.of_layer(scheme, layer, whose)
    found = kept(accounts, asked, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(found.headline(words), width="content")
        why(words, scheme_lines(words, asked.policy, scheme), "pyramid_why", words("pyramid.why"),
            entry=f"scheme.{scheme}")
        download(words, lambda: account_export(words, accounts(asked, replace(filters, most=EVERY)).rows, scheme),
                 f"accounts-{layer or scheme}", "pyramid_file")
    if not found.accounts:
        return
    account_table(words, found.rows, scheme, key=f"pyramid_accounts_{scheme}_{layer}", dark=page.dark,
                  columns=COLUMNS)
    st.caption(words("tables.click"))
    if found.accounts > len(found.rows):
        st.caption(words("pyramid.accounts.first", None, shown=words.number(len(found.rows)),
                         of=words.number(found.accounts)))
