"""The company's own names of the layers, in both languages: shown wherever a layer is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.errors import KadashError
from kadash.language import LANGUAGES, Company, Words, words_in
from kadash.loads.company import KIND, SUBJECT, Names, checked_names, company_body, company_in_use
from kadash.ui import address, links, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import kept_entry
from kadash.ui.style import LINES
from kadash.vocabulary import SCHEMES


def names(page: Page, _busy: bool) -> None:
    """One scheme at a time: a grid with the shipped names beside the company's own; they count at once."""
    words, company, entry = page.words, company_in_use(page.home), kept_entry(page, KIND, SUBJECT, "settings.see_new")
    own = len(company.layer_names)
    st.markdown(f"**{words('settings.names.sentence', own) if own else words('settings.names.none')}**")
    scheme = address.one_of(words("settings.names.scheme"), tuple(SCHEMES), "scheme",
                            lambda code: words(f"scheme.{code}"), "value_tier")
    typed = _grid(words, scheme, company, f"names_{scheme}_{entry.seen}")
    if not session.may(Right.EDIT_COMPANY):
        st.caption(words("settings.read_only"))
        return
    st.caption(words("settings.names.hint"))
    try:
        wanted = checked_names({**company.layer_names, **typed}, {one: words_in(one) for one in LANGUAGES})
    except KadashError as error:
        st.warning(plain(words.of_error(error)))
        return
    changed = wanted != {layer: dict(of) for layer, of in company.layer_names.items()}
    if st.button(words("settings.names.save"), type="primary", key="save_names", disabled=not changed) and entry.save(
            company_body(replace(company, layer_names=wanted))):
        st.rerun()
    entry.line()
    with st.container(key=LINES):
        links.to("pyramid", words("settings.names.to_pyramid"), scheme=scheme)


def _grid(words: Words, scheme: str, company: Company, key: str) -> Names:
    shipped = words_in(words.language)
    rows = pd.DataFrame({
        "layer": [shipped(f"layer.{scheme}.{layer}") for layer in SCHEMES[scheme]],
        **{language: [company.layer_names.get(f"{scheme}.{layer}", {}).get(language, "") for layer in SCHEMES[scheme]]
           for language in LANGUAGES}})
    fixed = ["layer"] if session.may(Right.EDIT_COMPANY) else True
    grid = st.data_editor(rows, hide_index=True, key=key, disabled=fixed, column_config={
        "layer": st.column_config.TextColumn(words("settings.names.shipped")),
        **{language: st.column_config.TextColumn(words(f"settings.names.{language}"), max_chars=40)
           for language in LANGUAGES}})
    return {f"{scheme}.{layer}": {language: str(row[language] or "") for language in LANGUAGES}
            for layer, row in zip(SCHEMES[scheme], grid.to_dict("records"), strict=True)}
