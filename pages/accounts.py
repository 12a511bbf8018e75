"""Accounts: find, filter, sort and scan; a click opens an account's review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from kadash.answers import Asked
from kadash.answers.accounts import EVERY, Choices, Filters, accounts, choices
from kadash.language import Words
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.cache import kept
from kadash.ui.frame import open_page
from kadash.ui.tables import account_export, account_table, download
from kadash.ui.why import flag_lines, why
from kadash.vocabulary import FLAGS

KEYS = ("q", "owner", "region", "industry", "flag", "scheme", "layer", "sort")


def render() -> None:
    """The page."""
    page = open_page("accounts")
    if page.asked is None:
        return
    words, asked = page.words, page.asked
    headline = st.container()
    filters = _filters(words, kept(choices, asked), layers_of(asked.policy))
    found = kept(accounts, asked, filters)
    headline.markdown(f"**{found.headline(words)}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        _below_filters(words, asked, filters)
    if found.accounts:
        beyond = [words(f"tables.{name}") for name in account_table(
            words, found.rows, filters.scheme, key="accounts_table", dark=page.dark)]
        st.caption(words("tables.beyond", columns=words.listed(beyond)) if beyond else words("tables.click"))
    if found.accounts > len(found.rows):
        st.caption(words("accounts.first", None, shown=words.number(len(found.rows)), of=words.number(found.accounts)))


def _filters(words: Words, offered: Choices, layers: Mapping[str, tuple[str, ...]]) -> Filters:
    """The filters as the address bar has them, each beside its name; what has one value only is not asked."""
    with st.grid(4, min_column_width=150, gap="small"):
        q = address.text(words("accounts.filter.q"), "q", words("accounts.filter.q.hint"))
        anyone = words("accounts.filter.any")
        owners = address.some_of(words("tables.owner"), offered.owners, "owner", placeholder=anyone)
        regions = address.some_of(words("tables.region"), offered.regions, "region", placeholder=anyone)
        industries = address.some_of(words("tables.industry"), offered.industries, "industry", placeholder=anyone)
        flags = address.some_of(words("tables.flags"), tuple(FLAGS), "flag", lambda f: words(f"flag.{f}"), anyone)
        scheme = address.one_from_list(words("pyramid.scheme"), tuple(layers), "scheme",
                                       lambda s: words(f"scheme.{s}"), "value_tier")
        layer = address.one_from_list(words("tables.layer"), ("any", *layers[scheme]), "layer",
                                      lambda code: anyone if code == "any" else words(f"layer.{scheme}.{code}"), "any")
        sort = address.one_from_list(words("accounts.sort"), offered.sorts, "sort",
                                     lambda s: words(f"accounts.sort.{s}"), offered.sorts[0])
    return Filters(q, owners, regions, industries, flags, scheme, None if layer == "any" else layer, sort)


def _below_filters(words: Words, asked: Asked, filters: Filters) -> None:
    about = [line for flag in filters.flags or tuple(FLAGS) for line in flag_lines(words, asked.policy, flag)]
    why(words, about, "accounts_why", words("accounts.flags_about"), page="accounts")
    st.button(words("accounts.reset"), type="tertiary", disabled=not filters.any, on_click=address.clear, args=(KEYS,),
              key="accounts_reset")
    download(words, lambda: account_export(words, accounts(asked, replace(filters, most=EVERY)).rows, filters.scheme),
             "accounts", "accounts_file")


if __name__ == "__main__":
    from pages import open_app

    open_app()
