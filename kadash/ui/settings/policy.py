"""The rules edited in place: what is wanted otherwise, what it would change, only then saved; and their history."""

from __future__ import annotations

import json

import streamlit as st

from kadash.access import Right
from kadash.answers.policy_in_force import policy_in_force, policy_line, section_about
from kadash.language import Words
from kadash.loads import policy_in_use
from kadash.policy import Policy, changes, default_policy
from kadash.ui import address, session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.settings import draft as drafts
from kadash.ui.settings.field import edit
from kadash.ui.settings.history import history
from kadash.ui.settings.lines import changed_lines
from kadash.ui.settings.saving import policy_seen, save_policy, settle_policy
from kadash.ui.settings.trial import trial

_SHOWN_SECTION = "policy_section_shown"


def policy(page: Page, busy: bool) -> None:
    """The sentence, what is wanted, one section of rules, the history. busy: nothing can be tried or saved now."""
    words, saved = page.words, policy_in_use(page.home)
    policy_seen(page.home)
    settle_policy(page)
    own = len(changes(default_policy(), saved))
    count = sum(map(len, policy_in_force(saved).values()))
    differs = words("settings.policy.own", own) if own else words("settings.policy.all_shipped")
    st.markdown(f"**{words.sentences([words('settings.sentence', count), differs])}**")
    above = st.container()
    _section(words, saved)
    with above:
        if not busy:
            _not_in_force(page, saved)
            _wanted(page, drafts.draft(words, saved))
    history(page, saved, busy)


def _not_in_force(page: Page, saved: Policy) -> None:
    if page.asked is None:
        st.caption(page.words("settings.policy_shipped"))
        return
    waiting = changes(page.asked.policy, saved)
    if not waiting:
        return
    with st.container(border=True):
        st.markdown(page.words("settings.policy.waiting", len(waiting)))
        st.markdown("\n".join(f"- {line}" for line in changed_lines(page.words, waiting)))
        if session.may(Right.EDIT_POLICY) and st.button(page.words("settings.policy.judge"), key="judge_anew"):
            running.begin(page.home, "rebuild", right=Right.EDIT_POLICY)
            st.rerun()


def _wanted(page: Page, wanted: drafts.Draft) -> None:
    words = page.words
    if not session.may(Right.EDIT_POLICY):
        st.caption(words("settings.read_only"))
        return
    for one in wanted.wrong:
        st.error(plain(one))
    if wanted.wanted is None or not wanted.changes:
        if wanted.wrong and st.button(words("settings.policy.drop"), key="drop_draft"):
            drafts.drop()
            st.rerun()
        return
    with st.container(border=True):
        st.markdown(f"**{words('settings.policy.wanted', len(wanted.changes))}**")
        st.markdown("\n".join(f"- {line}" for line in changed_lines(words, wanted.changes)))
        with st.container(horizontal=True, gap="small"):
            pressed = page.asked is not None and st.button(words("settings.policy.try"), key="try_policy")
            label = "settings.policy.save" if page.asked is not None else "settings.policy.save_only"
            save = st.button(words(label), type="primary", key="save_policy")
            if st.button(words("settings.policy.drop"), type="tertiary", key="drop_draft"):
                drafts.drop()
                st.rerun()
        if save and save_policy(page, wanted.saved, wanted.wanted):
            drafts.drop()
            st.rerun()
        if page.asked is not None:
            trial(page, page.asked, wanted.wanted, begin=pressed)


def _section(words: Words, saved: Policy) -> None:
    sections = policy_in_force(saved)
    section = address.one_from_list(words("settings.policy.section"), tuple(sections), "section",
                                    lambda code: words(f"policy.{code}"), "score")
    if st.session_state.get(_SHOWN_SECTION) != section:
        st.session_state[_SHOWN_SECTION] = section
        drafts.new_round()
    st.caption(section_about(section, words))
    kept, shipped = getattr(saved, section).model_dump(), getattr(default_policy(), section).model_dump()
    with st.grid(2, min_column_width=300, gap=("small", "medium")):
        for line in sections[section]:
            with st.container(gap="xsmall"):
                _field(words, section, line.field, kept[line.field])
                if not _same(kept[line.field], shipped[line.field]):
                    was = policy_line(section, line.field, getattr(getattr(default_policy(), section), line.field))
                    st.caption(words("settings.policy.as_shipped", None, value=plain(was.text(words))))


def _field(words: Words, section: str, field: str, kept: object) -> None:
    """A widget that starts from what is wanted so far; what it says differently from what is saved is wanted."""
    key = f"policy_{section}_{field}_{drafts.round_()}"
    start = st.session_state.setdefault(f"{key}_start", drafts.values().get((section, field), kept))
    typed = edit(words, policy_line(section, field, start), start, key)
    if _same(typed, kept):
        drafts.values().pop((section, field), None)
    else:
        drafts.put(section, field, typed)


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _plain(value: object) -> str:
    """A value as text that is the same for 30 and 30.0, for lists and tuples, with and without what is absent."""
    return json.dumps(_without_none(json.loads(json.dumps(value), parse_int=float)), sort_keys=True)


def _without_none(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    return [_without_none(one) for one in value] if isinstance(value, list) else value
