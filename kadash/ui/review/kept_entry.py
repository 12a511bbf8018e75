"""One kind of entry of an account in the journal, as a part of the review reads, writes and takes it back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from kadash.access import Right
from kadash.errors import KadashError
from kadash.loads.guarded import right_to_enter
from kadash.store import Entry
from kadash.ui import session
from kadash.ui.changed_meanwhile import both_versions
from kadash.ui.frame import Page
from kadash.ui.plain import plain


@dataclass(frozen=True)
class KeptEntry:
    """The newest entry of a kind, and its number as this reader last saw it (0: none was there)."""

    page: Page
    kind: str
    account_id: str
    newest: Entry | None
    seen: int
    see_new: str = "review.planned.see_new"

    @property
    def name(self) -> str:
        """A name for widgets that must be new once something was saved."""
        return f"{self.kind}_{self.account_id}_{self.seen}"

    @property
    def _right(self) -> Right:
        return right_to_enter(self.kind, self.account_id)

    def save(self, body: object) -> bool:
        """Keep it; where somebody else wrote meanwhile, the page runs again and shows both."""
        try:
            kept = self.page.home.journal().put(self.kind, self.account_id, body, author=session.author(self._right),
                                                at=session.now(), expected=self.seen)
        except KadashError as error:
            if error.code != "entry_changed":
                raise
            mine = _mine(self.kind, self.account_id)
            if st.session_state.get(mine) == body:  # both versions are on the page already
                return False
            st.session_state[mine] = body
            st.rerun()
        st.session_state[_key(self.kind, self.account_id)] = kept.entry_id
        return True

    def line(self) -> None:
        """Who entered it, when, and the way back; nothing where nothing was entered. Both versions, where two met."""
        self.settle()
        if self.newest is None:
            return
        words = self.page.words
        if not self.newest.readable:
            st.caption(words("review.entry_spoilt", None, entry=self.newest.entry_id))
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            key = "review.entered_by" if self.newest.body is not None else "review.taken_back_by"
            st.caption(words(key, author=plain(self.newest.author),
                             at=words.moment(self.newest.entered_at.astimezone())), width="content")
            if session.may(self._right) and st.button(
                    words("review.planned.undo"), type="tertiary", key=f"undo_{self.name}") and self._undo():
                st.rerun()

    def _undo(self) -> bool:
        """Put back what held before the newest entry."""
        history = self.page.home.journal().history(self.kind, self.account_id)
        return self.save(history[-2].body if len(history) > 1 else None)


    def settle(self) -> None:
        """Both versions and the choice, where what this reader saved met another's."""
        mine = _mine(self.kind, self.account_id)
        if mine not in st.session_state or self.newest is None:
            return
        body = st.session_state[mine]
        answer = both_versions(self.page.words, self.newest, body, self.name, self.see_new)
        if answer is None:
            return
        del st.session_state[mine]
        st.session_state[_key(self.kind, self.account_id)] = self.newest.entry_id
        if answer == "mine":
            replace(self, seen=self.newest.entry_id).save(body)
        st.rerun()


def kept_entry(page: Page, kind: str, account_id: str, see_new: str = KeptEntry.see_new) -> KeptEntry:
    """The account's entry of a kind; what this reader saw first stays what their changes are held against.

    see_new: the words of the button that shows what somebody else entered meanwhile.
    """
    history = page.home.journal().history(kind, account_id)
    newest = history[-1] if history else None
    seen = st.session_state.setdefault(_key(kind, account_id), newest.entry_id if newest else 0)
    return KeptEntry(page, kind, account_id, newest, int(seen), see_new)


def _mine(kind: str, account_id: str) -> str:
    return f"{kind}_mine_{account_id}"


def _key(kind: str, account_id: str) -> str:
    return f"{kind}_seen_{account_id}"
