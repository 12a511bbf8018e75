"""One account's changes: why, the way to its review, and what to do about them: snooze with a reason, or done."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.changes import AccountChanges, Change, Changes, file_of, handle
from kadash.answers.changes.handled import KIND, State
from kadash.answers.changes.worded import account_name, evidence_of, kind_name, sentence, why
from kadash.errors import KadashError
from kadash.language import Words
from kadash.ui import address, links, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.seen import draw, last_drawn

SNOOZE_DAYS = 14
_KEPT, _NEEDS, _SAID = "change_kept", "change_needs", "change_said"
"""Where the session says that a change was dealt with, that a snooze lacks its reason, or what went wrong."""


def decide(page: Page, asked: Asked, found: Changes, one: AccountChanges) -> None:
    """Opens the dialog; its title is the account's name."""
    st.session_state.pop(_KEPT, None)
    st.dialog(plain(account_name(one.first, page.words)), width="medium")(_dialog)(page, asked, found, one)


def _dialog(page: Page, asked: Asked, found: Changes, one: AccountChanges) -> None:
    words = page.words
    if st.session_state.pop(_KEPT, False):
        st.rerun()  # of the whole page: closes the dialog
    _why(words, asked, found, one)
    if one.first.account_id is not None and st.button(words("changes.review"), key="change_review"):
        links.go("review", **{**address.held(), "account": one.first.account_id})
    if session.may(Right.EDIT_ENTRIES):
        _deal_with(page, asked, one)


def _deal_with(page: Page, asked: Asked, one: AccountChanges) -> None:
    words, chosen = page.words, _chosen(page.words, one)
    draw(page.home.journal(), KIND)
    said = st.session_state.pop(_SAID, None)
    if said is not None:
        st.error(plain(said))
    st.text_input(words("changes.snooze.reason"), key="change_reason")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(words("changes.snooze.until"), session.today() + dt.timedelta(days=SNOOZE_DAYS),
                      min_value=session.today() + dt.timedelta(days=1), key="change_until")
        st.button(words("changes.snooze"), key="change_snooze", disabled=not chosen, on_click=_snooze,
                  args=(page, asked, chosen))
        st.button(words("changes.done"), key="change_done", type="primary", disabled=not chosen, on_click=_done,
                  args=(page, asked, chosen))
    if st.session_state.pop(_NEEDS, False):
        st.error(words("changes.snooze.needs"))


def _why(words: Words, asked: Asked, found: Changes, one: AccountChanges) -> None:
    evidence = evidence_of(asked, one.changes, found.scheme)
    for change in one.changes:
        money = words("changes.at_stake", None, money=words.money(change.at_stake))
        st.markdown(f"**{kind_name(change, words)}** · {money} · {plain(sentence(change, words))}")
        for line in why(change, evidence, words):
            st.caption(plain(line))


def _chosen(words: Words, one: AccountChanges) -> tuple[Change, ...]:
    """The changes that are dealt with now: all of them unless some are taken out."""
    if len(one.changes) == 1:
        return one.changes
    by_key = {change.key: change for change in one.changes}
    picked = st.pills(words("changes.which"), tuple(by_key), selection_mode="multi", default=tuple(by_key),
                      key="change_which", format_func=lambda key: _short(by_key[key], words))
    return tuple(by_key[key] for key in picked)


def _short(change: Change, words: Words) -> str:
    flag = change.evidence.get("flag")
    return words(f"flag.{flag}") if flag else kind_name(change, words)


def _snooze(page: Page, asked: Asked, chosen: tuple[Change, ...]) -> None:
    until = st.session_state["change_until"]
    if st.session_state["change_reason"].strip() and isinstance(until, dt.date):
        _keep(page, asked, chosen, "snoozed", until)
    else:
        st.session_state[_NEEDS] = True


def _done(page: Page, asked: Asked, chosen: tuple[Change, ...]) -> None:
    _keep(page, asked, chosen, "done", None)


def _keep(page: Page, asked: Asked, chosen: tuple[Change, ...], state: State, until: dt.date | None) -> None:
    try:
        handle(page.home.journal(), chosen, state, generation=file_of(asked.generation), as_of=asked.as_of,
               who=session.author(Right.EDIT_ENTRIES), at=session.now(), until=until, seen=last_drawn(KIND),
               reason=st.session_state["change_reason"])
    except KadashError as error:
        st.session_state[_SAID] = page.words.of_error(error)
        return
    st.session_state[_KEPT] = True
