"""Help: what every figure means, with the thresholds in force, to be searched and linked to."""

from __future__ import annotations

import streamlit as st

from kadash.answers.metrics import HelpEntry, by_page, help_entries, looked_up
from kadash.language import Words
from kadash.loads import policy_in_use
from kadash.ui import address, links
from kadash.ui.frame import open_page
from kadash.ui.plain import plain
from kadash.ui.style import LINES

ALL = "all"
SEARCH = "look_up"
"""Parameter of the address that holds the words looked for; `entry` holds the figure that was asked about."""


def render() -> None:
    """The page."""
    page = open_page("help", needs_data=False)
    words, policy = page.words, page.asked.policy if page.asked else policy_in_use(page.home)
    entries = help_entries(words, policy)
    st.markdown(f"**{words('help.sentence', len(entries))}**")
    asked_about = next((one for one in entries if one.key == st.query_params.get("entry")), None)
    if asked_about is not None:
        _asked_about(words, asked_about)
    text = address.text(words("help.search"), SEARCH, words("help.search.example"))
    pages = tuple(by_page(entries))
    chosen = address.one_of(words("help.page"), (ALL, *pages), "page", lambda code: _page_name(words, code), ALL)
    found = looked_up(entries, text, None if chosen == ALL else chosen)
    if text:
        st.caption(words("help.found", len(found)) if found else words("help.found_none"))
    _listed(words, found, chosen)
    st.caption(words("help.terms", None, thresholds=words("help.in_force" if page.asked else "help.saved")))


def _listed(words: Words, found: list[HelpEntry], chosen: str) -> None:
    """The entries, under the page that is their home where all are looked at, else by subject."""
    if chosen == ALL:
        groups = {_page_name(words, page): of for page, of in by_page(found).items()}
    else:
        groups = {}
        for one in found:
            groups.setdefault(words(f"metric.group.{one.group}"), []).append(one)
    for name, entries in groups.items():
        st.subheader(name, anchor=False)
        st.markdown("\n\n".join(_text(words, one) for one in entries))


def _text(words: Words, one: HelpEntry) -> str:
    """An entry as Markdown: name and unit, definition, the columns that hold it."""
    unit = f" :gray[· {plain(one.unit)}]" if one.unit else ""
    columns = f" :gray[{words('help.columns')}] " + ", ".join(f"`{column}`" for column in one.columns)
    rules = "".join("\n- " + words("help.rule", None, layer=plain(layer), rule=plain(rule))
                    for layer, rule in one.rules)
    return f"**{plain(one.name)}**{unit}  \n{plain(one.about)}{columns if one.columns else ''}{rules}"


def _asked_about(words: Words, one: HelpEntry) -> None:
    """The figure that a link came for, with the ways to where it stands and to the rules behind it."""
    with st.container(border=True):
        st.markdown(_text(words, one))
        with st.container(horizontal=True, key=LINES):
            for page in one.pages:
                if words.has(f"page.{page}"):
                    links.to(page, words("help.to_page", None, page=words(f"page.{page}")))
            if one.section is not None:
                links.to("settings", words("help.to_rules", None, rules=words(f"policy.{one.section}")), part="policy",
                         section=one.section)


def _page_name(words: Words, code: str) -> str:
    if code == ALL:
        return words("help.page.all")
    return words(f"page.{code}") if words.has(f"page.{code}") else words("page.data")


if __name__ == "__main__":
    from pages import open_app

    open_app()
