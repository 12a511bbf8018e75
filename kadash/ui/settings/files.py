"""The rules and the services as files: taken away, edited, and read back with every fault named."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kadash.access import Right
from kadash.answers.policy_in_force import policy_in_force, section_about
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import catalogue_in_use, policy_in_use
from kadash.loads.catalogue import catalogue_change, keep_catalogue, last_import, seen_entries, take_back_import
from kadash.policy import Policy, changes, policy_of_toml, policy_toml
from kadash.policy.wrong import Wrong
from kadash.services import Catalogue
from kadash.services.in_force import with_service_words
from kadash.services.pairs import with_pairs_as_terms
from kadash.services.toml import catalogue_of_toml, catalogue_toml
from kadash.ui import address, session
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.journal_file import journal_box
from kadash.ui.plain import plain
from kadash.ui.settings import draft as drafts
from kadash.ui.settings.lines import changed_lines
from kadash.ui.style import upload_words
from kadash.ui.taken import taken

_SEEN = "catalogue_seen"
_MOST_BYTES = 2_000_000
TOML = "application/toml"


def files(page: Page, busy: bool) -> None:
    """The policy's file beside the catalogue's; below, the journal. busy: services cannot be saved now."""
    upload_words(page.words("data.choose"), page.words("settings.files.hint"))
    left, right = st.columns(2, gap="large")
    with left:
        _policy(page)
    with right:
        _catalogue(page, busy)
    journal_box(page)


def _policy(page: Page) -> None:
    words, saved = page.words, policy_in_use(page.home)
    st.subheader(words("settings.files.policy"), anchor=False)
    st.caption(words("settings.files.policy.about"))
    file = "kadash-policy.toml"
    st.download_button(words("settings.files.take"), taken(lambda: policy_file(saved, words).encode(), file), file,
                       TOML, key="policy_file", on_click="ignore")
    if not session.may(Right.EDIT_POLICY):
        return
    text = _given(words, "policy_import", words("settings.files.policy.import"))
    if text is None:
        return
    try:
        found = policy_of_toml(*text)
    except KadashError as error:
        st.error(plain(words.of_error(error)))
        return
    if not isinstance(found, Policy):
        _refused(words, found)
        return
    moved = changes(saved, found)
    st.markdown(f"**{words('settings.files.policy.changes', len(moved))}**")
    if moved:
        st.markdown("\n".join(f"- {line}" for line in changed_lines(words, moved)))
        if st.button(words("settings.files.policy.look"), type="primary", key="policy_take_over"):
            drafts.put_policy(saved, found)
            address.put(part="policy")
            st.rerun()


def policy_file(policy: Policy, words: Words) -> str:
    """A policy as TOML with what each value decides above it."""
    about = {}
    for section, lines in policy_in_force(policy).items():
        about[section] = f"{words(f'policy.{section}')}: {section_about(section, words)}"
        about |= {f"{section}.{line.field}": line.about(words) for line in lines}
    return policy_toml(policy, about)


def _catalogue(page: Page, busy: bool) -> None:
    words, home = page.words, page.home
    saved = catalogue_in_use(home)
    st.subheader(words("settings.files.catalogue"), anchor=False)
    st.caption(words("settings.files.catalogue.about"))
    file = "kadash-services.toml"
    st.download_button(words("settings.files.take"), taken(lambda: catalogue_toml(saved).encode(), file), file,
                       TOML, key="catalogue_file", on_click="ignore")
    if not session.may(Right.EDIT_CATALOGUE):
        return
    _last_import(page, busy)
    seen = st.session_state.setdefault(_SEEN, seen_entries(home))
    text = _given(words, "catalogue_import", words("settings.files.catalogue.import"))
    if text is None:
        return
    try:
        found = catalogue_of_toml(*text)
    except KadashError as error:
        st.error(plain(words.of_error(error)))
        return
    if not isinstance(found, Catalogue):
        _refused(words, found)
        return
    found = with_pairs_as_terms(found, saved)
    if _changed_services(with_service_words(words, found), saved, found) and st.button(
            words("settings.policy.save" if page.asked else "settings.policy.save_only"), type="primary",
            key="catalogue_take_over", disabled=busy):
        try:
            who = session.author(Right.EDIT_CATALOGUE)
            keep_catalogue(home, found, seen, file=text[1], who=who, at=session.now())
        except KadashError as error:
            st.error(plain(words.of_error(error)))
            del st.session_state[_SEEN]
            return
        _judge_anew(page)


def _changed_services(words: Words, saved: Catalogue, found: Catalogue) -> bool:
    """What a file would change, and whether it would anything."""
    change = catalogue_change(saved, found)
    st.markdown(f"**{words('settings.files.catalogue.changes', len(change.services))}**")
    for kind in ("added", "changed", "retired"):
        ids = getattr(change, kind)
        if ids:
            st.markdown(f"- {words(f'settings.files.catalogue.{kind}')} "
                        + words.listed([plain(words(f"service.{one}")) for one in ids]))
    return bool(change.services)


def _last_import(page: Page, busy: bool) -> None:
    entry, words = last_import(page.home), page.words
    if entry is None or not isinstance(entry.body, dict):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("settings.files.catalogue.last", len(entry.body["services"]), file=plain(entry.body["file"]),
                         author=plain(entry.author), at=words.moment(entry.entered_at.astimezone())), width="content")
        if st.button(words("settings.files.catalogue.back"), type="tertiary", key="catalogue_back", disabled=busy):
            take_back_import(page.home, who=session.author(Right.EDIT_CATALOGUE), at=session.now())
            _judge_anew(page)


def _judge_anew(page: Page) -> None:
    st.session_state.pop(_SEEN, None)
    if page.asked is not None:
        running.begin(page.home, "rebuild", right=Right.EDIT_CATALOGUE)
    st.rerun()


def _given(words: Words, key: str, label: str) -> tuple[str, str] | None:
    """Text and name of a file that was dropped; None where there is none that can be read as text."""
    file = st.file_uploader(label, type=["toml", "txt"], key=key)
    if file is None:
        return None
    if file.size > _MOST_BYTES:
        st.error(words("settings.files.large"))
        return None
    try:
        return file.getvalue().decode("utf-8-sig"), file.name
    except UnicodeDecodeError:
        st.error(words("settings.files.not_text"))
        return None


def _refused(words: Words, wrong: Sequence[Wrong]) -> None:
    """Every fault, and that nothing was taken."""
    with st.container(border=True):
        st.error(words("settings.files.refused", len(wrong)))
        st.markdown("\n".join(f"- {plain(drafts.said(words, one))}" for one in wrong))
