"""Settings: language, reporting currency, and the policy in force, explained."""

from __future__ import annotations

import streamlit as st

from kadash.answers.policy_in_force import PolicyLine, policy_in_force
from kadash.language import LANGUAGES, Words
from kadash.policy import Policy, default_policy
from kadash.ui import links
from kadash.ui.frame import Page, open_page
from kadash.ui.style import LINES
from kadash.vocabulary import NO_CURRENCY


def render() -> None:
    """The page."""
    page = open_page("settings", needs_data=False)
    policy = page.asked.policy if page.asked else default_policy()
    lines = policy_in_force(policy)
    st.markdown(f"**{page.words('settings.sentence', sum(map(len, lines.values())))}**")
    language, currency = st.columns(2, gap="large")
    with language:
        _language(page.words)
    with currency:
        _currency(page)
    _policy(page, policy, lines)


def _language(words: Words) -> None:
    st.subheader(words("settings.language"), anchor=False)
    st.session_state["settings_language"] = words.language
    st.segmented_control(
        words("settings.language"), LANGUAGES, key="settings_language", required=True, on_change=_switch_language,
        format_func=lambda code: words(f"settings.language.{code}"), label_visibility="collapsed")
    st.caption(words("settings.language_hint"))


def _switch_language() -> None:
    st.query_params["lang"] = st.session_state["settings_language"]


def _currency(page: Page) -> None:
    words = page.words
    st.subheader(words("settings.currency"), anchor=False)
    chosen = page.asked is not None and page.asked.currency != NO_CURRENCY
    st.markdown(words("settings.currency_is", currency=page.asked.currency) if page.asked and chosen
                else words("settings.currency_none"))
    st.caption(words("settings.currency_hint"))
    with st.container(key=LINES):
        links.to("data", words("settings.to_data"))


def _policy(page: Page, policy: Policy, lines: dict[str, list[PolicyLine]]) -> None:
    words = page.words
    st.subheader(words("settings.policy"), anchor=False)
    st.markdown(words("settings.policy_hint" if page.asked else "settings.policy_shipped"))
    left, right = st.columns(2, gap="medium")
    for i, (section, fields) in enumerate(lines.items()):
        with (left if i % 2 == 0 else right).expander(words(f"policy.{section}"), expanded=i < 2):
            st.caption(words(f"policy.{section}.about"))
            st.table({words("settings.column.rule"): [words(line.key) for line in fields],
                      words("settings.column.value"): [line.text(words) for line in fields]}, border="horizontal",
                     hide_index=True, alt=words(f"policy.{section}"))
    st.caption(words("settings.fingerprint", fingerprint=policy.fingerprint))


if __name__ == "__main__":
    from pages import open_app

    open_app()
