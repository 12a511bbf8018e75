"""Two schemes crossed: a field of cells, and the accounts of the one that is looked into."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kadash.answers import Asked
from kadash.answers.accounts import EVERY, Filters, accounts
from kadash.answers.among import Among
from kadash.answers.pyramid import CrossedAnswer, crossed
from kadash.charts.crossed import crossed_cells, crossed_chart
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.crossed_table import crossed_table
from kadash.ui.pyramid.filters import among
from kadash.ui.tables import account_export, account_table, download

COLUMNS = ("account", "trend", "revenue_12m", "change", "contribution_12m", "contribution_rate_12m", "flags",
           "next_step")
ANY, BETWEEN = "any", "~"
"""The choice of no cell; what stands between the two layers of a cell in the address."""


def crossed_view(page: Page, asked: Asked) -> None:
    """The two schemes, the matrix with its most striking cell in words, and the accounts of a cell."""
    words = page.words
    headline, measure = st.container(), "contribution" if asked.cost_known else "revenue"
    matrix, choice = st.columns([2.3, 1], gap="medium")
    with choice:
        scheme, other = _schemes(words, asked)
        show = address.one_of(words("crossed.show"), ("accounts", "money"), "show",
                              lambda code: words(f"crossed.show.{code}.{measure}"), "accounts")
        whose = among(words, asked)
    answer = kept(crossed, asked, scheme, other, whose)
    headline.markdown(f"**{answer.headline(words)}**")
    if not answer.accounts:
        return
    with choice:
        cell = _cell(words, answer)
        download(words, lambda: crossed_table(words, answer), f"{scheme}-{other}", "crossed_file")
    with matrix:
        _matrix(page, answer, show, cell)
    _accounts(page, asked, answer, cell, whose)


def _schemes(words: Words, asked: Asked) -> tuple[str, str]:
    every = tuple(layers_of(asked.policy))
    scheme = address.one_from_list(words("crossed.rows"), every, "scheme", lambda s: words(f"scheme.{s}"), "value_tier")
    others = tuple(other for other in every if other != scheme)
    default = "customer_class" if "customer_class" in others else others[0]
    return scheme, address.one_from_list(words("crossed.columns"), others, "other", lambda s: words(f"scheme.{s}"),
                                         default)


def _matrix(page: Page, answer: CrossedAnswer, show: str, cell: str | None) -> None:
    words, key = page.words, f"crossed_{answer.scheme}_{answer.other_scheme}_{show}_{cell}"
    rows = {layer: words(f"layer.{answer.scheme}.{layer}") for layer in answer.layers}
    columns = {layer: words(f"layer.{answer.other_scheme}.{layer}") for layer in answer.other_layers}
    cells = crossed_cells(answer.cells, "accounts" if show == "accounts" else f"{answer.measure}_12m", rows, columns,
                          words)
    picture(drawn(crossed_chart, cells, rows, columns, cell, theme(page.dark)), key, answer.headline(words),
            on_click=lambda: _clicked(key, cell))
    st.caption(words("crossed.about", None, scheme=words(f"scheme.{answer.scheme}"),
                     other_scheme=words(f"scheme.{answer.other_scheme}")))


def _cell(words: Words, answer: CrossedAnswer) -> str | None:
    """The cell that is looked into, to be chosen without a picture too; most accounts first."""
    ordered = answer.cells.sort_values("accounts", ascending=False)
    codes = tuple(f"{layer}{BETWEEN}{other}"
                  for layer, other in zip(ordered["layer"], ordered["other_layer"], strict=True))
    chosen = address.one_from_list(words("crossed.cell"), (ANY, *codes), "cell",
                                   lambda code: _named(words, answer, code), ANY)
    return None if chosen == ANY else chosen


def _named(words: Words, answer: CrossedAnswer, code: str) -> str:
    if code == ANY:
        return words("crossed.cell.any")
    layer, other = code.split(BETWEEN)
    return words("crossed.cell.name", None, layer=words(f"layer.{answer.scheme}.{layer}"),
                 other=words(f"layer.{answer.other_scheme}.{other}"))


def _parts(cell: str | None) -> tuple[str, str] | None:
    if cell is None:
        return None
    layer, other = cell.split(BETWEEN)
    return layer, other


def _clicked(key: str, cell: str | None) -> None:
    """Look into the cell that was clicked; a click on the one looked into goes back to all."""
    points = st.session_state[key].selection.points
    if points:
        clicked = points[0]["customdata"]
        clicked = clicked[0] if isinstance(clicked, list) else clicked
        address.put(cell=None if clicked == cell else str(clicked))


def _accounts(page: Page, asked: Asked, answer: CrossedAnswer, cell: str | None, whose: Among) -> None:
    words, parts = page.words, _parts(cell)
    filters = Filters.of_layer(answer.scheme, parts[0] if parts else None, whose)
    if parts:
        filters = replace(filters, crossed=(answer.other_scheme, parts[1]))
    found = kept(accounts, asked, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_named(words, answer, cell or ANY)}**", width="content")
        st.markdown(found.headline(words), width="content")
        download(words, lambda: account_export(words, accounts(asked, replace(filters, most=EVERY)).rows,
                                               answer.scheme), f"accounts-{cell or 'all'}", "crossed_accounts_file")
    account_table(words, found.rows, answer.scheme, key=f"crossed_accounts_{cell}", dark=page.dark, columns=COLUMNS)
    st.caption(words("tables.click"))
    if found.accounts > len(found.rows):
        st.caption(words("pyramid.accounts.first", None, shown=words.number(len(found.rows)),
                         of=words.number(found.accounts)))
