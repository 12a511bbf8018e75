"""One account's changes: why, the way to its review, and what to do about them: snooze with a reason, or done."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kadash.answers import Asked
from kadash.answers.changes import AccountChanges, Change, Changes, file_of, handle
from kadash.answers.changes.worded import account_name, evidence_of, kind_name, sentence, why
from kadash.language import Words
from kadash.ui import links, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain

SNOOZE_DAYS = 14


def decide(page: Page, asked: Asked, found: Changes, one: AccountChanges) -> None:
    """Opens the dialog; its title is the account's name."""
    st.dialog(plain(account_name(one.first, page.words)), width="medium")(_dialog)(page, asked, found, one)


def _dialog(page: Page, asked: Asked, found: Changes, one: AccountChanges) -> None:
    words = page.words
    _why(words, asked, found, one)
    if one.first.account_id is not None and st.button(words("changes.review"), key="change_review"):
        links.go("review", account=one.first.account_id)
    chosen = _chosen(words, one)
    reason = st.text_input(words("changes.snooze.reason"), key="change_reason")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        until = st.date_input(words("changes.snooze.until"), session.today() + dt.timedelta(days=SNOOZE_DAYS),
                              min_value=session.today() + dt.timedelta(days=1), key="change_until")
        if st.button(words("changes.snooze"), key="change_snooze", disabled=not chosen):
            if reason.strip() and isinstance(until, dt.date):
                _keep(page, asked, chosen, "snoozed", reason, until)
            else:
                st.error(words("changes.snooze.needs"))
        if st.button(words("changes.done"), key="change_done", type="primary", disabled=not chosen):
            _keep(page, asked, chosen, "done", reason, None)


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


def _keep(page: Page, asked: Asked, chosen: tuple[Change, ...], state: str, reason: str, until: dt.date | None) -> None:
    handle(page.home.journal(), chosen, "snoozed" if state == "snoozed" else "done",
           generation=file_of(asked.generation), as_of=asked.as_of, who=session.viewer(), at=session.now(),
           reason=reason, until=until)
    st.rerun()
