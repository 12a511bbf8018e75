"""Who may what: everybody with a role, one person's grant to change, what it would open, and what each role may."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kadash.access import RIGHTS, Grant, Right, Role, Viewer, subject_of
from kadash.answers.settings.sight import sight
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads.grants import KIND, Granted, everybody, keep_grant
from kadash.ui import address, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.settings.grant_entry import grant_entry

NEW = "new"
COLUMNS = ("person", "role", "sees", "deputy", "days", "by")
_SEEN, _ROUND = "grant_seen", "grant_round"


def roles(page: Page, _busy: bool) -> None:
    """The table of people; the one chosen with their grant and its history; what each role may."""
    session.allowed(Right.EDIT_ROLES)
    words, people = page.words, everybody(page.home)
    active = [one.grant for one in people if one.grant is not None]
    administrators = sum(grant.role is Role.ADMINISTRATOR for grant in active)
    st.markdown(f"**{words('roles.sentence', len(active), administrators=words.number(administrators))}**")
    if session.viewer().is_alone:
        st.caption(words("roles.alone"))
    if people:
        deputy = words("roles.column.deputy")
        st.dataframe(_table(words, people), hide_index=True, key="roles_table", alt=words("settings.part.roles"),
                     column_config={deputy: st.column_config.TextColumn(deputy, width="large")})
    by_name = {one.identity: one for one in people}
    chosen = address.one_from_list(words("roles.person"), (NEW, *by_name), "person",
                                   lambda one: words("roles.new") if one == NEW else one, NEW)
    with st.container(border=True):
        _person(page, chosen, by_name.get(chosen))
    if chosen != NEW:
        _history(page, chosen)
    with st.expander(words("roles.what_each_may")):
        _what_each_may(words)


def _table(words: Words, people: list[Granted]) -> pd.DataFrame:
    return pd.DataFrame([[one.identity, *_said(words, one.grant), _by(words, one)] for one in people],
                        columns=[words(f"roles.column.{name}") for name in COLUMNS])


def _said(words: Words, grant: Grant | None) -> list[str]:
    """Role, whose accounts, deputies and days, in words."""
    if grant is None:
        return [words("roles.withdrawn"), "–", "–", "–"]
    key = f"roles.sees.{grant.role}"
    sees = words(key) if words.has(key) else words.listed([*grant.owners, *grant.regions])
    deputies = [words("roles.deputy", None, owner=one.owner, days=_days(words, one.first_day, one.last_day))
                for one in grant.deputies]
    return [words(f"roles.role.{grant.role}"), sees or "–", words.listed(deputies) or "–",
            _days(words, grant.first_day, grant.last_day)]


def _days(words: Words, first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return words("roles.days.always")
    if last is None:
        return words("roles.days.from", None, first=words.date(first))
    if first is None:
        return words("roles.days.to", None, last=words.date(last))
    return words("roles.days.span", None, first=words.date(first), last=words.date(last))


def _by(words: Words, one: Granted) -> str:
    if one.at is None:
        return words("roles.by_setup")
    return words("roles.by", None, author=one.author, at=words.moment(one.at.astimezone()))


def _person(page: Page, chosen: str, kept: Granted | None) -> None:
    """What one person is granted, to change; what it would open; save and withdraw."""
    words = page.words
    round_ = st.session_state.setdefault(_ROUND, 0)
    seen_key = f"{_SEEN}_{chosen}_{round_}"
    seen = int(st.session_state.setdefault(seen_key, kept.entry_id if kept else 0))
    name = chosen
    if chosen == NEW:
        name = st.text_input(words("roles.name"), key=f"grant_name_{round_}", help=words("roles.name.about"), width=380)
    grant = grant_entry(page, kept.grant if kept else None, f"{chosen}_{seen}_{round_}")
    _would_see(page, name or "–", grant)
    with st.container(horizontal=True, gap="small"):
        same = kept.grant == grant if kept is not None else not name.strip()
        if st.button(words("roles.save"), type="primary", key="grant_save", disabled=same):
            _keep(page, chosen, name, grant, seen)
        if kept is not None and kept.grant is not None and st.button(words("roles.withdraw"), key="grant_withdraw"):
            _keep(page, chosen, name, None, seen)


def _would_see(page: Page, name: str, grant: Grant) -> None:
    """Tried before it is given: how many accounts, by name or not, and which acts."""
    words, viewer = page.words, Viewer.of_grant(name, grant, session.today())
    if page.asked is not None and session.scope().is_everything:
        st.markdown(f"**{sight(page.asked, viewer).sentence(viewer, words)}**")
    rights = [words(f"right.{right}") for right in Right if viewer.may(right)]
    st.caption(words("roles.may", None, what=words.listed(rights)))


def _keep(page: Page, chosen: str, name: str, grant: Grant | None, seen: int) -> None:
    words = page.words
    try:
        keep_grant(page.home, name, grant, who=session.viewer(), at=session.now(), expected=seen)
    except KadashError as error:
        st.error(plain(words.of_error(error)))
        if error.code == "entry_changed" and st.button(words("settings.see_new"), key="grant_see_new"):
            st.session_state[_ROUND] += 1
            st.rerun()
        return
    st.session_state[_ROUND] += 1
    address.put(person=subject_of(name))
    st.rerun()


def _history(page: Page, person: str) -> None:
    """Every grant of a person, newest first."""
    words, entries = page.words, page.home.journal().history(KIND, person)
    if entries:
        with st.expander(words("roles.history", len(entries))):
            for entry in reversed(entries):
                told = " · ".join(_said(words, Grant.of_body(entry.body)))
                st.markdown("- " + plain(words("roles.history.line", None, what=told, author=entry.author,
                                               at=words.moment(entry.entered_at.astimezone()))))


def _what_each_may(words: Words) -> None:
    for role in Role:
        st.markdown(f"**{words(f'roles.role.{role}')}**: {words(f'roles.about.{role}')}")
    st.table(pd.DataFrame([
        [words(f"right.{right}"), *("✓" if right in RIGHTS[role] else "–" for role in Role)] for right in Right],
        columns=[words("roles.column.right"), *(words(f"roles.role.{role}") for role in Role)]),
        border="horizontal", hide_index=True, alt=words("roles.what_each_may"))
